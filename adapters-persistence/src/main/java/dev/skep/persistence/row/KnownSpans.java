package dev.skep.persistence.row;

import dev.skep.domain.trace.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The spans that need not be stored again. Two spans are nearly never alike in their ids, so ids
/// are compared first and whole spans only then; a hash of a whole span is made only of those whose
/// ids are sent again and again.
public final class KnownSpans {
  private static final int FEW = 8;

  private final Map<SpanKey, List<Span>> byKey;
  private final Map<SpanKey, Set<Span>> manyByKey = new HashMap<>();

  public KnownSpans(int expected) {
    byKey = HashMap.newHashMap(expected);
  }

  /// Whether the span was not known before; it is from now on.
  public boolean add(Span span) {
    SpanKey key = SpanKey.of(span);
    List<Span> alike = byKey.computeIfAbsent(key, none -> new ArrayList<>(1));
    if (alike.size() >= FEW) {
      return manyByKey.computeIfAbsent(key, none -> new HashSet<>(alike)).add(span);
    }
    return !alike.contains(span) && alike.add(span);
  }
}
