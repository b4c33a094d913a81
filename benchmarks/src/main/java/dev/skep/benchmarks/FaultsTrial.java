package dev.skep.benchmarks;

import dev.skep.benchmarks.faults.Bombs;
import dev.skep.benchmarks.faults.Fault;
import dev.skep.benchmarks.faults.FullDisk;
import dev.skep.benchmarks.faults.RawHttp;
import dev.skep.benchmarks.faults.Scene;
import dev.skep.benchmarks.faults.SlowReaders;
import dev.skep.benchmarks.faults.SlowSenders;
import dev.skep.benchmarks.faults.SmallHeap;
import dev.skep.benchmarks.faults.StopUnderLoad;
import dev.skep.benchmarks.faults.StrangeTraces;
import dev.skep.benchmarks.faults.WrongKeys;
import dev.skep.benchmarks.process.Machine;
import dev.skep.benchmarks.process.SkepServer;
import dev.skep.benchmarks.proof.Findings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/// `faults`: what may befall a server, one thing after the other, each to a server of its own.
final class FaultsTrial {
  private FaultsTrial() {}

  private static List<Fault> all() {
    return List.of(
        new FullDisk(),
        new SlowSenders(),
        new SlowReaders(),
        new StopUnderLoad(),
        new Bombs(),
        new RawHttp(),
        new StrangeTraces(),
        new SmallHeap(),
        new WrongKeys());
  }

  /// Runs the trial and prints its report.
  ///
  /// @return whether nothing was found wrong
  static boolean run(Options options) throws IOException, InterruptedException, SQLException {
    List<Fault> faults = all();
    String names = faults.stream().map(Fault::name).collect(Collectors.joining(","));
    List<String> wanted = List.of(options.text("only", names).split(",", -1));
    SkepServer.Setup setup = IngestBenchmark.serverSetup(options, "256m");
    String tmp = options.text("tmp", "");
    options.refuseOthers();
    for (String name : wanted) {
      if (faults.stream().noneMatch(fault -> fault.name().equals(name))) {
        throw new BadUseException("--only takes some of " + names);
      }
    }
    Findings findings = new Findings();
    Report report = new Report("faults");
    report.text("Machine", "machine", Machine.description());
    report.number("Load average before", "loadBefore", Machine.load().orElse(-1), ".1f");
    try (Workspace workspace = new Workspace(tmp)) {
      for (Fault fault : faults) {
        if (wanted.contains(fault.name())) {
          befall(fault, setup, workspace, findings, report);
        }
      }
      FindingRows.add(findings, workspace, report);
      report.print(System.out);
      return findings.count() == 0;
    }
  }

  private static void befall(
      Fault fault, SkepServer.Setup setup, Workspace workspace, Findings findings, Report report)
      throws IOException, InterruptedException, SQLException {
    System.err.println(fault.name() + " ...");
    long start = System.nanoTime();
    long before = findings.count();
    Scene scene = new Scene(fault.name(), setup, workspace.folder(fault.name()), findings);
    try {
      fault.befall(scene);
    } catch (IOException e) {
      findings.add(fault.name() + ": broken off: " + e);
    }
    report.section(fault.name());
    scene.measures().forEach(measure -> report.row(measure.label(), measure.value()));
    report.count("Violations", fault.name() + "Violations", findings.count() - before);
    report.number("Took", fault.name() + "Seconds", (System.nanoTime() - start) / 1e9, ".1f s");
  }
}
