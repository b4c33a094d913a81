package dev.skep.domain.calls;

import dev.skep.domain.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The calls of a time range, step by step.
///
/// @param steps as many as [SeriesQuery#stepCount], those without a call too
public record CallSeries(List<CallStatistics> steps, Folded folded) {
  public CallSeries {
    steps = List.copyOf(steps);
  }

  /// The definition: what any store must answer whose spans these are.
  public static CallSeries of(List<Span> spans, SeriesQuery query) {
    List<CallTally> tallies =
        new ArrayList<>(Stream.generate(CallTally::new).limit(query.stepCount()).toList());
    for (Span span : spans) {
      if (span.kind().isEntry()
          && query.range().contains(span)
          && query.services().include(span.serviceName())) {
        tallies.get(query.stepOf(Minutes.of(span))).add(span.durationNano(), span.isError());
      }
    }
    return new CallSeries(tallies.stream().map(CallTally::statistics).toList(), Folded.NOTHING);
  }
}
