package dev.skep.otlp;

import dev.skep.otlp.decode.JsonDecoder;
import dev.skep.otlp.decode.OtlpDecoder;
import dev.skep.otlp.decode.ProtobufDecoder;

/// What reads each encoding. All routes share them, for they remember what senders repeat.
final class Decoders {
  private final OtlpDecoder json = new JsonDecoder();
  private final OtlpDecoder protobuf;

  Decoders(OtlpSettings settings) {
    protobuf = new ProtobufDecoder(Math.toIntExact(settings.maxBodyBytes()));
  }

  OtlpDecoder of(OtlpEncoding encoding) {
    return switch (encoding) {
      case JSON -> json;
      case PROTOBUF -> protobuf;
    };
  }
}
