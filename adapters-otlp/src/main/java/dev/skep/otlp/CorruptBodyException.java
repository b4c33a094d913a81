package dev.skep.otlp;

import java.io.IOException;

/// The body is not what its headers say: badly compressed, badly chunked.
final class CorruptBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  CorruptBodyException(String message) {
    super(message);
  }
}
