package dev.skep.web.http;

import dev.skep.web.query.PercentCode;
import java.util.regex.Pattern;

/// Addresses that a reader may be sent to because a request says so: paths of our own, and nothing
/// that a browser could take for another host.
public final class OwnPath {
  /// Where to go without a better place.
  public static final String HOME = "/traces";

  private static final Pattern OWN = Pattern.compile("/(?:[!-~&&[^/\\\\#]][!-~&&[^\\\\#]]*)?");

  private static final Pattern NEVER_IN_A_QUERY = Pattern.compile("[^!-~]+|[\\\\#]");

  private OwnPath() {}

  /// The address when it is such a path, else [#HOME]. Behind its `?` it may be as somebody typed
  /// it; what is no part of an address there is encoded.
  public static String orHome(String address) {
    int question = address.indexOf('?');
    String own =
        question < 0
            ? address
            : address.substring(0, question) + encoded(address.substring(question));
    return OWN.matcher(own).matches() ? own : HOME;
  }

  private static String encoded(String query) {
    return NEVER_IN_A_QUERY.matcher(query).replaceAll(found -> PercentCode.encode(found.group()));
  }
}
