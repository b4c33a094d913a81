package dev.skep.benchmarks;

import dev.skep.benchmarks.load.Sink;
import dev.skep.benchmarks.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Path;

/// The command line.
public final class Bench {
  private static final String USAGE =
      """
      Usage: bench COMMAND [--option value]...

      ingest    spans through the real server, held against a bare insert loop
      queries   pages and API calls of a filled server
      bigtrace  the pages of traces of 100,000 spans
      decode    the OTLP decoders alone
      bare      the bare insert loop alone
      ceiling   how fast traffic can be made and posted, whatever the server
      traffic   writes traffic to a file

      crash     kills the server again and again and looks whether it keeps what it acknowledged
      overload  far more than the server can take, for minutes
      faults    a full disk, slow senders, bombs, strange traces and the like
      fuzz      damaged requests and queries, to decoders, query language and server

      docs/performance.md, and docs/reliability.md for the last four, say what each does and which
      options it has.\
      """;

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    String command = arguments.length == 0 ? "help" : arguments[0];
    try {
      run(command, Options.parse(arguments, 1));
    } catch (BadUseException e) {
      System.err.println(e.getMessage() + ".");
      System.exit(2);
    } catch (IOException e) {
      System.err.println("The benchmark could not be finished: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(String command, Options options) throws Exception {
    switch (command) {
      case "ingest" -> IngestBenchmark.run(options);
      case "queries" -> QueryBenchmark.run(options);
      case "bigtrace" -> BigTraceBenchmark.run(options);
      case "decode" -> DecodeRun.run(options);
      case "bare" -> BareBenchmark.run(options);
      case "ceiling" -> CeilingBenchmark.run(options);
      case "traffic" -> traffic(options);
      case "crash" -> exitUnless(CrashTrial.run(options));
      case "overload" -> exitUnless(OverloadTrial.run(options));
      case "faults" -> exitUnless(FaultsTrial.run(options));
      case "fuzz" -> exitUnless(FuzzTrial.run(options));
      case BareLoop.COMMAND -> BareLoop.runHere(options);
      case CeilingBenchmark.SINK -> Sink.serve();
      case "help", "-h", "--help" -> System.out.println(USAGE);
      default -> throw new BadUseException("There is no command \"" + command + "\"\n" + USAGE);
    }
  }

  private static void exitUnless(boolean right) {
    if (!right) {
      System.exit(1);
    }
  }

  private static void traffic(Options options) throws Exception {
    Traffic traffic =
        new Traffic(
            options.number("spans", 1_000_000, 1, 1_000_000_000),
            (int) options.number("minutes", 240, 1, 10_080),
            (int) options.number("request", 512, 3, 65_536),
            options.number("seed", 3, 0, Long.MAX_VALUE));
    String file = options.text("file", "");
    options.refuseOthers();
    if (file.isEmpty()) {
      throw new BadUseException("traffic needs a --file to write to");
    }
    traffic.writeTo(Path.of(file));
  }
}
