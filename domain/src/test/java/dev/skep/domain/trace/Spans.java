package dev.skep.domain.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Makes spans for tests, in words: `span("…01").of("nginx").named("GET /").build()`. Ids are short
/// hexadecimal numbers padded with zeros, so that they are easy to read in a failure.
public final class Spans {
  /// When everything happens unless said otherwise.
  public static final Instant NOON = Instant.parse("2026-03-17T12:00:00.000000001Z");

  private Spans() {}

  public static TraceId traceId(int number) {
    return new TraceId("%032x".formatted(number));
  }

  public static SpanId spanId(int number) {
    return new SpanId("%016x".formatted(number));
  }

  /// A server span of service `nginx` in trace 1, at noon, for 1.5 ms.
  public static Builder span(int number) {
    return new Builder(spanId(number));
  }

  /// The outlines of spans.
  public static List<SpanOutline> outlines(Builder... spans) {
    List<SpanOutline> outlines = new ArrayList<>();
    for (Builder span : spans) {
      outlines.add(SpanOutline.of(span.build()));
    }
    return outlines;
  }

  public static final class Builder {
    private final SpanId spanId;
    private TraceId traceId = Spans.traceId(1);
    private Parent parent = Parent.NONE;
    private String traceState = "";
    private long flags;
    private String name = "GET /";
    private SpanKind kind = SpanKind.SERVER;
    private SpanStatus status = SpanStatus.UNSET;
    private Instant start = NOON;
    private EndTime end = EndTime.at(NOON.plusNanos(1_500_000));
    private Attributes attributes = Attributes.NONE;
    private List<SpanEvent> events = List.of();
    private List<SpanLink> links = List.of();
    private DroppedCounts dropped = DroppedCounts.NONE;
    private Resource resource = service("nginx");
    private InstrumentationScope scope = InstrumentationScope.NONE;
    private TraceSource source = TraceSource.EBPF;

    private Builder(SpanId spanId) {
      this.spanId = spanId;
    }

    public Builder in(TraceId traceId) {
      this.traceId = traceId;
      return this;
    }

    public Builder in(int traceNumber) {
      return in(Spans.traceId(traceNumber));
    }

    public Builder under(int parentNumber) {
      return under(Parent.of(Spans.spanId(parentNumber)));
    }

    public Builder under(Parent parent) {
      this.parent = parent;
      return this;
    }

    public Builder withTraceState(String traceState) {
      this.traceState = traceState;
      return this;
    }

    public Builder withFlags(long flags) {
      this.flags = flags;
      return this;
    }

    public Builder named(String name) {
      this.name = name;
      return this;
    }

    public Builder ofKind(SpanKind kind) {
      this.kind = kind;
      return this;
    }

    public Builder inError() {
      return withStatus(SpanStatus.of(StatusCode.ERROR));
    }

    public Builder withStatus(SpanStatus status) {
      this.status = status;
      return this;
    }

    /// Starts after noon, keeping the duration.
    public Builder after(Duration afterNoon) {
      Duration shift = Duration.between(start, NOON.plus(afterNoon));
      if (end instanceof EndTime.At(Instant time)) {
        end = EndTime.at(time.plus(shift));
      }
      start = start.plus(shift);
      return this;
    }

    public Builder lasting(Duration duration) {
      return ending(EndTime.at(start.plus(duration)));
    }

    public Builder starting(Instant start) {
      this.start = start;
      return this;
    }

    public Builder ending(EndTime end) {
      this.end = end;
      return this;
    }

    public Builder with(Attributes attributes) {
      this.attributes = attributes;
      return this;
    }

    public Builder withEvents(SpanEvent... events) {
      this.events = List.of(events);
      return this;
    }

    public Builder withLinks(SpanLink... links) {
      this.links = List.of(links);
      return this;
    }

    public Builder withDropped(DroppedCounts dropped) {
      this.dropped = dropped;
      return this;
    }

    public Builder of(String serviceName) {
      return of(service(serviceName));
    }

    public Builder of(Resource resource) {
      this.resource = resource;
      return this;
    }

    public Builder by(InstrumentationScope scope) {
      this.scope = scope;
      return this;
    }

    public Builder from(TraceSource source) {
      this.source = source;
      return this;
    }

    public Span build() {
      return new Span(
          traceId,
          spanId,
          parent,
          traceState,
          flags,
          name,
          kind,
          status,
          start,
          end,
          attributes,
          events,
          links,
          dropped,
          resource,
          scope,
          source);
    }

    private static Resource service(String name) {
      return Resource.of(Attributes.of(SemanticAttributes.SERVICE_NAME, AttributeValue.of(name)));
    }
  }
}
