package dev.skep.benchmarks;

import dev.skep.benchmarks.fuzz.Corpus;
import dev.skep.benchmarks.fuzz.FuzzLoop;
import dev.skep.benchmarks.fuzz.FuzzTarget;
import dev.skep.benchmarks.fuzz.HttpTarget;
import dev.skep.benchmarks.fuzz.JsonTarget;
import dev.skep.benchmarks.fuzz.ProtobufTarget;
import dev.skep.benchmarks.fuzz.QueryTarget;
import dev.skep.benchmarks.process.LiveHeap;
import dev.skep.benchmarks.process.Machine;
import dev.skep.benchmarks.process.SkepServer;
import dev.skep.benchmarks.proof.Findings;
import dev.skep.benchmarks.proof.SegmentFiles;
import dev.skep.benchmarks.proof.ServerStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// `fuzz`: damaged requests and queries, to the decoders, the query language and the real program.
final class FuzzTrial {
  private static final List<String> TARGETS = List.of("protobuf", "json", "query", "http");
  private static final Duration MOST_IN_PROCESS = Duration.ofSeconds(2);
  private static final Duration MOST_OVER_HTTP = Duration.ofSeconds(5);
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final double MIB = 1024.0 * 1024.0;
  // What the memories of decoders and caches may come to, and spans of an unsealed segment in its
  // index.
  private static final double DRIFT_MIB = 64;
  private static final Pattern FAILURE = Pattern.compile("SEVERE|ERROR|Exception|Error\\b");

  private final String only;
  private final Duration atMost;
  private final long first;
  private final long mostCases;
  private final long oneCase;
  private final Path corpusFolder;
  private final SkepServer.Setup setup;
  private final String tmp;
  private final Findings findings = new Findings();
  private final Report report = new Report("fuzz");

  private FuzzTrial(Options options) {
    only = options.text("only", "all");
    Duration minutes = Duration.ofMinutes(options.number("minutes", 1, 1, 24 * 60));
    atMost = Duration.ofSeconds(options.number("seconds", minutes.toSeconds(), 1, 86_400));
    first = options.number("first", 1_000_000, 0, Long.MAX_VALUE / 2);
    mostCases = options.number("cases", 1_000_000_000, 1, 1_000_000_000);
    oneCase = options.number("case", -1, -1, Long.MAX_VALUE / 2);
    corpusFolder = Path.of(options.text("corpus", "adapters-otlp/src/test/resources/corpus"));
    setup = IngestBenchmark.serverSetup(options, "256m");
    tmp = options.text("tmp", "");
    if (!only.equals("all") && !TARGETS.contains(only)) {
      throw new BadUseException("--only must be one of " + String.join(", ", TARGETS));
    }
  }

  /// Runs the trial and prints its report.
  ///
  /// @return whether nothing was found wrong
  static boolean run(Options options) throws IOException, InterruptedException, SQLException {
    FuzzTrial trial = new FuzzTrial(options);
    options.refuseOthers();
    return trial.run();
  }

  private boolean run() throws IOException, InterruptedException, SQLException {
    Corpus corpus = Corpus.read(corpusFolder);
    try (Workspace workspace = new Workspace(tmp)) {
      report.text("Machine", "machine", Machine.description());
      report.count("First case", "first", oneCase < 0 ? first : oneCase);
      inProcess(new ProtobufTarget(corpus));
      inProcess(new JsonTarget(corpus));
      inProcess(new QueryTarget());
      if (isWanted("http")) {
        overHttp(corpus, workspace);
      }
      FindingRows.add(findings, workspace, report);
      report.print(System.out);
      return findings.count() == 0;
    }
  }

  private boolean isWanted(String target) {
    return only.equals("all") || only.equals(target);
  }

  private void inProcess(FuzzTarget target) {
    if (isWanted(target.name())) {
      System.err.println(target.name() + " ...");
      rows(target, loop(target, MOST_IN_PROCESS));
    }
  }

  private FuzzLoop loop(FuzzTarget target, Duration mostPerCase) {
    FuzzLoop loop = new FuzzLoop(target, mostPerCase, findings);
    long targets = only.equals("all") ? TARGETS.size() : 1;
    return oneCase < 0
        ? loop.cases(first, mostCases, atMost.dividedBy(targets))
        : loop.cases(oneCase, 1, atMost);
  }

  private void rows(FuzzTarget target, FuzzLoop loop) {
    report.section(target.name());
    report.count("Cases", target.name() + "Cases", loop.cases());
    report.number("Slowest", target.name() + "SlowestMillis", loop.slowestMillis(), ",.1f ms");
  }

  private void overHttp(Corpus corpus, Workspace workspace)
      throws IOException, InterruptedException, SQLException {
    Path data = workspace.folder("data");
    Path log = workspace.file("server.log");
    long accepted;
    long stored;
    try (SkepServer server = SkepServer.start(setup, data, log);
        HttpTarget target = new HttpTarget(corpus, server)) {
      System.err.println("http ...");
      if (oneCase < 0) {
        new FuzzLoop(target, MOST_OVER_HTTP, findings).cases(first / 2, mostCases, WARM_UP);
      }
      OptionalLong before = LiveHeap.bytes(server.java().pid());
      rows(target, loop(target, MOST_OVER_HTTP));
      heap(before, LiveHeap.bytes(server.java().pid()));
      accepted = target.accepted();
      stored = compareStatus(server, accepted);
    }
    SegmentFiles files = new SegmentFiles(data);
    files.integrityCheck(findings);
    report.count("Spans accepted, those sent again included", "accepted", accepted);
    report.count("Spans in the files", "spansInFiles", files.spans());
    if (files.spans() != stored) {
      findings.add(
          "the server counts %,d stored spans, its files hold %,d"
              .formatted(stored, files.spans()));
    }
    Files.readAllLines(log).stream()
        .filter(line -> FAILURE.matcher(line).find())
        .forEach(line -> findings.add("the server printed: " + line));
  }

  private void heap(OptionalLong before, OptionalLong after) {
    if (before.isPresent() && after.isPresent()) {
      double drift = (after.getAsLong() - before.getAsLong()) / MIB;
      report.number("Live heap afterwards", "liveMib", after.getAsLong() / MIB, ",.1f MiB");
      report.number("  more than before", "driftMib", drift, ",.1f MiB");
      if (drift > DRIFT_MIB) {
        findings.add("the server kept %,.0f MiB more than before".formatted(drift));
      }
    }
  }

  /// @return how many spans the server says that it stored
  private long compareStatus(SkepServer server, long accepted)
      throws IOException, InterruptedException {
    Optional<ServerStatus> status = ServerStatus.of(server);
    report.text("Status page", "status", status.map(String::valueOf).orElse("not offered"));
    if (status.isEmpty() || status.get().received().isEmpty()) {
      findings.add("the server does not say what it received");
      return 0;
    }
    ServerStatus counts = status.get();
    if (counts.received().get() != counts.accountedFor()) {
      findings.add(
          "the server received %,d spans and accounts for %,d"
              .formatted(counts.received().get(), counts.accountedFor()));
    }
    long stored = counts.stored().orElse(0L);
    if (stored + counts.duplicates().orElse(0L) != accepted) {
      findings.add(
          "the server said of %,d spans that it accepted them, and counts %s"
              .formatted(accepted, counts));
    }
    return stored;
  }
}
