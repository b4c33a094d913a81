package dev.skep.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skep.benchmarks.traffic.Replay;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/// One kind of question to a filled server.
///
/// @param path path and query of the `n`th call; calls differ where a person's would
/// @param times how many times as often as others it is asked, where its slowest calls matter most
record Query(String name, IntFunction<String> path, int times) {
  private static final String SEARCH = "/api/v1/traces?limit=20";
  private static final Duration STILL_NOW = Duration.ofMinutes(10);
  private static final List<String> SERVICES =
      List.of("api-gateway", "users-api", "orders-api", "payments", "nginx", "billing");

  Query(String name, IntFunction<String> path) {
    this(name, path, 1);
  }

  /// All kinds.
  ///
  /// @param traffic what the server was filled with
  /// @param endNanos when that traffic ends; if that was long ago, pages are asked for the time up
  ///   to then
  static List<Query> all(Replay traffic, long endNanos) {
    long start = traffic.startNanos();
    String lastDay = "from=" + (endNanos - 86_400_000_000_000L) + "&to=" + endNanos;
    long hour = Math.min(3_600_000_000_000L, (endNanos - start) / 4);
    return List.of(
        new Query("trace by id", n -> "/api/v1/traces/" + traceId(traffic, n), 10),
        new Query("newest 20", n -> SEARCH),
        new Query("newest 20, source", n -> SEARCH + "&source=ebpf"),
        new Query("newest 20, service", n -> SEARCH + service(n)),
        new Query(
            "newest 20, service and operation",
            n -> SEARCH + "&service=users-api&operation=" + encoded("GET /v1/users/{id}")),
        new Query("newest 20, error", n -> SEARCH + "&status=error"),
        new Query("newest 20, service and error", n -> SEARCH + service(n) + "&status=error"),
        new Query("newest 20, 100 ms or longer", n -> SEARCH + "&minDuration=100ms"),
        new Query(
            "newest 20, service, 200 ms or longer",
            n -> SEARCH + service(n) + "&minDuration=200ms"),
        new Query(
            "newest 20, service, an hour in the middle",
            n -> {
              long from = start + (endNanos - start) / 2 + n % 7 * 1_000_000_000L;
              return SEARCH + service(n) + "&from=" + from + "&to=" + (from + hour);
            }),
        new Query("slowest 20 of a service", n -> SEARCH + service(n) + "&sort=slowest"),
        new Query("newest 20, service that is not there", n -> SEARCH + "&service=nobody"),
        new Query(
            "newest 20, two attributes",
            n ->
                SEARCH
                    + "&q="
                    + encoded(
                        "{ span.http.response.status_code = 500 && span.url.path = \"/v1/users/"
                            + (77 + n)
                            + "\" }")),
        new Query(
            "newest 20, attribute that is not there",
            n -> SEARCH + "&q=" + encoded("{ span.url.path = \"/nowhere\" }")),
        new Query("summary of all", n -> "/api/v1/traces/summary"),
        new Query("summary, service", n -> "/api/v1/traces/summary?limit=20" + service(n)),
        new Query("page: list", n -> "/traces?" + lastHour(endNanos)),
        new Query("page: list over all times", n -> "/traces?range=all"),
        new Query(
            "page: list of a service", n -> "/traces?limit=50" + service(n) + lastHour(endNanos)),
        new Query("page: one trace", n -> "/traces/" + traceId(traffic, n)),
        new Query("calls of all services, 24 h", n -> "/api/v1/services?" + lastDay),
        new Query("calls between services, 24 h", n -> "/api/v1/edges?" + lastDay),
        new Query("page: services, 24 h", n -> "/services?" + lastDay(endNanos)),
        new Query(
            "page: a service, 24 h", n -> "/services/" + serviceName(n) + "?" + lastDay(endNanos)),
        new Query("page: map, 24 h", n -> "/map?" + lastDay(endNanos)));
  }

  private static String lastHour(long endNanos) {
    return isNow(endNanos) ? "" : "&" + upTo(endNanos, 1);
  }

  private static String lastDay(long endNanos) {
    return isNow(endNanos) ? "range=24h" : upTo(endNanos, 24);
  }

  private static boolean isNow(long endNanos) {
    return System.currentTimeMillis() - endNanos / 1_000_000 < STILL_NOW.toMillis();
  }

  private static String upTo(long endNanos, int hours) {
    Instant end = Instant.ofEpochMilli(endNanos / 1_000_000);
    return "from=" + end.minus(Duration.ofHours(hours)) + "&to=" + end;
  }

  private static String service(int n) {
    return "&service=" + serviceName(n);
  }

  private static String serviceName(int n) {
    return SERVICES.get(n % SERVICES.size());
  }

  /// A trace from anywhere in the traffic, each time another.
  private static String traceId(Replay traffic, int n) {
    long request = new SplittableRandom(n).nextLong(traffic.requests());
    return traffic.traceId(request, 0);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}
