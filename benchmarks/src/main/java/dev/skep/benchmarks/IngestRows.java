package dev.skep.benchmarks;

import dev.skep.benchmarks.load.Latencies;
import dev.skep.benchmarks.load.LoadResult;
import java.util.ArrayList;
import java.util.List;

/// The rows of a report about one load.
final class IngestRows {
  private IngestRows() {}

  static void load(LoadResult result, int connections, Report report) {
    report.count("Connections", "connections", connections);
    report.count("Spans stored", "spans", result.accepted());
    report.number("Spans/s", "spansPerSecond", result.spansPerSecond(), ",.0f");
    perMillion(result.secondsPerMillion(), report);
    latencies("request", result, report);
    report.number(
        "Driver CPU s a million",
        "driverCpuSecondsPerMillion",
        result.driverCpuSeconds() * 1e6 / result.accepted(),
        ".2f");
  }

  /// In longer runs, whether it slows down.
  private static void perMillion(List<Double> seconds, Report report) {
    if (seconds.size() < 2) {
      return;
    }
    List<Double> rates = new ArrayList<>();
    rates.add(1e6 / seconds.getFirst());
    if (seconds.size() > 3) {
      rates.add(1e6 / seconds.get(2));
    }
    rates.add(1e6 / seconds.getLast());
    String label = seconds.size() > 3 ? "  first, third, last million" : "  first and last million";
    report.numbers(label, "spansPerSecondOfMillions", rates, ",.0f");
  }

  static void latencies(String name, LoadResult result, Report report) {
    report.text("Answers by status", name + "Statuses", String.valueOf(result.statuses()));
    Latencies all = result.latencies();
    report.numbers(
        "Latency p50, p95, p99, max",
        name + "Millis",
        List.of(all.millis(0.5), all.millis(0.95), all.millis(0.99), all.millis(1)),
        ".1f ms");
  }
}
