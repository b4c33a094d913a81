package dev.skep.otlp;

import java.io.IOException;

/// The body has more bytes than are taken, as sent or after decompression.
final class BodyTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  BodyTooLargeException() {
    super("too many bytes");
  }
}
