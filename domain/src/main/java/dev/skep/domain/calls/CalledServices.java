package dev.skep.domain.calls;

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
  public record Calls(Label service, CallStatistics statistics) {}

  public CalledServices {
    services = List.copyOf(services);
  }

  /// The definition: what any store must answer whose spans these are.
  public static CalledServices of(List<Span> spans, Minutes range) {
    Map<String, CallTally> tallies = new TreeMap<>();
    for (Span span : spans) {
      if (span.kind().isEntry() && range.contains(span)) {
        tallies
            .computeIfAbsent(span.serviceName(), name -> new CallTally())
            .add(span.durationNano(), span.isError());
      }
    }
    return new CalledServices(
        tallies.entrySet().stream()
            .map(each -> new Calls(Label.of(each.getKey()), each.getValue().statistics()))
            .toList(),
        Folded.NOTHING);
  }
}
