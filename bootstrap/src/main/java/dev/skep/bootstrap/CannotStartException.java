package dev.skep.bootstrap;

/// Skep cannot start; the message is one sentence that tells the operator why and what helps.
public final class CannotStartException extends RuntimeException {
  /// The exit code when a setting is to blame.
  static final int BAD_SETTING = 2;

  /// The exit code when something of the machine is: a port, a folder.
  static final int TROUBLE = 1;

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CannotStartException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  CannotStartException(String message) {
    this(TROUBLE, message);
  }

  CannotStartException(String message, Throwable cause) {
    super(message, cause);
    this.exitCode = TROUBLE;
  }

  /// A setting that only turns out to be wrong when it is used.
  static CannotStartException badSetting(String message) {
    return new CannotStartException(BAD_SETTING, message);
  }

  int exitCode() {
    return exitCode;
  }
}
