package dev.skep.bootstrap.system;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// What holds for every answer, whatever was asked.
final class ProperAnswer {
  private static final Set<String> REDIRECTS = Set.of("302", "303");

  /// What only the inside of the program says.
  private static final List<String> INTERNALS =
      List.of("Exception", "dev.skep", "org.sqlite", "SQLITE_", "SQL error", "\tat ", ".java:");

  private ProperAnswer() {}

  /// What is wrong with it, or nothing.
  ///
  /// @param path that was asked for
  static String wrong(HttpResponse<byte[]> answer, String path) {
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    if (answer.statusCode() >= 500) {
      return path + ": " + answer.statusCode();
    }
    if (!header(answer, "X-Content-Type-Options").equals("nosniff")) {
      return path + " may be sniffed";
    }
    if (!isLedToOwn(answer)) {
      return path + " leads to " + header(answer, "Location");
    }
    if (!body.isEmpty() && !header(answer, "Content-Type").equals(type(path))) {
      return path + " is " + header(answer, "Content-Type");
    }
    if (answer.statusCode() >= 400) {
      return INTERNALS.stream()
          .filter(body::contains)
          .findFirst()
          .map(word -> path + ": " + answer.statusCode() + " says " + word)
          .orElse("");
    }
    return "";
  }

  private static boolean isLedToOwn(HttpResponse<byte[]> answer) {
    return !REDIRECTS.contains(String.valueOf(answer.statusCode()))
        || header(answer, "Location").matches("/([!-~&&[^/\\\\#]][!-~&&[^\\\\]]*)?");
  }

  private static String type(String path) {
    if (path.startsWith("/api/")) {
      return "application/json";
    }
    return path.contains(".txt") ? "text/plain; charset=utf-8" : "text/html; charset=utf-8";
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
