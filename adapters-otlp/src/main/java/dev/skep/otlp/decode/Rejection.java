package dev.skep.otlp.decode;

/// Why a span was not taken.
enum Rejection {
  TRACE_ID("trace id missing or invalid"),
  SPAN_ID("span id missing or invalid"),
  PARENT_SPAN_ID("parent span id invalid"),
  WRONG_TYPE("a field of the wrong JSON type");

  private final String words;

  Rejection(String words) {
    this.words = words;
  }

  /// For the sender to read.
  String words() {
    return words;
  }
}
