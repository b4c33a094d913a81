package dev.skep.bootstrap.demo;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.List;

/// The shapes of Beyla's spans: names, kinds, attributes in Beyla's order, and when a span counts
/// as failed. No span of these is ever "ok": Beyla leaves the status unset.
///
/// Source: Beyla v2.8.5, `tracesgen.go` of OpenTelemetry's eBPF instrumentation.
final class BeylaSpans {
  private BeylaSpans() {}

  static Span httpServer(
      Service service, String clientAddress, HttpExchange exchange, SpanFrame frame) {
    var request = exchange.request();
    return span(request.route().spanName(), SpanKind.SPAN_KIND_SERVER, frame)
        .addAllAttributes(
            new BeylaAttributes()
                .text("http.request.method", request.route().method())
                .number("http.response.status_code", exchange.status())
                .text("url.path", request.path())
                .text("client.address", clientAddress)
                .text("server.address", service.name())
                .number("server.port", service.port())
                .number("http.request.body.size", exchange.requestBytes())
                .number("http.response.body.size", exchange.responseBytes())
                .text("http.route", request.route().pattern())
                .list())
        .setStatus(exchange.status() >= 500 ? failed("") : unset())
        .build();
  }

  static Span httpClient(Service callee, HttpExchange exchange, SpanFrame frame) {
    var request = exchange.request();
    return span(request.route().spanName(), SpanKind.SPAN_KIND_CLIENT, frame)
        .addAllAttributes(
            new BeylaAttributes()
                .text("http.request.method", request.route().method())
                .number("http.response.status_code", exchange.status())
                .text("url.full", "http://" + callee.authority() + request.path())
                .text("http.scheme", "http")
                .text("server.address", callee.authority())
                .text("peer.service", callee.name())
                .number("server.port", callee.port())
                .number("http.request.body.size", exchange.requestBytes())
                .number("http.response.body.size", exchange.responseBytes())
                .list())
        .setStatus(exchange.status() >= 400 ? failed("") : unset())
        .build();
  }

  /// A request whose handler started at `handlerStart`, some time after the request had arrived.
  ///
  /// The request's own span gets `requestId`. The id that travels on to the services called is the
  /// one in `frame`, and Beyla gives it to `processing`.
  static List<Span> queuedHttpServer(
      Service service,
      String clientAddress,
      HttpExchange exchange,
      SpanFrame frame,
      ByteString requestId,
      ByteString inQueueId,
      long handlerStart) {
    var trace = frame.traceId();
    var inQueue = new SpanFrame(trace, inQueueId, requestId, frame.start(), handlerStart);
    var processing = new SpanFrame(trace, frame.spanId(), requestId, handlerStart, frame.end());
    var request = new SpanFrame(trace, requestId, frame.parentId(), frame.start(), frame.end());
    return List.of(
        part("in queue", inQueue),
        part("processing", processing),
        httpServer(service, clientAddress, exchange, request));
  }

  static Span failedConnect(Service caller, Service callee, SpanFrame frame) {
    return span("CONNECT", SpanKind.SPAN_KIND_CLIENT, frame)
        .addAllAttributes(
            new BeylaAttributes()
                .text("client.address", caller.address())
                .text("server.address", callee.name())
                .number("server.port", callee.port())
                .list())
        .setStatus(failed(""))
        .build();
  }

  static Span sql(SqlStatement statement, SqlOutcome outcome, SpanFrame frame) {
    var attributes =
        new BeylaAttributes()
            .text("server.address", "postgres")
            .text("peer.service", "postgres")
            .number("server.port", 5432)
            .text("db.system.name", "postgresql")
            .text("db.query.text", statement.text())
            .text("db.operation.name", statement.operation())
            .text("db.collection.name", statement.table());
    var span = span(statement.spanName(), SpanKind.SPAN_KIND_CLIENT, frame);
    return switch (outcome) {
      case DONE -> span.addAllAttributes(attributes.list()).setStatus(unset()).build();
      case DEADLOCK ->
          span.addAllAttributes(
                  attributes
                      .text("db.response.status_code", "0")
                      .text("error.type", "40P01")
                      .list())
              .setStatus(
                  failed(
                      "SQL Server errored: error_code=NA sql_state=40P01 message=deadlock"
                          + " detected"))
              .build();
    };
  }

  static Span redis(String command, String key, SpanFrame frame) {
    return span(command, SpanKind.SPAN_KIND_CLIENT, frame)
        .addAllAttributes(
            new BeylaAttributes()
                .text("server.address", "redis")
                .number("server.port", 6379)
                .text("db.system.name", "redis")
                .text("peer.service", "redis")
                .text("db.operation.name", command)
                .text("db.query.text", command + " " + key)
                .text("db.namespace", "0")
                .list())
        .setStatus(unset())
        .build();
  }

  static Span publish(String topic, String clientId, int partition, SpanFrame frame) {
    return span("publish " + topic, SpanKind.SPAN_KIND_PRODUCER, frame)
        .addAllAttributes(kafka(topic, clientId, "publish", partition).list())
        .setStatus(unset())
        .build();
  }

  static Span process(String topic, String clientId, int partition, long offset, SpanFrame frame) {
    return span("process " + topic, SpanKind.SPAN_KIND_CONSUMER, frame)
        .addAllAttributes(
            kafka(topic, clientId, "process", partition)
                .number("messaging.kafka.offset", offset)
                .list())
        .setStatus(unset())
        .build();
  }

  private static BeylaAttributes kafka(
      String topic, String clientId, String operation, int partition) {
    return new BeylaAttributes()
        .text("server.address", "kafka")
        .number("server.port", 9092)
        .text("messaging.system", "kafka")
        .text("messaging.destination.name", topic)
        .text("messaging.client_id", clientId)
        .text("messaging.operation.type", operation)
        .text("peer.service", "kafka")
        .number("messaging.destination.partition.id", partition);
  }

  private static Span part(String name, SpanFrame frame) {
    return span(name, SpanKind.SPAN_KIND_INTERNAL, frame).setStatus(unset()).build();
  }

  private static Span.Builder span(String name, SpanKind kind, SpanFrame frame) {
    return Span.newBuilder()
        .setTraceId(frame.traceId())
        .setSpanId(frame.spanId())
        .setParentSpanId(frame.parentId())
        .setName(name)
        .setKind(kind)
        .setStartTimeUnixNano(frame.start())
        .setEndTimeUnixNano(frame.end());
  }

  /// Beyla writes the status field even when it says nothing.
  private static Status unset() {
    return Status.getDefaultInstance();
  }

  private static Status failed(String message) {
    return Status.newBuilder().setMessage(message).setCode(StatusCode.STATUS_CODE_ERROR).build();
  }
}
