package dev.skep.application.access;

import java.net.InetAddress;
import java.util.HexFormat;

/// What one caller has for sure: an address of IPv4, or a network of IPv6, all addresses of which
/// are the caller's.
public final class CallerNetwork {
  private static final int NETWORK_BYTES = 8;

  private CallerNetwork() {}

  /// The same text for all addresses that one caller may have.
  public static String of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
  }
}
