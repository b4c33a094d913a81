package dev.skep.bootstrap;

import dev.skep.bootstrap.command.SqlArguments;
import dev.skep.bootstrap.command.VerifyLiveArguments;
import java.util.List;
import java.util.function.Function;

/// What was asked for on the command line.
sealed interface Command {
  /// How the program is called.
  String USAGE =
      """
      Usage: skep               serve
             skep demo          serve, and let a built-in sender post Beyla-like traces
             skep backup DIR    copy the data into a new folder, also while Skep runs
             skep check [DIR]   look whether the data is whole
             skep health        ask the running Skep whether it is ready (exit code 0)
             skep verify-live [--url URL] [--count N] [--seed N]
                                send traces to the running Skep and read them back in every way
             skep sql "SELECT … FROM spans_flat" [DIR]
                                ask the data; "skep sql" alone says more

      Settings are environment variables, also read from a file .env; README.md lists them.\
      """;

  /// Serve until stopped.
  record Serve() implements Command {}

  /// Serve with traffic of our own making.
  record Demo() implements Command {}

  /// Serve oneself for a moment; see [Rehearsal]. For the build.
  record Rehearse() implements Command {}

  /// Copy the data folder into this one.
  record Backup(String folder) implements Command {}

  /// Check this data folder; empty for the one of the settings.
  record Check(String folder) implements Command {}

  /// Ask a data folder.
  record Sql(SqlArguments arguments) implements Command {}

  /// Ask the running Skep whether it is ready.
  record Health() implements Command {}

  /// Send traces to a running Skep, and look for them.
  record VerifyLive(VerifyLiveArguments arguments) implements Command {}

  /// Show [#USAGE].
  record Help() implements Command {}

  /// Nothing that we know.
  record Unknown(String text) implements Command {}

  /// A command that we know, used in a way that makes no sense; `why` is a sentence.
  record BadUse(String why) implements Command {}

  static Command parse(List<String> arguments) {
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
      case "" -> new Serve();
      case "demo" -> alone(new Demo(), arguments);
      case "rehearse" -> alone(new Rehearse(), arguments);
      case "health" -> alone(new Health(), arguments);
      case "help", "-h", "--help" -> new Help();
      case "backup" ->
          rest.size() == 1
              ? new Backup(rest.getFirst())
              : new BadUse("skep backup takes one folder, new or empty.");
      case "check" ->
          rest.size() < 2
              ? new Check(String.join("", rest))
              : new BadUse("skep check takes one folder, or none for TRACES_DATA_DIR.");
      case "sql" -> used(rest, text -> new Sql(SqlArguments.parse(text)));
      case "verify-live" -> used(rest, text -> new VerifyLive(VerifyLiveArguments.parse(text)));
      default -> new Unknown(String.join(" ", arguments));
    };
  }

  private static Command alone(Command command, List<String> arguments) {
    return arguments.size() == 1 ? command : new Unknown(String.join(" ", arguments));
  }

  private static Command used(List<String> arguments, Function<List<String>, Command> command) {
    try {
      return command.apply(arguments);
    } catch (IllegalArgumentException e) {
      return new BadUse(String.valueOf(e.getMessage()));
    }
  }
}
