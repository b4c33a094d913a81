package dev.skep.benchmarks.traffic;

/// One kind of HTTP request that a service answers.
final class Route {
  private static final int USERS = 5_000;

  final String method;
  final double medianMicros;
  final byte[] spanName;
  final byte[] methodField;
  final byte[] routeField;
  private final String path;
  private final String authority;
  private final byte[][] urlPaths;
  private final byte[][] urls;

  /// @param path with `%d` where each request has a number of its own
  /// @param pattern what Beyla makes of the path
  Route(Service service, String method, String path, String pattern, double medianMicros) {
    this.method = method;
    this.path = path;
    this.authority = service.name + ":" + service.port;
    this.medianMicros = medianMicros;
    spanName = Fields.name(method + " " + pattern);
    methodField = Fields.attribute("http.request.method", method);
    routeField = Fields.attribute("http.route", pattern);
    int variants = path.contains("%d") ? USERS : 1;
    urlPaths = new byte[variants][];
    urls = new byte[variants][];
  }

  /// How many different paths there are.
  int variants() {
    return urlPaths.length;
  }

  /// `url.path`, as a server sees it.
  byte[] urlPath(int variant) {
    if (urlPaths[variant] == null) {
      urlPaths[variant] = Fields.attribute("url.path", path(variant));
    }
    return urlPaths[variant];
  }

  /// `url.full`, as a client sees it.
  byte[] url(int variant) {
    if (urls[variant] == null) {
      urls[variant] = Fields.attribute("url.full", "http://" + authority + path(variant));
    }
    return urls[variant];
  }

  private String path(int variant) {
    return path.replace("%d", String.valueOf(variant + 1));
  }
}
