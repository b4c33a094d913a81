package dev.skep.benchmarks;

import dev.skep.benchmarks.process.Machine;
import dev.skep.benchmarks.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Path;

/// `bare`: the insert loop that `ingest` holds the server against, alone.
final class BareBenchmark {
  private BareBenchmark() {}

  static void run(Options options) throws IOException {
    long rows = options.number("rows", 1_000_000, 1_000, 5_000_000);
    long repetitions = options.number("repetitions", 3, 1, 20);
    String tmp = options.text("tmp", "");
    options.refuseOthers();
    try (Workspace workspace = new Workspace(tmp)) {
      Path traffic = workspace.file("traffic.bin");
      new Traffic(rows, 240, 512, 3).writeTo(traffic);
      BareLoop.Result bare = BareLoop.measure(traffic, rows, repetitions, workspace.folder("bare"));
      Report report = new Report("bare");
      report.text("Machine", "machine", Machine.description());
      report.number("Load average", "load", Machine.load().orElse(-1), ".1f");
      report.number("Cores taken by others", "coresOfOthers", bare.coresOfOthers(), ".2f");
      report.numbers("Rows/s", "rowsPerSecond", bare.rowsPerSecond(), ",.0f");
      report.number("Rows/s, median", "medianRowsPerSecond", bare.median(), ",.0f");
      report.number("Bytes a row", "bytesPerRow", bare.bytesPerRow(), ".1f");
      report.print(System.out);
    }
  }
}
