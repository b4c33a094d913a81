package dev.skep.benchmarks;

import dev.skep.benchmarks.load.Load;
import dev.skep.benchmarks.load.LoadDriver;
import dev.skep.benchmarks.load.LoadResult;
import dev.skep.benchmarks.process.Machine;
import dev.skep.benchmarks.process.SkepServer;
import dev.skep.benchmarks.process.Stopwatch;
import dev.skep.benchmarks.traffic.Replay;
import dev.skep.benchmarks.traffic.Traffic;
import dev.skep.benchmarks.traffic.TrafficFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `ingest`: spans through the door of the real server into a fresh data folder, and, before and
/// after it, the bare insert loop.
final class IngestBenchmark {
  /// The most spans that a traffic file holds; more are played from it in rounds.
  private static final long FILE_SPANS = 1_000_000;

  private final long spans;
  private final int minutes;
  private final int spansPerRequest;
  private final long seed;
  private final int connections;
  private final long rate;
  private final Duration atMost;
  private final long warmUpSpans;
  private final long bareRepetitions;
  private final long halfRateSeconds;
  private final SkepServer.Setup setup;
  private final String tmp;

  private IngestBenchmark(Options options) {
    spans = options.number("spans", 1_000_000, 1_000, 100_000_000);
    minutes = (int) options.number("minutes", 240, 1, 10_080);
    spansPerRequest = (int) options.number("request", 512, 3, 65_536);
    seed = options.number("seed", 3, 0, Long.MAX_VALUE);
    connections = (int) options.number("connections", 16, 1, 1_000);
    rate = options.number("rate", 0, 0, 100_000_000);
    atMost = Duration.ofSeconds(options.number("seconds", 900, 1, 7_200));
    warmUpSpans = options.number("warm-up", 300_000, 0, 10_000_000);
    bareRepetitions = options.number("bare", 3, 0, 20);
    halfRateSeconds = options.number("half-rate-seconds", 0, 0, 3_600);
    setup = serverSetup(options, "512m");
    tmp = options.text("tmp", "");
  }

