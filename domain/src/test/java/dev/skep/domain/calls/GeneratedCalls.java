package dev.skep.domain.calls;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSource;
import dev.skep.domain.trace.UnixNano;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes arbitrary calls from a seed: a few services that call each other in few traces, over an
/// hour, so that parents come before and after their children, in the same minute and in others,
/// some never, some ids twice.
public final class GeneratedCalls {
  /// All calls begin in these minutes, but for a few that begin at the ends of time.
  public static final Duration LENGTH = Duration.ofMinutes(60);

  private static final String[] SERVICES = {"nginx", "app-gw", "users-api", "", "größe"};
  private static final String[] NAMES = {"GET /", "GET /users/*", "consume", "", "in queue"};
  private static final String[] AGENTS = {"", "beyla", "opentelemetry"};
  private static final String[] INSTANCES = {"", "host:17", "host:18", "shop-nginx-1"};
  private static final String[] PEER_KEYS = {
    "peer.service", "db.system.name", "messaging.system", "server.address"
  };
  private static final int IDS = 14;

  private final RandomGenerator random;
  private final int traces;

  /// @param traces how many traces the calls lie in
  public GeneratedCalls(RandomGenerator random, int traces) {
    this.random = random;
    this.traces = traces;
  }

  /// Spans no two of which are equal.
  public List<Span> spans(int count) {
    LinkedHashSet<Span> spans = new LinkedHashSet<>();
    while (spans.size() < count) {
      spans.add(span());
    }
    return new ArrayList<>(spans);
  }

  /// Some minutes that overlap the calls, seldom all of time.
  public Minutes range() {
    if (random.nextInt(6) == 0) {
      return new Minutes(0, Long.MAX_VALUE / Minutes.NANOS_OF_ONE + 1);
    }
    long noon = UnixNano.position(Spans.NOON) / Minutes.NANOS_OF_ONE;
    long first = noon - 3 + random.nextInt(40);
    return new Minutes(first, first + 1 + random.nextInt(60));
  }

  public SeriesQuery series() {
    long noon = UnixNano.position(Spans.NOON) / Minutes.NANOS_OF_ONE;
    int step = random.nextBoolean() ? 15 * (1 + random.nextInt(2)) : 1 + random.nextInt(20);
    long first = random.nextBoolean() ? noon / step * step : noon - 3 + random.nextInt(10);
    var services =
        random.nextBoolean()
            ? new SeriesQuery.Services.All()
            : new SeriesQuery.Services.One(service());
    return new SeriesQuery(new Minutes(first, first + 1 + random.nextInt(70)), step, services);
  }

  public String service() {
    return SERVICES[random.nextInt(SERVICES.length)];
  }

  private Span span() {
    Instant start = start();
    var span =
        Spans.span(1 + random.nextInt(IDS))
            .in(traceId())
            .under(parent())
            .of(resource())
            .named(NAMES[random.nextInt(NAMES.length)])
            .ofKind(SpanKind.values()[random.nextInt(SpanKind.values().length)])
            .starting(start)
            .lasting(Duration.ofNanos(random.nextLong(1L << random.nextInt(1, 40))))
            .from(TraceSource.values()[random.nextInt(TraceSource.values().length)])
            .with(attributes());
    return (random.nextInt(4) == 0 ? span.inError() : span).build();
  }

  private Resource resource() {
    return Resource.of(
        Attributes.builder()
            .put("service.name", service())
            .put("telemetry.sdk.name", AGENTS[random.nextInt(AGENTS.length)])
            .put("service.instance.id", INSTANCES[random.nextInt(INSTANCES.length)])
            .build());
  }

  private TraceId traceId() {
    int number = 1 + random.nextInt(traces);
    return number == traces ? new TraceId("abc123...") : Spans.traceId(number);
  }

  private Parent parent() {
    int number = random.nextInt(IDS + 3);
    return number == 0 ? Parent.NONE : Parent.of(Spans.spanId(number));
  }

  private Instant start() {
    return switch (random.nextInt(40)) {
      case 0 -> Instant.EPOCH;
      case 1 -> UnixNano.toInstant(Long.MAX_VALUE).plusSeconds(3);
      default -> Spans.NOON.plusNanos(random.nextLong(LENGTH.toNanos()));
    };
  }

  private Attributes attributes() {
    var attributes = Attributes.builder();
    for (int i = random.nextInt(3); i > 0; i--) {
      attributes.put(PEER_KEYS[random.nextInt(PEER_KEYS.length)], "peer-" + random.nextInt(3));
    }
    if (random.nextBoolean()) {
      attributes.put("server.port", AttributeValue.of(443L));
    }
    return attributes.build();
  }
}
