package dev.skep.bootstrap.command;

import dev.skep.bootstrap.canary.Canary;
import dev.skep.bootstrap.canary.CanaryReport;
import dev.skep.bootstrap.canary.CanaryTarget;
import dev.skep.bootstrap.canary.CannotAskException;
import dev.skep.bootstrap.canary.Steps;
import java.io.PrintStream;
import java.time.Clock;

/// `skep verify-live`: sends traces to a running Skep and reads them back in every way.
public final class VerifyLiveCommand {
  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;

  public VerifyLiveCommand(PrintStream out, PrintStream err, Clock clock) {
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  /// Does it, and says what the process ends with: [ExitCode#GOOD] when all came back as it was
  /// sent, [ExitCode#TROUBLE] after a line for each difference, [ExitCode#BAD_USE] when Skep could
  /// not be asked.
  public int run(CanaryTarget target, VerifyLiveArguments arguments) {
    long seed = arguments.seed().isEmpty() ? clock.millis() : Long.parseLong(arguments.seed());
    if (target.key().isEmpty()) {
      err.println("Set TRACES_INGESTION_API_KEY to the key of that Skep, here or in .env.");
      return ExitCode.BAD_USE;
    }
    try {
      CanaryReport report = new Canary(target, clock, Steps::unseen).run(seed, arguments.count());
      report.differences().forEach(out::println);
      if (report.different() > report.differences().size()) {
        out.println("and " + (report.different() - report.differences().size()) + " more");
      }
      out.println("Seed " + seed + " at " + target.address() + ": " + report.summary() + ".");
      return report.allEqual() ? ExitCode.GOOD : ExitCode.TROUBLE;
    } catch (CannotAskException e) {
      err.println("Could not ask " + target.address() + ": " + e.getMessage() + ".");
      return ExitCode.BAD_USE;
    }
  }
}
