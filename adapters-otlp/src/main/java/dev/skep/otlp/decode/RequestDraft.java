package dev.skep.otlp.decode;

import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import java.util.ArrayList;
import java.util.List;

/// What has been read of a request so far.
final class RequestDraft {
  private static final int REMEMBERED = 256;

  /// The count of cut values and the memory of texts, shared by all that reads this request.
  final Texts texts = new Texts();

  private final List<Span> spans = new ArrayList<>();
  private final Rejections rejections = new Rejections();
  private final Interner<Resource> resources = new Interner<>(REMEMBERED);
  private final Interner<InstrumentationScope> scopes = new Interner<>(REMEMBERED);
  private int started;

  /// Whether another span is too many. Once this is true, reading can end.
  boolean isFull() {
    return started >= SpanLimits.SPANS_PER_REQUEST;
  }

  SpanDraft newSpan() {
    return new SpanDraft(started++);
  }

  /// Finishes the spans of a resource that has been read to its end.
  void finish(ResourceDraft draft) {
    if (draft.scopes.isEmpty()) {
      return;
    }
    Resource resource = resources.intern(draft.resource());
    for (ScopeDraft scopeDraft : draft.scopes) {
      InstrumentationScope scope = scopes.intern(scopeDraft.scope());
      for (SpanDraft span : scopeDraft.spans) {
        span.finish(resource, scope, spans, rejections);
      }
    }
  }

  DecodeResult result() {
    return new DecodeResult.Decoded(spans, rejections, texts.cuts(), texts.leftOut());
  }
}
