package dev.skep.benchmarks.fuzz;

import java.util.random.RandomGenerator;

/// Words for requests and queries.
final class Texts {
  static final String[] NAMES = {"nginx", "orders", "payments", "", "<b>service</b>"};

  static final String[] KEYS = {
    "http.route",
    "http.request.method",
    "http.response.status_code",
    "url.full",
    "url.query",
    "db.statement",
    "http.request.header.authorization",
    "a",
    "",
    "<img src=x onerror=alert(1)>",
    "a') OR 1=1--",
    "key with \"quotes\" and \\",
    "\u202ebidi",
    "k\0nul",
    "\u540d\u524d"
  };

  static final String[] HOSTILE = {
    "",
    "a",
    "GET /users/{id}",
    "<script>alert(1)</script>",
    "\"'`</td>",
    "${7*7} *{7*7} __${7*7}__ [[7*7]]",
    "javascript:alert(1)",
    "'; DROP TABLE spans; --",
    "line\r\nbreak\tand\0nul",
    "\u001b[31mred\u001b[0m",
    "\u202eright to left",
    "\ud83d\ude80 rocket",
    "%s %n %x",
    "x".repeat(300),
    "https://shop.example/?token=abc&password=p%20q#fragment"
  };

  private Texts() {}

  static String pick(RandomGenerator random, String[] texts) {
    return texts[random.nextInt(texts.length)];
  }
}
