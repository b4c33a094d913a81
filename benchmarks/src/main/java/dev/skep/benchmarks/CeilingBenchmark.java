package dev.skep.benchmarks;

import dev.skep.benchmarks.load.Load;
import dev.skep.benchmarks.load.LoadDriver;
import dev.skep.benchmarks.load.LoadResult;
import dev.skep.benchmarks.process.JavaProcess;
import dev.skep.benchmarks.process.Machine;
import dev.skep.benchmarks.process.Stopwatch;
import dev.skep.benchmarks.traffic.Replay;
import dev.skep.benchmarks.traffic.Traffic;
import dev.skep.benchmarks.traffic.TrafficFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// `ceiling`: how fast traffic is made, and how fast it could be posted if the server cost nothing.
final class CeilingBenchmark {
  static final String SINK = "sink";

  private CeilingBenchmark() {}

  static void run(Options options) throws IOException {
    long spans = options.number("spans", 4_000_000, 1_000, 100_000_000);
    int connections = (int) options.number("connections", 16, 1, 1_000);
    String tmp = options.text("tmp", "");
    options.refuseOthers();
    try (Workspace workspace = new Workspace(tmp)) {
      Path file = workspace.file("traffic.bin");
      Stopwatch making = new Stopwatch();
      long made = Math.min(spans, 1_000_000);
      new Traffic(made, 240, 512, 3).writeTo(file);
      double seconds = making.seconds();
      try (TrafficFile traffic = TrafficFile.open(file)) {
        Report report = new Report("ceiling");
        report.text("Machine", "machine", Machine.description());
        report.number("Load average", "load", Machine.load().orElse(-1), ".1f");
        report.number("Spans made/s", "madePerSecond", made / seconds, ",.0f");
        report.number(
            "Bytes a span", "bytesPerSpan", (double) traffic.bytes() / traffic.spans(), ".1f");
        post(new Replay(traffic, spans, System.currentTimeMillis() * 1_000_000, 1), connections)
            .addTo(report);
        report.print(System.out);
      }
    }
  }

  private record Posted(LoadResult result, double coresOfOthers) {
    void addTo(Report report) {
      report.number("Spans posted/s", "postedPerSecond", result.spansPerSecond(), ",.0f");
      report.number(
          "Driver CPU s a million",
          "driverCpuSecondsPerMillion",
          result.driverCpuSeconds() * 1e6 / result.accepted(),
          ".2f");
      report.number("Request p50", "p50Millis", result.latencies().millis(0.5), ".2f ms");
      report.number("Request p99", "p99Millis", result.latencies().millis(0.99), ".2f ms");
      report.number("Cores taken by others", "coresOfOthers", coresOfOthers, ".2f");
    }
  }

  private static Posted post(Replay traffic, int connections) throws IOException {
    ProcessBuilder command = JavaProcess.ofThisProgram(List.of("-Xmx64m"), List.of(SINK));
    command.redirectError(ProcessBuilder.Redirect.INHERIT);
    try (JavaProcess sink = JavaProcess.start(command);
        BufferedReader out = sink.process().inputReader()) {
      int port = Integer.parseInt(String.valueOf(out.readLine()));
      Load load = Load.closedLoop("k", connections, Duration.ofMinutes(2)).to(port);
      Stopwatch watch = new Stopwatch(sink.pid(), ProcessHandle.current().pid());
      LoadResult result = LoadDriver.run(load, traffic);
      return new Posted(result, watch.coresOfOthers());
    }
  }
}
