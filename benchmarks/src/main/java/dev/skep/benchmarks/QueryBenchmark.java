package dev.skep.benchmarks;

import dev.skep.benchmarks.FilledFolder.Filling;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `queries`: fills a server, then asks it what people and programs ask.
final class QueryBenchmark {
  private static final long SEED = 3;
  private static final long FILE_SPANS = 1_000_000;

  private final long spans;
  private final int minutes;
  private final int calls;
  private final int warmUps;
  private final Duration perQuery;
  private final SkepServer.Setup setup;
  private final String tmp;
  private final String kept;
  private final String only;

  private QueryBenchmark(Options options) {
    spans = options.number("spans", 200_000, 1_000, 100_000_000);
    minutes = (int) options.number("minutes", 240, 1, 10_080);
    calls = (int) options.number("calls", 100, 1, 100_000);
    warmUps = (int) options.number("warm-up", 20, 0, 100_000);
    perQuery = Duration.ofSeconds(options.number("seconds", 60, 1, 3_600));
    setup = IngestBenchmark.serverSetup(options, "512m");
    tmp = options.text("tmp", "");
    kept = options.text("data", "");
    only = options.text("only", "");
  }

  static void run(Options options) throws IOException, InterruptedException {
    QueryBenchmark benchmark = new QueryBenchmark(options);
    options.refuseOthers();
    benchmark.run();
  }

  private void run() throws IOException, InterruptedException {
    try (Workspace workspace = new Workspace(tmp)) {
      FilledFolder folder =
          new FilledFolder(kept.isEmpty() ? workspace.folder("filled") : Path.of(kept));
      Optional<Filling> before = folder.filling();
      Filling filling =
          before.orElse(new Filling(spans, minutes, System.currentTimeMillis() * 1_000_000));
      Path file = workspace.file("traffic.bin");
      new Traffic(Math.min(filling.spans(), FILE_SPANS), filling.minutes(), 512, SEED)
          .writeTo(file);
      Report report = new Report("queries");
      report.text("Machine", "machine", Machine.description());
      report.number("Load average before", "loadBefore", Machine.load().orElse(-1), ".1f");
      Path log = workspace.file("server.log");
      try (TrafficFile traffic = TrafficFile.open(file);
          SkepServer server = SkepServer.start(setup, folder.data(), log)) {
        Replay replay = new Replay(traffic, filling.spans(), filling.endNanos(), SEED);
        if (before.isEmpty()) {
          fill(server, replay, report);
          folder.noteFilled(filling);
        } else {
          report.count("Spans stored before", "spans", replay.spans());
        }
        askAll(server, asked(replay, filling), report);
      }
      report.print(System.out);
    }
  }

  private static void fill(SkepServer server, Replay replay, Report report)
      throws IOException, InterruptedException {
    System.err.println("filling ...");
    Load load = Load.closedLoop(SkepServer.API_KEY, 8, Duration.ofHours(2)).to(server.port());
    LoadResult result = LoadDriver.run(load, replay);
    server.awaitQuiet();
    report.count("Spans stored", "spans", result.accepted());
    report.text("Answers by status", "statuses", result.statuses().toString());
  }

  private List<Query> asked(Replay replay, Filling filling) {
    return Query.all(replay, filling.endNanos()).stream()
        .filter(query -> query.name().contains(only))
        .toList();
  }

  private void askAll(SkepServer server, List<Query> queries, Report report)
      throws IOException, InterruptedException {
    Stopwatch watch = new Stopwatch(server.java().pid(), ProcessHandle.current().pid());
    report.section("Calls one after the other: p50, p95, p99, and the size of the answer");
    try (Asking asking = new Asking(server, warmUps, calls, perQuery)) {
      asking.warmUpClient();
      Map<String, Object> values = new LinkedHashMap<>();
      report.value("queries", values);
      for (Query query : queries) {
        System.err.println(query.name() + " ...");
        values.put(query.name(), add(query, asking.ask(query), report));
      }
    }
    report.section("Meanwhile");
    report.number("Cores taken by others", "coresOfOthers", watch.coresOfOthers(), ".2f");
    report.number("Resident", "residentMib", server.java().residentMib(), ",.0f MiB");
  }

  /// Adds a row.
  ///
  /// @return the same for programs
  private static Map<String, Object> add(Query query, Asking.Outcome outcome, Report report) {
    if (outcome.calls() == 0) {
      report.row(query.name(), "not answered: status " + outcome.status());
      return Map.of("status", (long) outcome.status());
    }
    double p50 = outcome.latencies().millis(0.5);
    double p95 = outcome.latencies().millis(0.95);
    double p99 = outcome.latencies().millis(0.99);
    String text =
        String.format(
            Locale.ROOT,
            "%8.2f %8.2f %8.2f ms %9.1f kB   %d calls",
            p50,
            p95,
            p99,
            outcome.bytes() / 1e3,
            outcome.calls());
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("p50Millis", p50);
    value.put("p95Millis", p95);
    value.put("p99Millis", p99);
    value.put("bytes", outcome.bytes());
    value.put("calls", (long) outcome.calls());
    report.row(query.name(), text);
    return value;
  }
}
