package dev.skep.otlp.decode;

import dev.skep.domain.trace.Span;
import java.util.List;

/// What became of a request's body.
public sealed interface DecodeResult {
  /// The body was an export request.
  ///
  /// @param spans the good ones, in the order sent
  /// @param rejections the bad ones
  /// @param cuts how many values were longer, deeper or more than [SpanLimits] allows
  /// @param leftOut how many attributes, events and links were beyond the limits
  record Decoded(List<Span> spans, Rejections rejections, long cuts, long leftOut)
      implements DecodeResult {
    public Decoded {
      spans = List.copyOf(spans);
    }
  }

  /// The body is no export request. The reason holds nothing of what was sent.
  record Malformed(String reason) implements DecodeResult {}

  /// The body holds more than [SpanLimits#SPANS_PER_REQUEST] spans.
  record TooManySpans() implements DecodeResult {}

  /// The body is one of too many large ones that arrive at the same time; it can be sent again.
  record NoRoom() implements DecodeResult {}
}
