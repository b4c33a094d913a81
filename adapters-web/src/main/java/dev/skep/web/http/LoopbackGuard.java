package dev.skep.web.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/// Says who may read: callers on this machine, who also name this machine. Until readers can sign
/// in, stored traces are shown to nobody else. The name is checked because a foreign page can make
/// a browser here ask us under the foreign page's own name (DNS rebinding).
public final class LoopbackGuard {
  private static final Pattern LOCAL_NAME =
      Pattern.compile(
          "(?:localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\]|\\[::ffff:127(?:\\.[0-9]{1,3}){3}\\])"
              + "(?::[0-9]{1,5})?");
  private static final int IPV4_IN_IPV6 = 12;
  private static final int LOOPBACK_NET = 127;

  private LoopbackGuard() {}

  /// Whether a caller at this address, who asks for this `Host`, may read.
  public static boolean admits(SocketAddress caller, String host) {
    return caller instanceof InetSocketAddress address
        && address.getAddress() != null
        && isLoopback(address.getAddress())
        && isLocalName(host);
  }

  public static boolean isLoopback(InetAddress address) {
    return address.isLoopbackAddress() || isMappedLoopback(address);
  }

  public static boolean isLocalName(String host) {
    return LOCAL_NAME.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  /// `::ffff:127.x.y.z`. Java mostly unwraps such an address by itself, but not in every way that
  /// one can come to be.
  private static boolean isMappedLoopback(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return false;
    }
    byte[] bytes = address.getAddress();
    for (int i = 0; i < IPV4_IN_IPV6 - 2; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == -1 && bytes[11] == -1 && bytes[IPV4_IN_IPV6] == LOOPBACK_NET;
  }
}
