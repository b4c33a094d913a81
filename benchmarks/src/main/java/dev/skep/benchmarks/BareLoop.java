package dev.skep.benchmarks;

import dev.skep.benchmarks.bare.BareInsert;
import dev.skep.benchmarks.process.JavaProcess;
import dev.skep.benchmarks.process.Stopwatch;
import dev.skep.benchmarks.traffic.TrafficFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The bare insert loop in a process of its own, so that its rows take no memory from others. The
/// child prints what it measured, a rate a line, at last the bytes of a row.
final class BareLoop {
  static final String COMMAND = "bare-rows";

  private BareLoop() {}

  /// @param rowsPerSecond of each repetition
  /// @param coresOfOthers how much of the machine was taken meanwhile
  record Result(List<Double> rowsPerSecond, double bytesPerRow, double coresOfOthers) {
    double median() {
      List<Double> sorted = rowsPerSecond.stream().sorted().toList();
      int middle = sorted.size() / 2;
      return sorted.size() % 2 == 1
          ? sorted.get(middle)
          : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
  }

  static Result measure(Path traffic, long rows, long repetitions, Path folder) throws IOException {
    ProcessBuilder command =
        JavaProcess.ofThisProgram(
            List.of("-Xmx3g"),
            List.of(
                COMMAND,
                "--file",
                traffic.toString(),
                "--rows",
                String.valueOf(rows),
                "--repetitions",
                String.valueOf(repetitions),
                "--folder",
                folder.toString()));
    command.redirectError(ProcessBuilder.Redirect.INHERIT);
    try (JavaProcess child = JavaProcess.start(command)) {
      Stopwatch watch = new Stopwatch(child.pid());
      List<Double> lines = new ArrayList<>();
      double others = 0;
      try (var out = child.process().inputReader()) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          lines.add(Double.valueOf(line));
          others = watch.coresOfOthers();
        }
      }
      if (lines.size() != repetitions + 1) {
        throw new IOException("the bare loop did not finish");
      }
      return new Result(List.copyOf(lines.subList(0, lines.size() - 1)), lines.getLast(), others);
    }
  }

  /// What the child does.
  static void runHere(Options options) throws IOException, SQLException {
    Path file = Path.of(options.text("file", ""));
    long rows = options.number("rows", 1, 1, 5_000_000);
    long repetitions = options.number("repetitions", 1, 1, 100);
    Path folder = Path.of(options.text("folder", ""));
    try (TrafficFile traffic = TrafficFile.open(file)) {
      BareInsert.Result result = BareInsert.run(traffic, rows, (int) repetitions, folder);
      result.rowsPerSecond().forEach(System.out::println);
      System.out.println(result.bytesPerRow());
    }
  }
}
