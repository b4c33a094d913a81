package dev.skep.benchmarks;

import dev.skep.benchmarks.traffic.Traffic;
import java.nio.file.Path;

/// The command line.
public final class Bench {
  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.parse(arguments, 1);
    long start = System.nanoTime();
    long spans = options.number("spans", 1_000_000, 1, 100_000_000);
    new Traffic(spans, 240, 512, 3).writeTo(Path.of(options.text("file", "")));
    options.refuseOthers();
    System.out.println(spans / ((System.nanoTime() - start) / 1e9) + " spans/s");
  }
}
