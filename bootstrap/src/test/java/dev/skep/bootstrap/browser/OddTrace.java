package dev.skep.bootstrap.browser;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A trace with everything that a page of one has to show: errors, a queue, a run of like siblings,
/// a missing parent, twins, events, links, an end that is missing, deep and long things.
final class OddTrace {
  /// The run in it is long.
  static final String SLOW = "5b8efff798038103d269b633813fc60c";

  /// The run in it is short, and nothing failed.
  static final String FAST = "6b8efff798038103d269b633813fc60c";

  /// The span in it that failed first.
  static final String FAILED = "0000000000000007";

  private OddTrace() {}

  /// Both as OTLP JSON, just ended.
  static String json() {
    long now = Instant.now().getEpochSecond() * 1_000_000_000L;
    return "{\"resourceSpans\":["
        + trace(SLOW, now - 2_000_000_000L, 40, true)
        + ","
        + trace(FAST, now - 4_000_000_000L, 6, false)
        + "]}";
  }

  private static String trace(String id, long start, int run, boolean fails) {
    int status = fails ? 2 : 0;
    String members =
        IntStream.range(0, run)
            .mapToObj(
                i -> span(id, 100 + i, 6, "SELECT items", 3, start, 60 + i * 4, 3, 0, DATABASE))
            .collect(Collectors.joining(","));
    String deep =
        IntStream.range(0, 14)
            .mapToObj(i -> span(id, 200 + i, i == 0 ? 2 : 199 + i, "step", 1, start, 5, 40, 0, ""))
            .collect(Collectors.joining(","));
    return service(
            "nginx",
            span(id, 1, 0, "POST /checkout", 2, start, 0, 412, status, HTTP),
            span(id, 2, 1, "POST /checkout", 3, start, 1, 410, status, HTTP),
            span(id, 9, 99, "GET /missing", 2, start, 300, 9, 0, HTTP))
        + ","
        + service(
            "app-gw",
            span(id, 3, 2, "POST /checkout", 2, start, 2, 408, status, HTTP),
            span(id, 4, 3, "in queue", 1, start, 2, 41, 0, ""),
            span(id, 5, 3, "processing", 1, start, 43, 367, 0, ""))
        + ","
        + service(
            "orders-api",
            span(id, 6, 5, "POST /orders", 2, start, 50, 330, status, HTTP),
            span(id, 7, 6, "INSERT payments", 3, start, 364, 31, status, DATABASE),
            span(id, 8, 6, "twin", 1, start, 10, 1, 0, ""),
            span(id, 8, 6, "the other twin", 1, start, 10, 1, 0, ""),
            members,
            deep);
  }

  private static final String HTTP =
      text("http.request.method", "POST")
          + ","
          + text("url.full", "https://shop.example/checkout?a=b");
  private static final String DATABASE =
      text("db.system.name", "postgresql")
          + ","
          + text(
              "db.query.text",
              "SELECT a_rather_long_statement FROM items WHERE id = $1 ".repeat(12));

  private static String service(String name, String... spans) {
    return "{\"resource\":{\"attributes\":["
        + text("service.name", name)
        + ","
        + text("service.instance.id", "docker-01:31877")
        + ","
        + text("telemetry.sdk.name", "beyla")
        + "]},\"scopeSpans\":[{\"scope\":{\"name\":\"beyla\",\"version\":\"3\"},\"spans\":["
        + String.join(",", spans)
        + "]}]}";
  }

  private static String text(String key, String value) {
    return "{\"key\":\"%s\",\"value\":{\"stringValue\":\"%s\"}}".formatted(key, value);
  }

  private static String span(
      String trace,
      int id,
      int parent,
      String name,
      int kind,
      long start,
      int after,
      int millis,
      int status,
      String attributes) {
    long begin = start + after * 1_000_000L;
    String parentId = parent == 0 ? "" : "%016x".formatted(parent);
    return """
    {"traceId":"%s","spanId":"%016x","parentSpanId":"%s","name":"%s","kind":%d,"startTimeUnixNano":"%d",
    "endTimeUnixNano":"%d","status":{"code":%d,"message":"%s"},"attributes":[%s],
    "events":[{"timeUnixNano":"%d","name":"exception","attributes":[%s]}],
    "links":[{"traceId":"%s","spanId":"%016x","attributes":[]}]}\
    """
        .formatted(
            trace,
            id,
            parentId,
            name,
            kind,
            begin,
            begin + millis * 1_000_000L,
            status,
            status == 2 ? "deadlock detected" : "",
            attributes,
            begin + 1000,
            text("exception.type", "SqlException"),
            FAST,
            id);
  }
}
