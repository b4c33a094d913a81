package dev.skep.bootstrap.browser;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The last hour of a shop, as OTLP JSON. Ten minutes ago orders-api was deployed anew, and reading
/// what is in an order became slow; three minutes ago user 4711 got a 500; httpd has been silent
/// for half an hour.
final class ShopStory {
  static final String OLD_VERSION = "1.4.0";
  static final String NEW_VERSION = "1.5.0";
  static final String UNLUCKY_PATH = "/users/4711";

  private static final Duration HOUR = Duration.ofMinutes(58);
  private static final Duration DEPLOYED = Duration.ofMinutes(10);
  private static final Duration UNLUCKY = Duration.ofMinutes(3);
  private static final Duration SILENT = Duration.ofMinutes(30);

  private final Instant now;
  private final List<String> resources = new ArrayList<>();
  private int traces;
  private int spans;

  private ShopStory(Instant now) {
    this.now = now;
  }

  static String upTo(Instant now) {
    var story = new ShopStory(now);
    for (Duration ago = HOUR; ago.isPositive(); ago = ago.minusSeconds(45)) {
      story.checkOut(ago);
      story.user(ago.plusSeconds(9), "/users/" + (100 + story.traces), 200);
      if (ago.compareTo(SILENT) > 0) {
        story.file(ago.plusSeconds(5));
      }
    }
    story.user(UNLUCKY.plusSeconds(2), UNLUCKY_PATH, 500);
    return "{\"resourceSpans\":[" + String.join(",", story.resources) + "]}";
  }

  private void checkOut(Duration ago) {
    boolean isNew = ago.compareTo(DEPLOYED) < 0;
    long reads = isNew ? 300 : 5;
    String version = isNew ? NEW_VERSION : OLD_VERSION;
    traces++;
    int nginx = span("nginx", "2.1", 0, "POST /checkout", 2, ago, 0, reads + 20, 200, "/checkout");
    int gateway =
        span("app-gw", "7.0", nginx, "POST /checkout", 2, ago, 2, reads + 16, 200, "/checkout");
    int orders =
        span("orders-api", version, gateway, "POST /orders", 2, ago, 4, reads + 10, 200, "/orders");
    span("orders-api", version, orders, "SELECT order_items", 3, ago, 6, reads, 0, "");
    span("orders-api", version, orders, "INSERT orders", 3, ago, 8 + reads, 2, 0, "");
  }

  private void user(Duration ago, String path, int status) {
    traces++;
    int nginx = span("nginx", "2.1", 0, "GET /users/*", 2, ago, 0, 12, status, path);
    span("users-api", "3.3", nginx, "GET /users/*", 2, ago, 1, 9, status, path);
  }

  private void file(Duration ago) {
    traces++;
    span("httpd", "2.4", 0, "GET /static/*", 2, ago, 0, 1, 200, "/static/app.js");
  }

  private int span(
      String service,
      String version,
      int parent,
      String name,
      int kind,
      Duration ago,
      long after,
      long millis,
      int status,
      String path) {
    spans++;
    long start = now.minus(ago).toEpochMilli() + after;
    boolean failed = status >= 500;
    String attributes =
        kind == 3
            ? text("db.system.name", "postgresql") + "," + text("server.address", "postgres")
            : text("url.path", path)
                + ",{\"key\":\"http.response.status_code\",\"value\":{\"intValue\":%d}}"
                    .formatted(status);
    resources.add(
        """
        {"resource":{"attributes":[%s,%s,%s]},"scopeSpans":[{"spans":[
        {"traceId":"%032x","spanId":"%016x","parentSpanId":"%s","name":"%s","kind":%d,
        "startTimeUnixNano":"%d000000","endTimeUnixNano":"%d000000","attributes":[%s],
        "status":{"code":%d,"message":"%s"}}]}]}\
        """
            .formatted(
                text("service.name", service),
                text("service.version", version),
                text("telemetry.sdk.name", "beyla"),
                traces,
                spans,
                parent == 0 ? "" : "%016x".formatted(parent),
                name,
                kind,
                start,
                start + millis,
                attributes,
                failed ? 2 : 0,
                failed ? "connection to users-db refused" : ""));
    return spans;
  }

  private static String text(String key, String value) {
    return "{\"key\":\"%s\",\"value\":{\"stringValue\":\"%s\"}}".formatted(key, value);
  }
}
