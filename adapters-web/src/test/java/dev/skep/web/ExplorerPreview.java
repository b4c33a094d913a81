package dev.skep.web;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.SemanticAttributes;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.SpanStatus;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.TraceSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Shows the Explorer with made-up traces, to look at it in a browser. Started by hand:
/// `ExplorerPreview [port] [traces]`.
final class ExplorerPreview {
  private static final String[] SERVICES = {
    "nginx", "app-gw", "users-api", "orders-api", "redis", "httpd", "postgres"
  };
  private static final String[] NAMES = {
    "GET /", "GET /users/*", "POST /checkout", "GET /assets/*", "SELECT orders", "GET /cart"
  };

  private final Random random = new Random(7);
  private final List<Span> spans = new ArrayList<>();
  private int spanNumber;

  private ExplorerPreview() {}

  public static void main(String[] args) throws InterruptedException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 0;
    int traces = args.length > 1 ? Integer.parseInt(args[1]) : 120;
    var door = RunningDoor.open(true, port).with(spans(traces));
    System.out.println("http://localhost:" + door.port() + "/traces");
    Thread.currentThread().join();
  }

  private static List<Span> spans(int traces) {
    var preview = new ExplorerPreview();
    for (int trace = 1; trace <= traces; trace++) {
      preview.addTrace(trace);
    }
    if (traces > 1) {
      preview.addBroken(9001);
      preview.addLarge(9002, 100_000);
    }
    return preview.spans;
  }

  private void addTrace(int number) {
    long start = random.nextLong(3_000_000_000_000L);
    long length = (long) Math.exp(10 + random.nextGaussian() * 3.2) + 20_000;
    addSpan(
        number,
        Parent.NONE,
        number % 9 == 0 ? 1 + number % 3 * 20 : random.nextInt(12),
        start,
        length,
        0);
  }

  private void addSpan(int trace, Parent parent, int below, long start, long length, int depth) {
    int number = ++spanNumber;
    String service = SERVICES[(depth / 2 + trace) % SERVICES.length];
    boolean wrong = random.nextInt(24) == 0;
    var span =
        Spans.span(number)
            .in(trace)
            .under(parent)
            .named(NAMES[(number + depth) % NAMES.length])
            .of(resource(service))
            .ofKind(depth % 2 == 0 ? SpanKind.SERVER : SpanKind.CLIENT)
            .after(Duration.ofNanos(start))
            .lasting(Duration.ofNanos(length))
            .with(attributes())
            .from(TraceSource.values()[trace % 17 == 0 ? 0 : trace % 23 == 0 ? 1 : 2]);
    if (wrong) {
      span.withStatus(new SpanStatus(StatusCode.ERROR, "SQL Server errored: deadlock detected"))
          .withEvents(
              new SpanEvent(
                  Spans.NOON.plusNanos(start + length / 2),
                  "exception",
                  Attributes.builder()
                      .put("exception.type", "DatabaseError")
                      .put("exception.message", "deadlock detected\nProcess 318 waits\n".repeat(20))
                      .build(),
                  2))
          .withLinks(
              new SpanLink(
                  Spans.traceId(3).value(), "0000000000000001", "", 1, Attributes.NONE, 0));
    }
    spans.add(span.build());
    if (depth == 2 && length > 100) {
      addPart(trace, number, service, "in queue", start, length / 9);
      addPart(trace, number, service, "processing", start + length / 9, length - length / 9);
    }
    int left = below;
    while (left > 0 && length > 100) {
      int share = 1 + random.nextInt(left);
      long offset = random.nextLong(length / 2 + 1);
      long inner = 1 + random.nextLong(length - offset);
      addSpan(trace, Parent.of(Spans.spanId(number)), share - 1, start + offset, inner, depth + 1);
      left -= share;
    }
  }

  private void addPart(int trace, int under, String service, String name, long start, long length) {
    spans.add(
        Spans.span(++spanNumber)
            .in(trace)
            .under(under)
            .named(name)
            .of(resource(service))
            .ofKind(SpanKind.INTERNAL)
            .after(Duration.ofNanos(start))
            .lasting(Duration.ofNanos(length))
            .build());
  }

  private void addBroken(int trace) {
    spans.add(Spans.span(1).in(trace).of("nginx").named("POST /checkout").build());
    spans.add(
        Spans.span(2)
            .in(trace)
            .under(1)
            .of("app-gw")
            .named("in queue")
            .lasting(Duration.ofNanos(200_000))
            .build());
    spans.add(
        Spans.span(2).in(trace).under(1).of("app-gw").named("the same id again").inError().build());
    spans.add(
        Spans.span(3)
            .in(trace)
            .under(77)
            .of("httpd")
            .named("an orphan")
            .after(Duration.ofNanos(900_000))
            .build());
    spans.add(
        Spans.span(4)
            .in(trace)
            .under(5)
            .of("redis")
            .named("one half of a circle")
            .ending(EndTime.NONE)
            .build());
    spans.add(
        Spans.span(5)
            .in(trace)
            .under(4)
            .of("redis")
            .named("other half\u202e<b>\0")
            .ending(EndTime.at(Spans.NOON.minusNanos(5)))
            .build());
    for (int depth = 6; depth < 26; depth++) {
      spans.add(
          Spans.span(depth)
              .in(trace)
              .under(depth == 6 ? 3 : depth - 1)
              .of("users-api")
              .named("step " + depth)
              .after(Duration.ofNanos(950_000 + depth * 1000L))
              .lasting(Duration.ofNanos(50_000))
              .build());
    }
  }

  private void addLarge(int trace, int count) {
    for (int i = 1; i <= count; i++) {
      var span = Spans.span(i).in(trace).named("SELECT order_items " + i).of(SERVICES[i % 5]);
      span.after(Duration.ofNanos(4_000_000_000_000L + i * 10_000L));
      spans.add((i == 1 ? span.lasting(Duration.ofSeconds(2)) : span.under(i / 2)).build());
    }
  }

  private static Resource resource(String service) {
    return Resource.of(
        Attributes.builder()
            .put(SemanticAttributes.SERVICE_NAME, service)
            .put("service.namespace", "web-platform")
            .put("service.instance.id", "docker-01:31877")
            .put("telemetry.sdk.language", "nodejs")
            .put("telemetry.sdk.name", "beyla")
            .build());
  }

  private static Attributes attributes() {
    return Attributes.builder()
        .put("http.request.method", "POST")
        .put("http.route", "/checkout/{id}")
        .put("url.full", "https://shop.example/checkout/17?x=1")
        .put("http.response.status_code", 502)
        .put(
            "db.query.text",
            "INSERT INTO payments (order_id, method, amount_cents, state) VALUES ($1, $2, $3, $4)"
                + " RETURNING id")
        .put("ratio", AttributeValue.of(0.25))
        .build();
  }
}
