package dev.skep.bootstrap.canary;

/// Skep could not be asked, so nothing is known of what it holds. The message is for the operator.
public final class CannotAskException extends Exception {
  private static final long serialVersionUID = 1;

  CannotAskException(String message) {
    super(message);
  }
}
