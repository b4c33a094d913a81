package dev.skep.benchmarks;

/// The command line makes no sense.
final class BadUseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadUseException(String message) {
    super(message);
  }
}
