package dev.skep.bootstrap.command;

/// What the process ends with.
public final class ExitCode {
  public static final int GOOD = 0;

  /// It could not be done, or something is the matter with the data.
  public static final int TROUBLE = 1;

  /// It was asked for in a way that makes no sense.
  public static final int BAD_USE = 2;

  private ExitCode() {}
}
