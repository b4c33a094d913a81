package dev.skep.domain.calls;

import dev.skep.domain.anatomy.RequestParts;
import dev.skep.domain.trace.Span;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The calls of every service in a time range, by its name.
///
/// A call is an entry span (server or consumer), so that it is counted once; see
/// `SpanKind.isEntry`.
public record CalledServices(List<Calls> services, Folded folded) {
  /// The calls of one service, or of all that are not kept apart.
  ///
  /// @param waitingNano how long its requests waited together before they were taken up, as far as
  ///   its spans tell: eBPF agents do, see [RequestParts#isQueue]
  public record Calls(Label service, CallStatistics statistics, long waitingNano) {}

  private static final CallTally NO_CALLS = new CallTally();

  public CalledServices {
    services = List.copyOf(services);
  }

  /// The definition: what any store must answer whose spans these are.
  public static CalledServices of(List<Span> spans, Minutes range) {
    Map<String, CallTally> tallies = new TreeMap<>();
    Map<String, CallTally> waits = new TreeMap<>();
    for (Span span : spans) {
      if (span.kind().isEntry() && range.contains(span)) {
        tallies
            .computeIfAbsent(span.serviceName(), name -> new CallTally())
            .add(span.durationNano(), span.isError());
      } else if (RequestParts.isQueue(span) && range.contains(span)) {
        waits
            .computeIfAbsent(span.serviceName(), name -> new CallTally())
            .add(span.durationNano(), span.isError());
      }
    }
    return new CalledServices(
        tallies.entrySet().stream()
            .map(each ->
                new Calls(
                    Label.of(each.getKey()),
                    each.getValue().statistics(),
                    waits.getOrDefault(each.getKey(), NO_CALLS).durationSum()))
            .toList(),
        Folded.NOTHING);
  }
}
