package dev.skep.otlp;

import dev.skep.otlp.decode.JsonDecoder;
import dev.skep.otlp.decode.OtlpDecoder;
import dev.skep.otlp.decode.ProtobufDecoder;
import dev.skep.otlp.decode.SecretMask;

/// What reads each encoding. All routes share them, for they remember what senders repeat.
final class Decoders {
  private final OtlpDecoder json;
  private final OtlpDecoder protobuf;

  Decoders(OtlpSettings settings) {
    SecretMask mask = settings.masksSecrets() ? SecretMask.on() : SecretMask.NONE;
    json = new JsonDecoder(mask);
    protobuf = new ProtobufDecoder(Math.toIntExact(settings.maxBodyBytes()), mask);
  }

  OtlpDecoder of(OtlpEncoding encoding) {
    return switch (encoding) {
      case JSON -> json;
      case PROTOBUF -> protobuf;
    };
  }
}
