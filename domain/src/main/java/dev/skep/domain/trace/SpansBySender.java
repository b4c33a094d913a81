package dev.skep.domain.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts spans together that come from one resource, and of these those of one scope, as OTLP writes
/// them.
public final class SpansBySender {
  private SpansBySender() {}

  /// The spans, in the order in which their resources, their scopes and they themselves come.
  public static Map<Resource, Map<InstrumentationScope, List<Span>>> of(List<Span> spans) {
    Map<Resource, Map<InstrumentationScope, List<Span>>> groups = new LinkedHashMap<>();
    for (Span span : spans) {
      groups
          .computeIfAbsent(span.resource(), resource -> new LinkedHashMap<>())
          .computeIfAbsent(span.scope(), scope -> new ArrayList<>())
          .add(span);
    }
    return groups;
  }
}
