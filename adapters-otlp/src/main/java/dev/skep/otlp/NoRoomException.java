package dev.skep.otlp;

import java.io.IOException;

/// Too much is under way; there was no room in memory for the body in time.
final class NoRoomException extends IOException {
  private static final long serialVersionUID = 1L;

  NoRoomException() {
    super("no room");
  }
}
