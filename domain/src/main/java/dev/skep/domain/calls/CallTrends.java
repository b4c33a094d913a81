package dev.skep.domain.calls;

import dev.skep.domain.trace.Span;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How many calls each service got, step by step: what a small picture beside each needs, and no
/// more.
///
/// @param services by name; none without a call
public record CallTrends(SortedMap<Label, Trend> services) {
  /// The calls of one service, or of all that are not kept apart.
  ///
  /// @param calls and `errors`: one number for each step
  public record Trend(List<Long> calls, List<Long> errors) {
    public Trend {
      calls = List.copyOf(calls);
      errors = List.copyOf(errors);
    }

    public static Trend of(long[] calls, long[] errors) {
      return new Trend(list(calls), list(errors));
    }

    private static List<Long> list(long[] numbers) {
      return Arrays.stream(numbers).boxed().toList();
    }
  }

  public CallTrends {
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
  }

  /// The definition: what any store must answer whose spans these are.
  public static CallTrends of(List<Span> spans, SeriesQuery query) {
    var counts = new TrendCounts(query.stepCount());
    for (Span span : spans) {
      if (span.kind().isEntry()
          && query.range().contains(span)
          && query.services().include(span.serviceName())) {
        counts.add(
            Label.of(span.serviceName()),
            query.stepOf(Minutes.of(span)),
            1,
            span.isError() ? 1 : 0);
      }
    }
    return counts.trends();
  }
}