  /// @param heap unless the options say otherwise
  static SkepServer.Setup serverSetup(Options options, String heap) {
    Map<String, String> settings = new HashMap<>();
    for (String setting : words(options.text("settings", ""))) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new BadUseException("--settings takes NAME=value, and more of these behind blanks");
      }
      settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return new SkepServer.Setup(
        Path.of(options.text("jar", "bootstrap/target/skep.jar")),
        options.text("heap", heap),
        words(options.text("jvm-options", "")),
        settings);
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.trim().split(" +", -1));
  }

  static void run(Options options) throws IOException, InterruptedException {
    IngestBenchmark benchmark = new IngestBenchmark(options);
    options.refuseOthers();
    benchmark.run();
  }

  private void run() throws IOException, InterruptedException {
    try (Workspace workspace = new Workspace(tmp)) {
      Path file = workspace.file("traffic.bin");
      Path warmUp = workspace.file("warm-up.bin");
      new Traffic(Math.min(spans, FILE_SPANS), minutes, spansPerRequest, seed).writeTo(file);
      new Traffic(
              Math.max(1_000, Math.min(warmUpSpans, FILE_SPANS)), minutes, spansPerRequest, ~seed)
          .writeTo(warmUp);
      Report report = new Report("ingest");
      report.text("Machine", "machine", Machine.description());
      report.number("Load average before", "loadBefore", Machine.load().orElse(-1), ".1f");
      try (TrafficFile traffic = TrafficFile.open(file);
          TrafficFile warmUpTraffic = TrafficFile.open(warmUp)) {
        measure(workspace, file, traffic, warmUpTraffic, report);
      }
      report.number("Load average after", "loadAfter", Machine.load().orElse(-1), ".1f");
      report.print(System.out);
    }
  }

  private void measure(
      Workspace workspace, Path file, TrafficFile traffic, TrafficFile warmUp, Report report)
      throws IOException, InterruptedException {
    List<BareLoop.Result> bare = new ArrayList<>();
    bareLoop(workspace, file, traffic, bare);
    double spansPerSecond = server(workspace, traffic, warmUp, report);
    bareLoop(workspace, file, traffic, bare);
    compare(spansPerSecond, bare, report);
  }

  private void bareLoop(
      Workspace workspace, Path file, TrafficFile traffic, List<BareLoop.Result> results)
      throws IOException {
    if (bareRepetitions > 0) {
      say("bare insert loop ...");
      results.add(
          BareLoop.measure(file, traffic.spans(), bareRepetitions, workspace.folder("bare")));
    }
  }

  /// @return its spans per second
  private double server(Workspace workspace, TrafficFile traffic, TrafficFile warmUp, Report report)
      throws IOException, InterruptedException {
    long now = System.currentTimeMillis() * 1_000_000;
    Replay replay = new Replay(traffic, spans, now, seed);
    Load load = Load.closedLoop(SkepServer.API_KEY, connections, atMost);
    SkepServer server =
        SkepServer.start(setup, workspace.folder("data"), workspace.file("server.log"));
    long stored = 0;
    LoadResult result;
    try (server) {
      load = load.to(server.port());
      if (warmUpSpans > 0) {
        say("warm-up ...");
        Replay before = new Replay(warmUp, warmUpSpans, replay.startNanos(), ~seed);
        stored += LoadDriver.run(load, before).accepted();
        server.awaitQuiet();
      }
      say("ingest ...");
      Stopwatch watch = new Stopwatch(server.java().pid(), ProcessHandle.current().pid());
      double cpu = server.java().cpuSeconds();
      result =
          LoadDriver.run(rate == 0 ? load : load.atRate(perSecond((double) rate), atMost), replay);
      double cpuUnderLoad = server.java().cpuSeconds() - cpu;
      double others = watch.coresOfOthers();
      double resident = server.java().residentMib();
      double quiet = server.awaitQuiet();
      stored += result.accepted();

      report.section("Server");
      IngestRows.load(result, connections, report);
      report.number("Cores taken by others", "coresOfOthers", others, ".2f");
      double perMillion = 1e6 / result.accepted();
      report.number(
          "CPU s a million spans", "cpuSecondsPerMillion", cpuUnderLoad * perMillion, ".2f");
      report.number(
          "  with what it did afterwards",
          "cpuSecondsPerMillionUntilQuiet",
          (server.java().cpuSeconds() - cpu) * perMillion,
          ".2f");
      report.number("  quiet after", "secondsUntilQuiet", quiet, ".0f s");
      report.number("Resident at the end", "residentMib", resident, ",.0f MiB");
      report.number(
          "Resident, most", "peakResidentMib", server.java().peakResidentMib(), ",.0f MiB");
      if (halfRateSeconds > 0) {
        stored += atHalfRate(result.spansPerSecond() / 2, load, traffic, report);
      }
    }
    report.section("After a clean stop");
    report.number(
        "Bytes on disk a span", "bytesPerSpan", (double) server.bytesOnDisk() / stored, ".1f");
    return result.spansPerSecond();
  }

  /// Latencies when the server has time to breathe.
  ///
  /// @return the spans stored
  private long atHalfRate(double spansPerSecond, Load load, TrafficFile traffic, Report report)
      throws IOException {
    say("half of that rate ...");
    Duration time = Duration.ofSeconds(halfRateSeconds);
    long now = System.currentTimeMillis() * 1_000_000;
    Replay replay =
        new Replay(
            traffic,
            Math.max(1, Math.round(spansPerSecond * (double) halfRateSeconds)),
            now,
            seed + 1);
    LoadResult result =
        LoadDriver.run(load.atRate(perSecond(spansPerSecond), time.plusSeconds(30)), replay);
    report.section("Server at half of that rate");
    IngestRows.latencies("half", result, report);
    return result.accepted();
  }

  private double perSecond(double spansPerSecond) {
    return spansPerSecond / spansPerRequest;
  }

  private static void compare(double spansPerSecond, List<BareLoop.Result> bare, Report report) {
    if (bare.isEmpty()) {
      return;
    }
    report.section("Bare insert loop");
    List<Double> all = bare.stream().flatMap(each -> each.rowsPerSecond().stream()).toList();
    BareLoop.Result first = bare.getFirst();
    BareLoop.Result last = bare.getLast();
    double median = new BareLoop.Result(all, 0, 0).median();
    report.numbers("Rows/s before", "bareRowsPerSecondBefore", first.rowsPerSecond(), ",.0f");
    report.numbers("Rows/s after", "bareRowsPerSecondAfter", last.rowsPerSecond(), ",.0f");
    report.number("Rows/s, median", "bareRowsPerSecond", median, ",.0f");
    report.numbers(
        "Cores taken by others",
        "bareCoresOfOthers",
        List.of(first.coresOfOthers(), last.coresOfOthers()),
        ".2f");
    report.number("Bytes a row", "bareBytesPerRow", first.bytesPerRow(), ".1f");
    report.section("Together");
    report.number("RATIO server / bare", "ratio", spansPerSecond / median, ".2f");
    report.numbers(
        "  against the quickest, the slowest",
        "ratioRange",
        List.of(spansPerSecond / max(all), spansPerSecond / min(all)),
        ".2f");
  }

  private static double max(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  private static double min(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  private static void say(String what) {
    System.err.println(what);
  }
}
