package dev.skep.domain.calls;

import dev.skep.domain.trace.Span;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The calls of one service in a time range, by what it was called for.
public record CalledOperations(List<Calls> operations, Folded folded) {
  /// The calls of one operation.
  public record Calls(CalledOperation operation, CallStatistics statistics) {}

  public CalledOperations {
    operations = List.copyOf(operations);
  }

  /// The definition: what any store must answer whose spans these are.
  public static CalledOperations of(List<Span> spans, String serviceName, Minutes range) {
    Map<CalledOperation, CallTally> tallies = new TreeMap<>();
    for (Span span : spans) {
      if (span.kind().isEntry() && span.serviceName().equals(serviceName) && range.contains(span)) {
        tallies
            .computeIfAbsent(CalledOperation.of(span), operation -> new CallTally())
            .add(span.durationNano(), span.isError());
      }
    }
    return new CalledOperations(
        tallies.entrySet().stream()
            .map(each -> new Calls(each.getKey(), each.getValue().statistics()))
            .toList(),
        Folded.NOTHING);
  }
}
