package dev.skep.benchmarks;

import dev.skep.benchmarks.decode.DecodeBenchmark;
import dev.skep.benchmarks.process.Machine;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// `decode`: the OTLP decoders alone, one thread.
final class DecodeRun {
  private DecodeRun() {}

  static void run(Options options) throws IOException, RunnerException {
    int forks = (int) options.number("forks", 2, 1, 10);
    int iterations = (int) options.number("iterations", 5, 1, 100);
    options.refuseOthers();
    double loadBefore = Machine.load().orElse(-1);
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(DecodeBenchmark.class.getName())
                    .addProfiler(GCProfiler.class)
                    .forks(forks)
                    .warmupIterations(iterations)
                    .measurementIterations(iterations)
                    .build())
            .run();
    Report report = new Report("decode");
    report.text("Machine", "machine", Machine.description());
    report.number("Load average before", "loadBefore", loadBefore, ".1f");
    for (RunResult result : results) {
      String encoding = result.getParams().getParam("encoding").toLowerCase(Locale.ROOT);
      Result<?> time = result.getPrimaryResult();
      report.section("One span, " + encoding);
      report.number("Time", encoding + "NanosPerSpan", time.getScore(), ",.0f ns");
      report.number("  plus or minus", encoding + "NanosError", time.getScoreError(), ",.0f ns");
      report.number(
          "Spans/s on one core", encoding + "SpansPerSecond", 1e9 / time.getScore(), ",.0f");
      report.number("Allocated", encoding + "BytesPerSpan", allocated(result), ",.0f B");
    }
    report.print(System.out);
  }

  private static double allocated(RunResult result) {
    String name =
        result.getSecondaryResults().keySet().stream()
            .filter(each -> each.endsWith("gc.alloc.rate.norm"))
            .findFirst()
            .orElseThrow();
    return Objects.requireNonNull(result.getSecondaryResults().get(name)).getScore();
  }
}
