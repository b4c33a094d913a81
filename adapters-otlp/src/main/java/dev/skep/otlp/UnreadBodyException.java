package dev.skep.otlp;

import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;

/// Ends a connection under a body that nobody reads, once the reply is sent. Helidon, told by a
/// header not to read the rest, would otherwise take it for the next request. [LingeringConnection]
/// sees to it that the reply arrives.
final class UnreadBodyException extends CloseConnectionException {
  private static final long serialVersionUID = 1L;

  private final Sender sender;

  UnreadBodyException(Sender sender) {
    super("answered without reading the body");
    this.sender = sender;
  }

  Sender sender() {
    return sender;
  }

  /// Who sends the body, which decides how much of it is worth throwing away.
  enum Sender {
    /// Anybody. The largest request of a Beyla, 4096 spans, is some 1.3 MB.
    STRANGER(2L * 1024 * 1024, Duration.ofSeconds(2)),
    /// Somebody with a key, who is to learn what is wrong with a large request.
    KEY_HOLDER(128L * 1024 * 1024, Duration.ofSeconds(20));

    final long mostBytes;
    final Duration mostTime;

    Sender(long mostBytes, Duration mostTime) {
      this.mostBytes = mostBytes;
      this.mostTime = mostTime;
    }
  }
}
