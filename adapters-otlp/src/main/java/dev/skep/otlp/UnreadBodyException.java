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
    /// Anybody.
    STRANGER(Duration.ofSeconds(2)) {
      // The largest request of a Beyla, 4096 spans, is some 1.3 MB.
      @Override
      long mostBytes(long maxBodyBytes) {
        return 2 * MIB;
      }
    },
    /// Somebody with a key, who is to learn what is wrong with a large request.
    KEY_HOLDER(Duration.ofSeconds(20)) {
      @Override
      long mostBytes(long maxBodyBytes) {
        return maxBodyBytes + 8 * MIB;
      }
    };

    private static final long MIB = 1L << 20;

    final Duration mostTime;

    Sender(Duration mostTime) {
      this.mostTime = mostTime;
    }

    /// How much is taken of one request altogether, what was read before the answer included.
    ///
    /// @param maxBodyBytes the largest body that is read
    abstract long mostBytes(long maxBodyBytes);
  }
}
