package dev.skep.web.access;

import dev.skep.web.http.Requests;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Who calls, and how, as far as can be believed: what stands in `X-Forwarded-…` counts only when a
/// trusted proxy says it.
final class Callers {
  private static final HeaderName FORWARDED_FOR = HeaderNames.create("X-Forwarded-For");
  private static final HeaderName FORWARDED_PROTO = HeaderNames.create("X-Forwarded-Proto");
  private static final int NETWORK_BYTES = 8;

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

  /// What tells this caller from others: the address, of IPv6 the network, for one caller has all
  /// addresses of it.
  String name(ServerRequest request) {
    Optional<InetAddress> address = address(request);
    if (address.isEmpty()) {
      return "unknown";
    }
    if (address.get() instanceof Inet6Address) {
      byte[] network = Arrays.copyOf(address.get().getAddress(), NETWORK_BYTES);
      return HexFormat.ofDelimiter(":").formatHex(network);
    }
    return address.get().getHostAddress();
  }

  /// The last address before those of trusted proxies.
  private Optional<InetAddress> address(ServerRequest request) {
    Optional<InetAddress> caller = peer(request);
    String[] hops = String.join(",", request.headers().values(FORWARDED_FOR)).split(",", -1);
    for (int i = hops.length - 1; i >= 0; i--) {
      if (caller.filter(proxies::contains).isEmpty()) {
        break;
      }
      Optional<InetAddress> before = literal(hops[i].strip());
      if (before.isEmpty()) {
        break;
      }
      caller = before;
    }
    return caller;
  }

  private static Optional<InetAddress> peer(ServerRequest request) {
    return request.remotePeer().address() instanceof InetSocketAddress socket
        ? Optional.ofNullable(socket.getAddress())
        : Optional.empty();
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
