package dev.skep.domain.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How long a service worked on a trace by itself: the sum, over its spans, of the time that no
/// child of the span covers. Spans that run side by side count each, so the services of a trace may
/// come to more than the trace took.
///
/// @param selfNano in nanoseconds of [UnixNano#position]
public record ServiceTime(String serviceName, long selfNano) {
  /// The times of all services of a trace, in order of their first span.
  ///
  /// @param spans of one trace, the earliest first
  static List<ServiceTime> of(List<SpanOutline> spans) {
    Map<SpanId, Integer> places = new HashMap<>();
    for (int i = 0; i < spans.size(); i++) {
      places.putIfAbsent(spans.get(i).spanId(), i);
    }
    long[] covered = new long[spans.size()];
    long[] coveredUntil = new long[spans.size()];
    for (int i = 0; i < spans.size(); i++) {
      SpanOutline span = spans.get(i);
      if (span.parent() instanceof Parent.Of(SpanId parent)) {
        int above = places.getOrDefault(parent, i);
        if (above != i) {
          // Children come in the order of their start, so what they cover grows at one end.
          SpanOutline outer = spans.get(above);
          long from = Math.max(begin(span), Math.max(begin(outer), coveredUntil[above]));
          long to = Math.min(end(span), end(outer));
          if (to > from) {
            covered[above] += to - from;
            coveredUntil[above] = to;
          }
        }
      }
    }
    Map<String, Long> byService = new LinkedHashMap<>();
    for (int i = 0; i < spans.size(); i++) {
      SpanOutline span = spans.get(i);
      byService.merge(span.serviceName(), end(span) - begin(span) - covered[i], ServiceTime::sum);
    }
    List<ServiceTime> times = new ArrayList<>();
    byService.forEach((service, nanos) -> times.add(new ServiceTime(service, nanos)));
    return times;
  }

  /// Hostile times may come to more than a long holds.
  private static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }

  private static long begin(SpanOutline span) {
    return UnixNano.position(span.start());
  }

  private static long end(SpanOutline span) {
    return UnixNano.position(span.lastMoment());
  }
}
