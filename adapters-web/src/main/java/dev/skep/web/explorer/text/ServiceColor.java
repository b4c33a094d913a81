package dev.skep.web.explorer.text;

import java.nio.charset.StandardCharsets;

/// Gives each service one of twelve colours, always the same one: a hash of its name.
public final class ServiceColor {
  private static final int SLOTS = 12;
  private static final int FNV_OFFSET = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;

  private ServiceColor() {}

  /// The CSS class of the service's colour, `c1` to `c12`.
  public static String of(String serviceName) {
    int hash = FNV_OFFSET;
    for (byte b : serviceName.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    // FNV's low bits alone spread short names badly.
    hash ^= hash >>> 15;
    return "c" + (1 + Integer.remainderUnsigned(hash, SLOTS));
  }
}
