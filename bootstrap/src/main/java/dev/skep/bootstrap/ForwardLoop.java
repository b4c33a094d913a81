package dev.skep.bootstrap;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;

/// Finds out whether a Skep is to forward to itself.
final class ForwardLoop {
  private ForwardLoop() {}

  /// Whether `endpoint` is where one listens who listens at `host` and `port`. A way around,
  /// through a proxy say, is not seen.
  static boolean is(URI endpoint, String host, int port) {
    int asked =
        endpoint.getPort() >= 0
            ? endpoint.getPort()
            : "https".equals(endpoint.getScheme()) ? 443 : 80;
    if (asked != port) {
      return false;
    }
    try {
      InetAddress own = InetAddress.getByName(host);
      for (InetAddress address : InetAddress.getAllByName(endpoint.getHost())) {
        if (address.equals(own) || (own.isAnyLocalAddress() && isOfThisMachine(address))) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException | SocketException e) {
      // Nobody that is known. It may be somebody later.
      return false;
    }
  }

  private static boolean isOfThisMachine(InetAddress address) throws SocketException {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || NetworkInterface.getByInetAddress(address) != null;
  }
}
