package dev.skep.persistence.rollup;

import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.SpanId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The part of a trace that was stored before.
final class OlderTrace {
  static final OlderTrace NOTHING = new OlderTrace(List.of());

  private final Map<SpanId, OlderSpan> firsts = new HashMap<>();
  private final Map<SpanId, List<OlderSpan>> entries = new HashMap<>();
  private final int size;

  OlderTrace(List<OlderSpan> spans) {
    size = spans.size();
    for (OlderSpan span : spans) {
      firsts.putIfAbsent(span.spanId(), span);
      if (span.kind().isEntry()
          && span.parent() instanceof Parent.Of(SpanId parent)
          && !parent.equals(span.spanId())) {
        entries.computeIfAbsent(parent, id -> new ArrayList<>(1)).add(span);
      }
    }
  }

  int size() {
    return size;
  }

  /// The span that was stored first of those with this id.
  Optional<OlderSpan> first(SpanId id) {
    return Optional.ofNullable(firsts.get(id));
  }

  /// The entry spans that name this one as their parent, if it was not stored when they were.
  List<OlderSpan> waitingFor(SpanId id) {
    return firsts.containsKey(id) ? List.of() : entries.getOrDefault(id, List.of());
  }

  /// Whether an entry span names this one as its parent.
  boolean isAnswered(SpanId id) {
    return entries.containsKey(id);
  }
}
