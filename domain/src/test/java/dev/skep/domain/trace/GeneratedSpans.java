package dev.skep.domain.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes arbitrary spans from a seed, for properties that must hold for every span. Few names and
/// few traces, so that filters match some; every sort of odd value, so that nothing is forgotten.
public final class GeneratedSpans {
  private static final String[] SERVICES = {"nginx", "app-gw", "users-api", "", "größe <b>"};
  private static final String[] NAMES = {
    "GET /", "GET /users/*", "in queue", "processing", "", "ü\0\u202e"
  };
  private static final String[] TEXTS = {
    "", "a", "it's \"so\"", "\\", "\0", "\ud83d\ude80", "<script>"
  };

  private static final String[] KEYS = {"http.route", "code", "a b \"c\"", "ratio"};
  private static final AttributeValue[] VALUES = {
    AttributeValue.of("GET /"),
    AttributeValue.of("a"),
    AttributeValue.of(""),
    AttributeValue.of("\ue000"),
    AttributeValue.of("\ud83d\ude80"),
    AttributeValue.of(200),
    AttributeValue.of(404),
    AttributeValue.of(-1),
    AttributeValue.of(Long.MAX_VALUE),
    AttributeValue.of(Long.MAX_VALUE - 1),
    AttributeValue.of(200.0),
    AttributeValue.of(0.25),
    AttributeValue.of(-0.0),
    AttributeValue.of(0x1p63),
    AttributeValue.of(Double.NaN),
    AttributeValue.of(Double.POSITIVE_INFINITY),
    AttributeValue.of(true),
    AttributeValue.of(false),
    AttributeValue.EMPTY,
    new AttributeValue.ArrayValue(List.of(AttributeValue.of("a"), AttributeValue.of(404))),
    new AttributeValue.ArrayValue(List.of()),
    new AttributeValue.MapValue(Attributes.of("a", AttributeValue.of("a"))),
    new AttributeValue.BytesValue(new byte[] {97})
  };

  private final RandomGenerator random;
  private final int traces;

  /// @param traces how many trace ids the spans share
  public GeneratedSpans(RandomGenerator random, int traces) {
    this.random = random;
    this.traces = traces;
  }

  public List<Span> spans(int count) {
    List<Span> spans = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      spans.add(span());
    }
    return spans;
  }

  public Span span() {
    Instant start = time();
    return Spans.span(1 + random.nextInt(12))
        .in(traceId())
        .under(parent())
        .withTraceState(random.nextInt(4) == 0 ? "vendor=1" : "")
        .withFlags(random.nextInt(4) == 0 ? 0xffff_ffffL : random.nextInt(3))
        .named(pick(NAMES))
        .ofKind(SpanKind.values()[random.nextInt(SpanKind.values().length)])
        .withStatus(status())
        .starting(start)
        .ending(end(start))
        .with(attributes(2))
        .withEvents(events())
        .withLinks(links())
        .withDropped(new DroppedCounts(dropped(), dropped(), dropped()))
        .of(new Resource(resourceAttributes(), dropped(), random.nextInt(4) == 0 ? "urn:r" : ""))
        .by(scope())
        .from(TraceSource.values()[random.nextInt(TraceSource.values().length)])
        .build();
  }

  public String serviceName() {
    return pick(SERVICES);
  }

  public String spanName() {
    return pick(NAMES);
  }

  /// A key that other spans have too.
  public String attributeKey() {
    return pick(KEYS);
  }

  /// A value that other attributes have too, of any sort.
  public AttributeValue attributeValue() {
    return VALUES[random.nextInt(VALUES.length)];
  }

  /// A text that is odd in some way.
  public String text() {
    return pick(TEXTS);
  }

  private TraceId traceId() {
    int number = 1 + random.nextInt(traces);
    return number == traces ? new TraceId("abc123...") : Spans.traceId(number);
  }

  private Parent parent() {
    int number = random.nextInt(15);
    return number == 0 ? Parent.NONE : Parent.of(Spans.spanId(number));
  }

  private SpanStatus status() {
    return new SpanStatus(
        StatusCode.values()[random.nextInt(3)], random.nextBoolean() ? "" : pick(TEXTS));
  }

  private Instant time() {
    return switch (random.nextInt(20)) {
      case 0 -> Instant.EPOCH;
      case 1 -> UnixNano.toInstant(-1L);
      case 2 -> UnixNano.toInstant(Long.MAX_VALUE);
      default -> Spans.NOON.plusNanos(random.nextLong(3_000_000L) * 1000 + random.nextInt(2));
    };
  }

  private EndTime end(Instant start) {
    return switch (random.nextInt(6)) {
      case 0 -> EndTime.NONE;
      case 1 -> EndTime.at(time());
      default -> EndTime.at(UnixNano.toInstant(UnixNano.of(start) + random.nextInt(5_000_000)));
    };
  }

  private long dropped() {
    return random.nextInt(5) == 0 ? random.nextLong(1L << 32) : 0;
  }

  private Attributes resourceAttributes() {
    var attributes = Attributes.builder();
    if (random.nextInt(10) > 0) {
      attributes.put(SemanticAttributes.SERVICE_NAME, serviceName());
    }
    attributes(1).forEach(attributes::put);
    return attributes.build();
  }

  private Attributes attributes(int depth) {
    var attributes = Attributes.builder();
    for (int i = random.nextInt(4); i > 0; i--) {
      if (random.nextInt(3) > 0) {
        attributes.put(attributeKey(), attributeValue());
      } else {
        attributes.put(pick(TEXTS) + random.nextInt(3), value(depth));
      }
    }
    return attributes.build();
  }

  private AttributeValue value(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> AttributeValue.of(random.nextBoolean());
      case 1 -> AttributeValue.of(random.nextInt(3) == 0 ? Long.MIN_VALUE : random.nextLong());
      case 2 -> AttributeValue.of(number());
      case 3 ->
          new AttributeValue.BytesValue(
              pick(TEXTS).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      case 4 -> AttributeValue.EMPTY;
      case 6 -> new AttributeValue.ArrayValue(List.of(value(depth - 1), value(depth - 1)));
      case 7 -> new AttributeValue.MapValue(attributes(depth - 1));
      default -> AttributeValue.of(pick(TEXTS));
    };
  }

  private double number() {
    return switch (random.nextInt(6)) {
      case 0 -> Double.NaN;
      case 1 -> Double.NEGATIVE_INFINITY;
      case 2 -> -0.0;
      case 3 -> 1.0;
      case 4 -> 1e300;
      default -> random.nextDouble();
    };
  }

  private SpanEvent[] events() {
    SpanEvent[] events = new SpanEvent[Math.max(0, random.nextInt(5) - 2)];
    for (int i = 0; i < events.length; i++) {
      events[i] = new SpanEvent(time(), pick(NAMES), attributes(1), dropped());
    }
    return events;
  }

  private SpanLink[] links() {
    SpanLink[] links = new SpanLink[Math.max(0, random.nextInt(5) - 2)];
    for (int i = 0; i < links.length; i++) {
      links[i] =
          new SpanLink(
              random.nextBoolean() ? "" : Spans.traceId(7).value(),
              Spans.spanId(7).value(),
              pick(TEXTS),
              random.nextInt(2),
              attributes(1),
              dropped());
    }
    return links;
  }

  private InstrumentationScope scope() {
    return random.nextBoolean()
        ? InstrumentationScope.NONE
        : new InstrumentationScope(pick(TEXTS), "1.0", attributes(1), dropped(), "urn:s");
  }

  private String pick(String[] texts) {
    return texts[random.nextInt(texts.length)];
  }
}
