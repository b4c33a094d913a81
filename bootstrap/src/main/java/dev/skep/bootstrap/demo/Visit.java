package dev.skep.bootstrap.demo;

import com.google.protobuf.ByteString;
import dev.skep.bootstrap.demo.TraceUnderway.HttpWork;
import java.util.List;

/// A service at work on one request: it computes, it calls others, and meanwhile time passes.
final class Visit {
  private final TraceUnderway trace;
  private final Chance chance;
  private final Service service;
  private final ByteString spanId;
  private long now;

  /// @param spanId what everything called from here hangs below
  /// @param start nanoseconds since the epoch
  Visit(TraceUnderway trace, Service service, ByteString spanId, long start) {
    this.trace = trace;
    this.chance = trace.chance();
    this.service = service;
    this.spanId = spanId;
    this.now = start;
  }

  /// Nanoseconds since the epoch.
  long now() {
    return now;
  }

  /// The service computes for that many nanoseconds.
  void compute(long nanos) {
    now += nanos;
  }

  /// Asks another service and waits for the answer.
  ///
  /// @return the HTTP status
  int ask(Service callee, Request request, HttpWork work) {
    var start = now;
    var clientId = chance.spanId();
    var arrival = start + chance.around(90);

    var answer = trace.receive(callee, request, service.address(), clientId, arrival, work);

    now = answer.end() + chance.around(90);
    var frame = trace.frame(clientId, spanId, start, now);
    trace.add(service, List.of(BeylaSpans.httpClient(callee, answer.exchange(), frame)));
    compute(chance.around(60));
    return answer.exchange().status();
  }

  /// Finds nobody listening at another service.
  void failToConnect(Service callee) {
    var frame = leaf(chance.around(350));
    trace.add(service, List.of(BeylaSpans.failedConnect(service, callee, frame)));
  }

  SqlOutcome query(SqlStatement statement, long nanos, SqlOutcome outcome) {
    trace.add(service, List.of(BeylaSpans.sql(statement, outcome, leaf(nanos))));
    return outcome;
  }

  void query(SqlStatement statement, long nanos) {
    query(statement, nanos, SqlOutcome.DONE);
  }

  void redis(String command, String key) {
    trace.add(service, List.of(BeylaSpans.redis(command, key, leaf(chance.around(180)))));
  }

  void publish(String topic) {
    var producer = service.name() + "-producer";
    var partition = chance.between(0, 6);
    trace.add(
        service, List.of(BeylaSpans.publish(topic, producer, partition, leaf(chance.around(420)))));
  }

  /// A call to something that nobody watches: one span, then a moment of computing.
  private SpanFrame leaf(long nanos) {
    var frame = trace.frame(chance.spanId(), spanId, now, now + nanos);
    compute(nanos + chance.around(25));
    return frame;
  }
}
