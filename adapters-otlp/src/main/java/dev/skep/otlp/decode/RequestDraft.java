package dev.skep.otlp.decode;

import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import java.util.ArrayList;
import java.util.List;

/// What has been read of a request so far.
final class RequestDraft {
  /// The count of cut values, shared by all that reads this request.
  final Texts texts = new Texts();

  private final List<Span> spans = new ArrayList<>();
  private final Rejections rejections = new Rejections();
  private int started;

  /// Whether another span is too many. Once this is true, reading can end.
  boolean isFull() {
    return started >= SpanLimits.SPANS_PER_REQUEST;
  }

  /// Begins the next span with a draft that may have served for another one.
  void start(SpanDraft span) {
    span.restart(started++);
  }

  /// Takes a span that has been read to its end, or notes why it is refused.
  void finish(SpanDraft span, Resource resource, InstrumentationScope scope) {
    span.finish(resource, scope, spans, rejections);
  }

  DecodeResult result() {
    return new DecodeResult.Decoded(spans, rejections, texts.cuts(), texts.leftOut());
  }
}
