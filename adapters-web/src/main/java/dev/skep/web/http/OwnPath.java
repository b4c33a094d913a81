package dev.skep.web.http;

import java.util.regex.Pattern;

/// Addresses that a reader may be sent to because a request says so: paths of our own, and nothing
/// that a browser could take for another host.
public final class OwnPath {
  /// Where to go without a better place.
  public static final String HOME = "/traces";

  private static final Pattern OWN = Pattern.compile("/(?:[!-~&&[^/\\\\#]][!-~&&[^\\\\#]]*)?");

  private OwnPath() {}

  /// The address when it is such a path, else [#HOME].
  public static String orHome(String address) {
    return OWN.matcher(address).matches() ? address : HOME;
  }
}
