package dev.skep.benchmarks;

import dev.skep.benchmarks.crash.CrashCounts;
import dev.skep.benchmarks.crash.CrashRun;
import dev.skep.benchmarks.crash.KillLoop;
import dev.skep.benchmarks.crash.Ledger;
import dev.skep.benchmarks.process.Machine;
import dev.skep.benchmarks.proof.Findings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// `crash`: kills the server again and again and looks whether it keeps what it acknowledged.
final class CrashTrial {
  private final Workspace workspace;
  private final KillLoop.Plan plan;
  private final int mostSpans;
  private final int leastSegments;
  private final long seed;

  private CrashTrial(Workspace workspace, KillLoop.Plan plan, Options options) {
    this.workspace = workspace;
    this.plan = plan;
    mostSpans = (int) options.number("batch", 2_000, 1, 20_000);
    leastSegments = (int) options.number("least-segments", 1, 1, 100_000);
    seed = options.number("seed", 3, 0, Long.MAX_VALUE);
  }

  /// Runs the trial and prints its report.
  ///
  /// @return whether nothing was found wrong
  static boolean run(Options options) throws IOException, InterruptedException, SQLException {
    String tmp = options.text("tmp", "");
    try (Workspace workspace = new Workspace(tmp)) {
      KillLoop.Plan plan =
          new KillLoop.Plan(
              (int) options.number("kills", 100, 1, 100_000),
              (int) options.number("connections", 8, 1, 200),
              (int) options.number("sample", 100, 0, 100_000),
              Duration.ofMillis(options.number("shortest-millis", 200, 0, 60_000)),
              Duration.ofMillis(options.number("longest-millis", 4_000, 0, 60_000)),
              Duration.ofSeconds(options.number("start-limit", 5, 1, 60)),
              IngestBenchmark.serverSetup(options, "512m"),
              workspace.folder("data"));
      CrashTrial trial = new CrashTrial(workspace, plan, options);
      options.refuseOthers();
      if (plan.shortest().compareTo(plan.longest()) > 0) {
        throw new BadUseException("--shortest-millis must not be more than --longest-millis");
      }
      return trial.run();
    }
  }

  private boolean run() throws IOException, InterruptedException, SQLException {
    CrashRun run = new CrashRun(seed, System.currentTimeMillis() * 1_000_000, mostSpans);
    Findings findings = new Findings();
    Report report = new Report("crash");
    report.text("Machine", "machine", Machine.description());
    report.number("Load average before", "loadBefore", Machine.load().orElse(-1), ".1f");
    try (Ledger ledger = new Ledger(workspace.file("ledger"), run)) {
      CrashCounts counts = new KillLoop(plan, ledger, findings, System.err::println).run();
      if (counts.segments() < leastSegments) {
        findings.add("there are only " + counts.segments() + " segments");
      }
      add(counts, ledger, report);
    }
    report.number("Load average after", "loadAfter", Machine.load().orElse(-1), ".1f");
    FindingRows.add(findings, workspace, report);
    report.print(System.out);
    return findings.count() == 0;
  }

  private static void add(CrashCounts counts, Ledger ledger, Report report) {
    report.count("Kills", "kills", counts.kills());
    report.count("  while starting", "killsOfStarts", counts.killsOfStarts());
    List<Double> starts = counts.startSeconds().stream().sorted().toList();
    report.count("Starts", "starts", starts.size());
    report.numbers(
        "  seconds until ready: p50, most",
        "startSeconds",
        starts.isEmpty()
            ? List.of()
            : List.of(starts.get((starts.size() - 1) / 2), starts.getLast()),
        ".2f");
    report.count("Batches posted", "batches", ledger.last());
    report.count("Spans acknowledged", "spansAcknowledged", ledger.spansOwed());
    report.count("Batches without an answer at a kill", "uncertain", counts.uncertain());
    report.count("  found whole", "uncertainStored", counts.uncertainStored());
    report.count(
        "  found absent", "uncertainAbsent", counts.uncertain() - counts.uncertainStored());
    report.count("Batches posted again and acknowledged", "sentAgain", counts.sentAgain());
    report.text(
        "  their spans counted as duplicates at the end",
        "duplicates",
        counts.duplicates().map(String::valueOf).orElse("not offered"));
    report.count("Answers of 503", "refusals", counts.refusals());
    report.count("Batches read back from the server", "readBack", counts.readBack());
    report.count("  their spans", "spansReadBack", counts.spansReadBack());
    report.count("Checks of a file by SQLite", "filesChecked", counts.filesChecked());
    report.count("Segments at the end", "segments", counts.segments());
    report.count("Spans in them", "spansInFiles", counts.spansInFiles());
  }
}
