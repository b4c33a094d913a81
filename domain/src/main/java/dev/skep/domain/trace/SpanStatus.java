package dev.skep.domain.trace;

/// A span's status: its code, and the sender's words for it (empty when there are none).
///
/// Source: OTLP `Span.status`.
public record SpanStatus(StatusCode code, String message) {
  /// No status was sent.
  public static final SpanStatus UNSET = new SpanStatus(StatusCode.UNSET, "");

  private static final SpanStatus OK = new SpanStatus(StatusCode.OK, "");
  private static final SpanStatus ERROR = new SpanStatus(StatusCode.ERROR, "");

  /// A status without words.
  public static SpanStatus of(StatusCode code) {
    return switch (code) {
      case UNSET -> UNSET;
      case OK -> OK;
      case ERROR -> ERROR;
    };
  }

  public boolean isError() {
    return code == StatusCode.ERROR;
  }
}
