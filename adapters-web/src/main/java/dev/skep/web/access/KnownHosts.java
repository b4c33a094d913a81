package dev.skep.web.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The names under which Skep may be asked for by who shows no secret.
///
/// A foreign page can make a browser ask us under the foreign page's own name, by letting that name
/// lead to our address (DNS rebinding), and then read the answer. It can do so with any name that
/// somebody can register, but not with an address, a name without a dot, or a name that is kept for
/// private networks. So these are always known, and others must be told.
///
/// Source: RFC 6761 (`localhost`), RFC 6762 (`local`), RFC 8375 (`home.arpa`); ICANN resolution
/// 2024.07.29.06 (`internal`).
public final class KnownHosts {
  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");
  private static final Pattern PRIVATE =
      Pattern.compile(
          "[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+\\]|[a-z0-9_-]+"
              + "|([a-z0-9_-]+\\.)+(localhost|local|internal|home\\.arpa)");

  private final List<String> names;

  private KnownHosts(List<String> names) {
    this.names = names;
  }

  /// Names separated by commas, besides those that are always known. `*.example.com` stands for all
  /// names below `example.com`.
  public static KnownHosts and(String commaSeparated) {
    return new KnownHosts(
        Arrays.stream(commaSeparated.split(",", -1))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .toList());
  }

  /// Whether a `Host` header of this value names a known host, on any port.
  public boolean admits(String host) {
    String name = PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
    return PRIVATE.matcher(name).matches() || names.stream().anyMatch(known -> covers(known, name));
  }

  private static boolean covers(String known, String name) {
    return known.startsWith("*.") ? name.endsWith(known.substring(1)) : name.equals(known);
  }
}
