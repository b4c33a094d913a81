package dev.skep.domain.trace;

/// A span's status: its code, and the sender's words for it (empty when there are none).
///
/// Source: OTLP `Span.status`.
public record SpanStatus(StatusCode code, String message) {
  /// No status was sent.
  public static final SpanStatus UNSET = new SpanStatus(StatusCode.UNSET, "");

  /// A status without words.
  public static SpanStatus of(StatusCode code) {
    return new SpanStatus(code, "");
  }

  public boolean isError() {
    return code == StatusCode.ERROR;
  }
}
