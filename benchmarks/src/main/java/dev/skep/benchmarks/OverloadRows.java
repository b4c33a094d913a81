package dev.skep.benchmarks;

import dev.skep.benchmarks.load.Latencies;
import dev.skep.benchmarks.overload.Answers;
import dev.skep.benchmarks.overload.Reader;
import java.util.List;

/// The rows of a report about a server that got too much.
final class OverloadRows {
  private OverloadRows() {}

  /// @param due how many requests were to be sent in those seconds
  /// @param perSecond how many spans a second that is
  static void senders(
      Answers answers, long due, double perSecond, double capacity, double seconds, Report report) {
    Latencies accepted = answers.accepted();
    Latencies refused = answers.refused();
    double goodput = answers.acceptedSpans() / seconds;
    report.section("Senders");
    report.number("Spans/s to be sent", "duePerSecond", perSecond, ",.0f");
    report.number("Seconds until the last answer", "seconds", seconds, ".1f");
    report.count("Requests due", "requestsDue", due);
    report.count("  sent, a connection being free", "requests", answers.late().count());
    report.count("  200", "accepted", accepted.count());
    report.count(
        "  503 with Retry-After", "refused", refused.count() - answers.withoutRetryAfter());
    report.count("  503 without", "refusedWithoutRetryAfter", answers.withoutRetryAfter());
    report.text("  others by status, 0 being none", "others", answers.others().toString());
    report.number("Goodput, spans/s", "goodput", goodput, ",.0f");
    report.number("  of capacity", "goodputOfCapacity", goodput / capacity, ".2f");
    latencies("Latency of 200: p50, p99, most", "acceptedMillis", accepted, report);
    latencies("Latency of 503: p50, p99, most", "refusedMillis", refused, report);
    latencies("Waited for a connection before", "lateMillis", answers.late(), report);
  }

  static void readers(Reader reader, Report report) {
    report.section("Readers: p50, p99, most");
    reader
        .latencies()
        .forEach((path, latencies) -> {
          String name = path.replaceFirst("[0-9a-f]{32}", "{id}");
          latencies(name, name, latencies, report);
        });
    report.count("Reads that failed", "readFailures", reader.failures());
  }

  private static void latencies(String label, String key, Latencies latencies, Report report) {
    report.numbers(
        label,
        key,
        List.of(latencies.millis(0.5), latencies.millis(0.99), latencies.millis(1)),
        ",.1f ms");
  }
}
