package dev.skep.bootstrap.canary;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.AttributeValue.ArrayValue;
import dev.skep.domain.trace.AttributeValue.BytesValue;
import dev.skep.domain.trace.AttributeValue.MapValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.DroppedCounts;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.SpanStatus;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSource;
import dev.skep.domain.trace.UnixNano;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/// Makes traces of a seed: the same seed and the same time give the same traces. There is every
/// sort of value among them, and texts that hurt who forgets to escape.
final class CanaryTraces {
  /// The service of all of them.
  static final String SERVICE = "skep-canary";

  /// The attribute that all spans of one run share, and nobody else's have.
  static final String RUN = "skep.canary.run";

  static final String CODE = "http.response.status_code";
  static final String TEXT = "skep.canary.text";

  private static final int MOST_SPANS = 9;
  private static final long NANOS_BETWEEN_TRACES = 1_000_000;
  private static final int[] CODES = {200, 200, 201, 304, 404, 500};
  private static final int FIRST_ERROR = 500;
  private static final List<SpanKind> KINDS = List.of(SpanKind.values());
  private static final List<String> OPERATIONS =
      List.of("GET /canary/%d", "<b>\"POST\" & 'größe' %d", "in queue %d", "🚀 /%d");

  static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "it's \"so\" \\ and so",
          "<script>alert(1)</script>",
          "ünïcödé 🚀",
          "a\tb\nc");

  private final SplittableRandom random;
  // Of their own, so that the same seed at another time gives traces of the same shape that no one
  // has sent before.
  private final SplittableRandom ids;
  private final String run;

  private CanaryTraces(long seed, Instant until) {
    this.random = new SplittableRandom(seed);
    this.ids = new SplittableRandom(seed ^ UnixNano.of(until));
    this.run = "%016x-%s".formatted(seed, until);
  }

  /// Traces by start, each a millisecond after the one before.
  ///
  /// @param until when all of them have begun
  static List<CanaryTrace> of(long seed, int count, Instant until) {
    var traces = new CanaryTraces(seed, until);
    List<CanaryTrace> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(traces.trace(until.minusNanos((count - i) * NANOS_BETWEEN_TRACES)));
    }
    return list;
  }

  private CanaryTrace trace(Instant start) {
    var traceId = TraceId.of(ids.nextLong() | 1, ids.nextLong());
    Resource resource = resource();
    InstrumentationScope scope = scope();
    List<Span> spans = new ArrayList<>();
    Instant at = start;
    int count = 1 + random.nextInt(MOST_SPANS);
    for (int place = 0; place < count; place++) {
      // Few levels, so that the page shows every span without being asked to.
      Parent parent =
          place == 0
              ? Parent.NONE
              : Parent.of(spans.get(random.nextInt(Math.min(place, 2))).spanId());
      spans.add(span(traceId, parent, place, at, resource, scope));
      at = at.plusNanos(1 + random.nextLong(60_000));
    }
    return new CanaryTrace(spans);
  }

  private Span span(
      TraceId traceId,
      Parent parent,
      int place,
      Instant start,
      Resource resource,
      InstrumentationScope scope) {
    int code = CODES[random.nextInt(CODES.length)];
    return new Span(
        traceId,
        spanId(),
        parent,
        random.nextInt(3) == 0 ? "vendor=1,other=2" : "",
        random.nextInt(3) == 0 ? 0xffff_ff01L : 1,
        OPERATIONS.get(random.nextInt(OPERATIONS.size())).formatted(place),
        KINDS.get(random.nextInt(KINDS.size())),
        status(code),
        start,
        end(start),
        attributes(code),
        events(start),
        links(),
        new DroppedCounts(random.nextInt(2), random.nextInt(2), 0xffff_ffffL),
        resource,
        scope,
        TraceSource.EBPF);
  }

  private SpanStatus status(int code) {
    return code >= FIRST_ERROR
        ? new SpanStatus(StatusCode.ERROR, text())
        : SpanStatus.of(random.nextInt(4) == 0 ? StatusCode.OK : StatusCode.UNSET);
  }

  private EndTime end(Instant start) {
    return switch (random.nextInt(8)) {
      case 0 -> EndTime.NONE;
      case 1 -> EndTime.at(start);
      default -> EndTime.at(start.plusNanos(1 + random.nextLong(800_000)));
    };
  }

  private Attributes attributes(int code) {
    var attributes =
        Attributes.builder()
            .put(RUN, run)
            .put(CODE, code)
            .put(TEXT, text())
            .put("http.route", "/canary/{id}");
    for (int i = random.nextInt(4); i > 0; i--) {
      attributes.put("odd \"key\" " + i, value(2));
    }
    return attributes.build();
  }

  private AttributeValue value(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> AttributeValue.of(random.nextBoolean());
      case 1 -> AttributeValue.of(random.nextLong());
      case 2 -> AttributeValue.of(Long.MIN_VALUE);
      case 3 -> AttributeValue.of(random.nextDouble());
      case 4 -> AttributeValue.of(Double.NaN);
      case 5 -> new BytesValue(HexFormat.of().parseHex("00ff7f80"));
      case 6 -> AttributeValue.EMPTY;
      case 7 -> new ArrayValue(List.of(value(depth - 1), AttributeValue.of(text())));
      default -> new MapValue(Attributes.of("inner", value(depth - 1)));
    };
  }

  private List<SpanEvent> events(Instant start) {
    return random.nextInt(3) > 0
        ? List.of()
        : List.of(
            new SpanEvent(
                start.plusNanos(random.nextLong(1_000)),
                "exception",
                Attributes.of("exception.message", AttributeValue.of(text())),
                random.nextInt(2)));
  }

  private List<SpanLink> links() {
    return random.nextInt(4) > 0
        ? List.of()
        : List.of(
            new SpanLink(
                "%016x%016x".formatted(ids.nextLong(), ids.nextLong()),
                spanId().value(),
                "",
                random.nextInt(2),
                Attributes.of("link.text", AttributeValue.of(text())),
                random.nextInt(2)));
  }

  private Resource resource() {
    return new Resource(
        Attributes.builder()
            .put("service.name", SERVICE)
            .put("service.instance.id", "canary-" + random.nextInt(3))
            .put("host.name", text())
            .build(),
        random.nextInt(2),
        random.nextBoolean() ? "" : "https://opentelemetry.io/schemas/1.27.0");
  }

  private InstrumentationScope scope() {
    return random.nextBoolean()
        ? InstrumentationScope.NONE
        : new InstrumentationScope(
            SERVICE, "1", Attributes.of("scope.text", AttributeValue.of(text())), 1, "urn:canary");
  }

  private SpanId spanId() {
    return new SpanId("%016x".formatted(ids.nextLong() | 1));
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
