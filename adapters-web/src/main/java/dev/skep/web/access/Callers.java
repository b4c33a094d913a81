package dev.skep.web.access;

import dev.skep.application.access.AddressRanges;
import dev.skep.web.http.Requests;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/// Who calls, and how, as far as can be believed: what stands in `X-Forwarded-…` counts only when a
/// trusted proxy says it.
final class Callers {
  private static final HeaderName FORWARDED_FOR = HeaderNames.create("X-Forwarded-For");
  private static final HeaderName FORWARDED_PROTO = HeaderNames.create("X-Forwarded-Proto");
  private static final InetAddress UNKNOWN = InetAddress.ofLiteral("0.0.0.0");

  private final AddressRanges proxies;

  Callers(AddressRanges proxies) {
    this.proxies = proxies;
  }

  /// Whether a trusted proxy calls.
  boolean isProxy(ServerRequest request) {
    return peer(request).filter(proxies::contains).isPresent();
  }

  /// Whether the caller's own connection is encrypted.
  boolean isSecure(ServerRequest request) {
    return request.isSecure()
        || (isProxy(request)
            && Requests.header(request, FORWARDED_PROTO)
                .split(",", -1)[0]
                .strip()
                .equalsIgnoreCase("https"));
  }

  InetAddress address(ServerRequest request) {
    return proxies.callerThrough(
        peer(request).orElse(UNKNOWN), String.join(",", request.headers().values(FORWARDED_FOR)));
  }

  private static Optional<InetAddress> peer(ServerRequest request) {
    return request.remotePeer().address() instanceof InetSocketAddress socket
        ? Optional.ofNullable(socket.getAddress())
        : Optional.empty();
  }
}
