package dev.skep.bootstrap;

/// Skep cannot start; the message is one sentence that tells the operator why and what helps.
public final class CannotStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotStartException(String message) {
    super(message);
  }

  CannotStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
