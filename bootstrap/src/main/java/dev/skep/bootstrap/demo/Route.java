package dev.skep.bootstrap.demo;

/// A kind of HTTP request.
///
/// @param pattern as Beyla guesses it from the paths it sees: `*` stands for what varies
record Route(String method, String pattern) {
  static Route get(String pattern) {
    return new Route("GET", pattern);
  }

  static Route post(String pattern) {
    return new Route("POST", pattern);
  }

  String spanName() {
    return method + " " + pattern;
  }

  Request with(String varying) {
    return new Request(this, pattern.replace("*", varying));
  }

  Request with(int varying) {
    return with(Integer.toString(varying));
  }

  /// For a pattern in which nothing varies.
  Request plain() {
    return new Request(this, pattern);
  }
}
