package dev.skep.otlp;

import java.util.Locale;
import java.util.Optional;

/// The encodings of OTLP/HTTP, told by their media types.
enum OtlpEncoding {
  JSON("application/json"),
  PROTOBUF("application/x-protobuf");

  private static final String PROTOBUF_WITHOUT_X = "application/protobuf";

  private final String mediaType;

  OtlpEncoding(String mediaType) {
    this.mediaType = mediaType;
  }

  /// The encoding that a `Content-Type` or one element of `Accept` names. Letter case and
  /// parameters do not matter.
  static Optional<OtlpEncoding> ofMediaType(String value) {
    int semicolon = value.indexOf(';');
    String type = semicolon < 0 ? value : value.substring(0, semicolon);
    return switch (type.strip().toLowerCase(Locale.ROOT)) {
      case "application/json" -> Optional.of(JSON);
      case "application/x-protobuf", PROTOBUF_WITHOUT_X -> Optional.of(PROTOBUF);
      default -> Optional.empty();
    };
  }

  /// The exact `Content-Type` of replies. The Collector, and Beyla with it, compares the whole
  /// header: with a parameter such as a charset it would not read the body.
  String mediaType() {
    return mediaType;
  }
}
