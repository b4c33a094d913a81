package dev.skep.otlp;

import io.helidon.webserver.CloseConnectionException;

/// Ends a connection under a body that nobody reads, once the reply is sent. Helidon, told by a
/// header not to read the rest, would otherwise take it for the next request. [LingeringConnection]
/// sees to it that the reply arrives.
final class UnreadBodyException extends CloseConnectionException {
  private static final long serialVersionUID = 1L;

  UnreadBodyException() {
    super("answered without reading the body");
  }
}
