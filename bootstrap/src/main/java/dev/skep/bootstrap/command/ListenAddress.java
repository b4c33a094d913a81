package dev.skep.bootstrap.command;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/// Where one who listens is reached from this machine.
public final class ListenAddress {
  private ListenAddress() {}

  /// One who listens on all addresses is asked on this machine's own.
  ///
  /// @param host the address that is listened on
  public static URI of(String host, int port) throws UnknownHostException {
    InetAddress address = InetAddress.getByName(host);
    InetAddress reachable =
        address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    return URI.create("http://" + inUri(reachable) + ":" + port);
  }

  private static String inUri(InetAddress address) {
    String text = address.getHostAddress();
    return text.contains(":") ? "[" + text + "]" : text;
  }
}
