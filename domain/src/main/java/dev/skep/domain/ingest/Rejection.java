package dev.skep.domain.ingest;

/// Why a span that arrived is no span that can be kept.
public enum Rejection {
  TRACE_ID("traceId", "trace id missing or invalid"),
  SPAN_ID("spanId", "span id missing or invalid"),
  PARENT_SPAN_ID("parentSpanId", "parent span id invalid"),
  WRONG_TYPE("wrongType", "a field of the wrong JSON type");

  private final String slug;
  private final String words;

  Rejection(String slug, String words) {
    this.slug = slug;
    this.words = words;
  }

  /// For programs to read, in lowerCamelCase.
  public String slug() {
    return slug;
  }

  /// For the sender to read.
  public String words() {
    return words;
  }
}
