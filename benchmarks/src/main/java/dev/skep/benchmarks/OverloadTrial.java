package dev.skep.benchmarks;

import dev.skep.benchmarks.load.Load;
import dev.skep.benchmarks.load.LoadDriver;
import dev.skep.benchmarks.load.LoadResult;
import dev.skep.benchmarks.overload.Answers;
import dev.skep.benchmarks.overload.Reader;
import dev.skep.benchmarks.overload.SingleRequests;
import dev.skep.benchmarks.overload.SingleRequests.Normal;
import dev.skep.benchmarks.process.Machine;
import dev.skep.benchmarks.process.SkepServer;
import dev.skep.benchmarks.process.Stopwatch;
import dev.skep.benchmarks.proof.Findings;
import dev.skep.benchmarks.proof.SegmentFiles;
import dev.skep.benchmarks.proof.ServerStatus;
import dev.skep.benchmarks.traffic.Replay;
import dev.skep.benchmarks.traffic.Traffic;
import dev.skep.benchmarks.traffic.TrafficFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `overload`: measures what the server can take, then gives it a multiple of that for minutes.
final class OverloadTrial {
  private static final long FILE_SPANS = 300_000;
  private static final long SEED = 3;
  private static final long CLOSED_LOOP_SPANS = 20_000_000;
  private static final int CAPACITY_CONNECTIONS = 16;
  private static final int SINGLES = 10;
  private static final Duration NORMAL_WITHIN = Duration.ofSeconds(10);
  private static final double NORMAL_FACTOR = 5;
  private static final double NORMAL_MILLIS = 250;

  private final double factor;
  private final Duration warmUpTime;
  private final Duration capacityTime;
  private final Duration overloadTime;
  private final int spansPerRequest;
  private final int connections;
  private final double residentLimitMib;
  private final SkepServer.Setup setup;
  private final String tmp;
  private final Findings findings = new Findings();
  private final Report report = new Report("overload");
  private long acknowledged;
  private long uncertain;

  private OverloadTrial(Options options) {
    Duration minutes = Duration.ofMinutes(options.number("minutes", 3, 1, 24 * 60));
    overloadTime = Duration.ofSeconds(options.number("seconds", minutes.toSeconds(), 1, 86_400));
    factor = options.number("factor", 3, 1, 100);
    warmUpTime = Duration.ofSeconds(options.number("warm-up-seconds", 10, 1, 600));
    capacityTime = Duration.ofSeconds(options.number("capacity-seconds", 20, 1, 600));
    spansPerRequest = (int) options.number("request", 512, 3, 65_536);
    connections = (int) options.number("connections", 200, 1, 5_000);
    residentLimitMib = options.number("resident-limit", 512, 1, 1_000_000);
    setup = IngestBenchmark.serverSetup(options, "256m");
    tmp = options.text("tmp", "");
  }

  /// Runs the trial and prints its report.
  ///
  /// @return whether nothing was found wrong
  static boolean run(Options options) throws IOException, InterruptedException, SQLException {
    OverloadTrial trial = new OverloadTrial(options);
    options.refuseOthers();
    return trial.run();
  }

  private boolean run() throws IOException, InterruptedException, SQLException {
    try (Workspace workspace = new Workspace(tmp)) {
      Path file = workspace.file("traffic.bin");
      new Traffic(FILE_SPANS, 240, spansPerRequest, SEED).writeTo(file);
      report.text("Machine", "machine", Machine.description());
      report.number("Load average before", "loadBefore", Machine.load().orElse(-1), ".1f");
      Path data = workspace.folder("data");
      try (TrafficFile traffic = TrafficFile.open(file);
          SkepServer server = SkepServer.start(setup, data, workspace.file("server.log"))) {
        measure(server, traffic);
      } catch (IOException e) {
        findings.add(String.valueOf(e.getMessage()));
      }
      compareFiles(data);
      report.number("Load average after", "loadAfter", Machine.load().orElse(-1), ".1f");
      FindingRows.add(findings, workspace, report);
      report.print(System.out);
      return findings.count() == 0;
    }
  }

