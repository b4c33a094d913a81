package dev.skep.bootstrap;

import java.util.List;

/// What was asked for on the command line.
sealed interface Command {
  /// How the program is called.
  String USAGE =
      """
      Usage: skep          serve
             skep demo     serve, and let a built-in sender post Beyla-like traces

      Settings are environment variables, also read from a file .env; README.md lists them.\
      """;

  /// Serve until stopped.
  record Serve() implements Command {}

  /// Serve with traffic of our own making.
  record Demo() implements Command {}

  /// Serve oneself for a moment; see [Rehearsal]. For the build.
  record Rehearse() implements Command {}

  /// Show [#USAGE].
  record Help() implements Command {}

  /// Nothing that we know.
  record Unknown(String text) implements Command {}

  static Command parse(List<String> arguments) {
    return switch (String.join(" ", arguments)) {
      case "" -> new Serve();
      case "demo" -> new Demo();
      case "rehearse" -> new Rehearse();
      case "help", "-h", "--help" -> new Help();
      default -> new Unknown(String.join(" ", arguments));
    };
  }
}
