package dev.skep.otlp;

import java.io.IOException;

/// The body did not arrive in time.
final class BodyTooSlowException extends IOException {
  private static final long serialVersionUID = 1L;

  BodyTooSlowException() {
    super("too slow");
  }
}