  private void measure(SkepServer server, TrafficFile traffic)
      throws IOException, InterruptedException {
    Load load = Load.closedLoop(SkepServer.API_KEY, CAPACITY_CONNECTIONS, warmUpTime);
    say("warm-up ...");
    closedLoop(load.to(server.port()), new Replay(traffic, CLOSED_LOOP_SPANS, now(), SEED + 1));
    say("capacity ...");
    Replay replay = new Replay(traffic, CLOSED_LOOP_SPANS, now(), SEED + 2);
    double capacity = closedLoop(load.to(server.port()).atRate(0, capacityTime), replay);
    server.awaitQuiet();
    SingleRequests singles =
        new SingleRequests(traffic, load.to(server.port()).withConnections(1), SEED + 1_000);
    double usual = singles.usualMillis(SINGLES);
    report.section("Before");
    report.number("Capacity, spans/s", "capacity", capacity, ",.0f");
    report.number("A single request, median", "singleMillisBefore", usual, ".1f ms");

    say("overload ...");
    List<String> pages =
        List.of("/traces", "/api/v1/traces", "/api/v1/traces/" + replay.traceId(0, 0));
    overload(server, traffic, capacity, pages);
    report.section("After");
    backToNormal(singles, usual);
    acknowledged += singles.acceptedSpans();
    compareStatus(server);
    double resident = server.java().peakResidentMib();
    report.number("Resident memory, most", "peakResidentMib", resident, ",.0f MiB");
    if (resident > residentLimitMib) {
      findings.add("the server had %,.0f MiB of memory".formatted(resident));
    }
  }

  /// Posts as fast as the server answers.
  ///
  /// @return spans a second
  private double closedLoop(Load load, Replay traffic) throws IOException {
    Answers answers = new Answers(Math.toIntExact(traffic.requests()), findings);
    LoadResult result = LoadDriver.run(load, traffic, answers);
    acknowledged += answers.acceptedSpans();
    uncertain += answers.uncertainSpans();
    return result.spansPerSecond();
  }

  private void overload(SkepServer server, TrafficFile traffic, double capacity, List<String> pages)
      throws InterruptedException {
    double seconds = overloadTime.toMillis() / 1e3;
    double spansPerSecond = factor * capacity;
    Replay replay = new Replay(traffic, Math.round(spansPerSecond * seconds), now(), SEED + 3);
    Load load =
        Load.closedLoop(SkepServer.API_KEY, connections, overloadTime)
            .to(server.port())
            .atRate(replay.requests() / seconds, overloadTime);
    Answers answers = new Answers(Math.toIntExact(replay.requests()), findings);
    Reader reader = new Reader(server, pages, findings);
    Stopwatch watch = new Stopwatch(server.java().pid(), ProcessHandle.current().pid());
    double took = seconds;
    try (reader) {
      took = LoadDriver.run(load, replay, answers).seconds();
    } catch (IOException e) {
      findings.add("the load could not be brought to its end: " + e.getMessage());
    }
    acknowledged += answers.acceptedSpans();
    uncertain += answers.uncertainSpans();
    OverloadRows.senders(answers, replay.requests(), spansPerSecond, capacity, took, report);
    OverloadRows.readers(reader, report);
    report.number("Cores taken by others", "coresOfOthers", watch.coresOfOthers(), ".2f");
    if (!server.java().process().isAlive()) {
      findings.add("the server died");
    }
  }

  private void backToNormal(SingleRequests singles, double usualMillis)
      throws IOException, InterruptedException {
    double millis = Math.max(NORMAL_MILLIS, NORMAL_FACTOR * usualMillis);
    Optional<Normal> normal = singles.awaitNormal(millis, NORMAL_WITHIN);
    if (normal.isEmpty()) {
      findings.add(
          "no single request was stored within %,.0f ms in the ten seconds after"
              .formatted(millis));
      return;
    }
    report.number("Back to normal after", "secondsUntilNormal", normal.get().seconds(), ".2f s");
    report.number("  that single request", "singleMillisAfter", normal.get().millis(), ".1f ms");
  }

  private void compareStatus(SkepServer server) throws IOException, InterruptedException {
    Optional<ServerStatus> status = ServerStatus.of(server);
    Optional<Long> received = status.flatMap(ServerStatus::received);
    report.text("Status page", "status", status.map(String::valueOf).orElse("not offered"));
    if (received.isPresent() && received.get() != status.get().accountedFor()) {
      findings.add(
          "the server received %,d spans and accounts for %,d"
              .formatted(received.get(), status.get().accountedFor()));
    }
  }

  private void compareFiles(Path data) throws IOException, SQLException {
    SegmentFiles files = new SegmentFiles(data);
    files.integrityCheck(findings);
    long stored = files.spans();
    report.count("Spans acknowledged", "spansAcknowledged", acknowledged);
    report.count(
        "Spans of requests without an answer, or with a late 503", "spansUncertain", uncertain);
    report.count("Spans in the files", "spansInFiles", stored);
    if (stored < acknowledged || stored > acknowledged + uncertain) {
      findings.add(
          "%,d spans are stored, and %,d were acknowledged".formatted(stored, acknowledged));
    }
  }

  private static long now() {
    return System.currentTimeMillis() * 1_000_000;
  }

  private static void say(String what) {
    System.err.println(what);
  }
}
