package dev.skep.bootstrap.demo;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;

/// A trace while it comes about: collects what Beyla sees, each thing at the moment it ends.
/// Children therefore stand before their parents.
final class TraceUnderway {
  /// No parent: how a root says so on the wire.
  static final ByteString NO_PARENT = ByteString.EMPTY;

  private static final int QUEUE_SEEN_PERCENT = 65;

  private final Chance chance;
  private final ByteString traceId;
  private final List<BeylaEvent> events = new ArrayList<>();

  TraceUnderway(Chance chance) {
    this.chance = chance;
    this.traceId = chance.traceId();
  }

  List<BeylaEvent> events() {
    return List.copyOf(events);
  }

  Chance chance() {
    return chance;
  }

  /// A request arrives at a service, is worked on, and is answered.
  Answer receive(
      Service service,
      Request request,
      String clientAddress,
      ByteString parentId,
      long arrival,
      HttpWork work) {
    var spanId = chance.spanId();
    var queued = service.showsQueue() && chance.percent(QUEUE_SEEN_PERCENT);
    var handlerStart = queued ? arrival + chance.around(40) : arrival;
    var visit = new Visit(this, service, spanId, handlerStart);

    var status = work.serve(visit);

    var exchange = request.answered(status, requestBytes(request), chance.between(120, 20_000));
    var frame = new SpanFrame(traceId, spanId, parentId, arrival, visit.now());
    if (queued) {
      add(
          service,
          BeylaSpans.queuedHttpServer(
              service,
              clientAddress,
              exchange,
              frame,
              chance.spanId(),
              chance.spanId(),
              handlerStart));
    } else {
      add(service, List.of(BeylaSpans.httpServer(service, clientAddress, exchange, frame)));
    }
    return new Answer(exchange, visit.now());
  }

  /// A service takes a message from Kafka and works on it. Beyla does not carry a trace through
  /// Kafka, so this is always a root.
  void consume(Service service, String topic, long start, MessageWork work) {
    var spanId = chance.spanId();
    var visit = new Visit(this, service, spanId, start);

    work.process(visit);

    var frame = new SpanFrame(traceId, spanId, NO_PARENT, start, visit.now());
    var offset = 1_000_000L + chance.between(0, 1_000_000_000);
    add(
        service,
        List.of(
            BeylaSpans.process(
                topic, service.name() + "-consumer", chance.between(0, 6), offset, frame)));
  }

  SpanFrame frame(ByteString spanId, ByteString parentId, long start, long end) {
    return new SpanFrame(traceId, spanId, parentId, start, end);
  }

  void add(Service service, List<Span> spans) {
    events.add(new BeylaEvent(service, spans, spans.getLast().getEndTimeUnixNano()));
  }

  private int requestBytes(Request request) {
    return request.route().method().equals("GET")
        ? chance.between(80, 380)
        : chance.between(300, 4_300);
  }

  /// What a service does with a request. The result is the HTTP status of its answer.
  @FunctionalInterface
  interface HttpWork {
    int serve(Visit visit);
  }

  /// What a service does with a message.
  @FunctionalInterface
  interface MessageWork {
    void process(Visit visit);
  }

  /// @param end when the answer left, in nanoseconds since the epoch
  record Answer(HttpExchange exchange, long end) {}
}
