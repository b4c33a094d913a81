package dev.skep.otlp;

import dev.skep.application.RareWarning;
import dev.skep.application.access.AddressRanges;
import dev.skep.application.access.FailedAttempts;
import dev.skep.application.ingest.SenderBook;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.lang.System.Logger;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// What becomes of requests without the right key, besides their answer: they are logged, now and
/// then, and those who guess are slowed down. The operator of a Beyla with an old key reads here
/// why nothing comes, and on the status page.
final class WrongKeys {
  private static final Logger LOG = System.getLogger(WrongKeys.class.getName());
  private static final HeaderName FORWARDED_FOR = HeaderNames.create("X-Forwarded-For");
  private static final InetAddress UNKNOWN = InetAddress.ofLiteral("0.0.0.0");

  private final FailedAttempts attempts = new FailedAttempts(System::nanoTime);
  private final RareWarning warning = new RareWarning(LOG, System::nanoTime);
  private final AddressRanges proxies;
  private final SenderBook senders;

  /// @param proxies who is believed when it says for whom it calls
  /// @param senders where they are noted
  WrongKeys(AddressRanges proxies, SenderBook senders) {
    this.proxies = proxies;
    this.senders = senders;
  }

  /// Returns when the answer may go out.
  void add(ServerRequest request) {
    InetAddress caller = caller(request);
    senders.stranger(caller.getHostAddress());
    warning.add(
        1,
        count ->
            "The API key was missing or wrong. Requests answered 401 since the last such line: "
                + count
                + "; this one from "
                + caller.getHostAddress());
    try {
      Thread.sleep(attempts.add(caller));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private InetAddress caller(ServerRequest request) {
    InetAddress peer =
        request.remotePeer().address() instanceof InetSocketAddress socket
                && socket.getAddress() != null
            ? socket.getAddress()
            : UNKNOWN;
    return proxies.callerThrough(peer, String.join(",", request.headers().values(FORWARDED_FOR)));
  }
}
