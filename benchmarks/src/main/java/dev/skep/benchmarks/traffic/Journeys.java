package dev.skep.benchmarks.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes traces: who calls whom, how long it takes, what fails. Six of ten traces are one lonely
/// span, as they are where nothing hands the trace's context on.
final class Journeys {
  private static final double LONELY = 0.6;
  private static final double FAILING = 0.01;
  private static final int DEEPEST = 4;
  private static final int NO_CALLS = DEEPEST;

  private static final List<byte[]> CLIENTS =
      Stream.of("172.20.0.1", "10.0.3.17", "10.0.3.18", "192.168.65.1", "10.42.7.201")
          .map(address -> Fields.attribute("client.address", address))
          .toList();
  private static final List<Backend> ORDER_QUERIES =
      Stream.of("SELECT", "INSERT", "UPDATE").map(each -> Backend.sql(each, "orders")).toList();
  private static final List<byte[]> PARTITIONS =
      IntStream.range(0, 6)
          .mapToObj(each -> Fields.attribute("messaging.destination.partition.id", each))
          .toList();
  private static final List<Integer> HTTP_FAILURES = List.of(500, 500, 502, 503);
  private static final List<Integer> GRPC_FAILURES = List.of(2, 4, 13, 14);

  private final Chance chance;
  private final Estate estate = new Estate();
  private final Shapes shapes = new Shapes();
  private final Numbers offsets = new Numbers("messaging.kafka.offset");
  private final Backend redisGet = Backend.redis("GET");
  private final Backend redisGetAll = Backend.redis("HGETALL");
  private final Backend redisLock = Backend.redis("SETNX");
  private final Backend selectUser = Backend.sql("SELECT", "users");
  private final Backend selectInvoice = Backend.sql("SELECT", "invoices");
  private final Backend selectStock = Backend.sql("SELECT", "stock");
  private final Backend publishOrder = Backend.publish("orders.created", "orders-api-producer");
  private final Backend processOrder = Backend.process("orders.created", "billing-consumer");

  private final List<MadeSpan> trace = new ArrayList<>();

  Journeys(Chance chance) {
    this.chance = chance;
  }

  /// One trace, its spans by their end, as the kernel side reports them. The list is used again by
  /// the next call.
  ///
  /// @param start in nanoseconds since the traffic's start
  List<MadeSpan> trace(long start) {
    trace.clear();
    if (chance.happens(LONELY)) {
      lonelySpan(chance.oneOf(estate.services()), start);
    } else {
      // Users are only ever reached through the gateway.
      Service entry = chance.happens(0.9) ? estate.gateway : estate.orders;
      answerHttp(entry, start, 0, chance.oneOf(CLIENTS), 0);
    }
    long high = chance.id();
    long low = chance.id();
    for (MadeSpan span : trace) {
      span.traceHigh = high;
      span.traceLow = low;
    }
    trace.sort(Comparator.comparingLong(span -> span.end));
    return trace;
  }

  private void lonelySpan(Service service, long start) {
    if (service == estate.billing && chance.happens(0.5)) {
      byte[] offset = offsets.of(1_000_000 + chance.below(1_000_000_000));
      callKafka(service, processOrder, start, 0, offset);
    } else if (service == estate.recommender && chance.happens(0.15)) {
      long end = start + chance.around(700, 1);
      trace.add(shapes.failedConnect(service, start, end, chance.id()));
    } else if (service.rpcMethods.isEmpty()) {
      answerHttp(service, start, 0, chance.oneOf(CLIENTS), NO_CALLS);
    } else {
      RpcMethod method = chance.oneOf(service.rpcMethods);
      answerGrpc(service, method, grpcCode(), start, 0, chance.oneOf(CLIENTS), NO_CALLS);
    }
  }

  /// Adds the server span of an HTTP request and what it calls.
  private HttpAnswer answerHttp(Service service, long start, long up, byte[] peer, int depth) {
    Route route = chance.oneOf(service.routes);
    HttpExchange exchange = exchange(route);
    long end = start + chance.around(route.medianMicros, 0.8);
    MadeSpan span = shapes.httpServer(service, exchange, peer, start, end, chance.id(), up);
    trace.add(span);
    work(span, depth);
    return new HttpAnswer(exchange, span.end);
  }

  private record HttpAnswer(HttpExchange exchange, long end) {}

  /// Adds the server span of a gRPC request and what it calls.
  ///
  /// @return its end
  private long answerGrpc(
      Service service, RpcMethod method, int code, long start, long up, byte[] peer, int depth) {
    long end = start + chance.around(1_800, 0.7);
    MadeSpan span = shapes.grpcServer(service, method, code, peer, start, end, chance.id(), up);
    trace.add(span);
    work(span, depth);
    return span.end;
  }

  private HttpExchange exchange(Route route) {
    boolean get = route.method.equals("GET");
    int status = httpStatus(route);
    return new HttpExchange(
        route,
        chance.below(route.variants()),
        status,
        get ? 80 + chance.below(300) : 300 + chance.below(4_000),
        status == 304 ? 0 : 120 + chance.below(20_000));
  }

  private int httpStatus(Route route) {
    if (chance.happens(FAILING)) {
      return chance.oneOf(HTTP_FAILURES);
    }
    double share = chance.share();
    if (share < 0.03) {
      return 404;
    } else if (share < 0.035) {
      return 401;
    } else if (share < 0.04) {
      return 429;
    } else if (share < 0.08) {
      return 304;
    }
    return route.method.equals("POST") ? 201 : 200;
  }

  private int grpcCode() {
    if (chance.happens(FAILING)) {
      return chance.oneOf(GRPC_FAILURES);
    }
    return chance.happens(0.01) ? 5 : 0;
  }

  /// What `span`'s service does before it answers. It answers no sooner than that is done.
  private void work(MadeSpan span, int depth) {
    long up = span.id;
    long duration = span.end - span.start;
    if (span.service.showsItsQueue && chance.happens(0.25)) {
      long queued = Math.min(chance.around(40, 0.6), duration / 3);
      if (queued > 0) {
        span.showQueue(queued, chance.id(), chance.id());
      }
    }
    if (depth >= DEEPEST) {
      return;
    }
    long first = span.start + duration / 10 + span.queued;
    long done = calls(span.service, first, up, depth + 1);
    if (done > first) {
      span.end = Math.max(span.end, done + chance.micros(50));
    }
  }

  /// The calls of one request, one after the other.
  ///
  /// @return when the last was done; `at` when there was none
  private long calls(Service service, long at, long up, int depth) {
    if (service == estate.gateway) {
      at = callHttp(service, estate.users, at, up, depth);
      if (chance.happens(0.6)) {
        at = callHttp(service, estate.orders, at, up, depth);
      }
      return chance.happens(0.2) ? callHttp(service, estate.search, at, up, depth) : at;
    } else if (service == estate.users) {
      if (!chance.happens(0.7)) {
        return call(service, redisGetAll, at, up);
      }
      return call(service, selectUser, call(service, redisGet, at, up), up);
    } else if (service == estate.orders) {
      at = call(service, chance.oneOf(ORDER_QUERIES), at, up);
      if (chance.happens(0.5)) {
        at = callGrpc(service, estate.payments, at, up, depth);
      }
      if (chance.happens(0.5)) {
        at = callGrpc(service, estate.inventory, at, up, depth);
      }
      return chance.happens(0.3) ? callKafka(service, publishOrder, at, up) : at;
    } else if (service == estate.payments) {
      return chance.happens(0.5) ? call(service, redisLock, at, up) : at;
    } else if (service == estate.inventory) {
      return call(service, selectStock, at, up);
    } else if (service == estate.billing) {
      return call(service, selectInvoice, at, up);
    } else {
      return chance.happens(0.3) ? call(service, redisGet, at, up) : at;
    }
  }

  private long callHttp(Service caller, Service callee, long at, long up, int depth) {
    long id = chance.id();
    HttpAnswer answer =
        answerHttp(callee, at + chance.micros(120), id, caller.clientAddress, depth);
    long end = answer.end() + chance.micros(130);
    trace.add(shapes.httpClient(caller, callee, answer.exchange(), at, end, id, up));
    return end + chance.micros(20);
  }

  private long callGrpc(Service caller, Service callee, long at, long up, int depth) {
    long id = chance.id();
    RpcMethod method = chance.oneOf(callee.rpcMethods);
    int code = grpcCode();
    long begun = at + chance.micros(120);
    long answered = answerGrpc(callee, method, code, begun, id, caller.clientAddress, depth);
    long end = answered + chance.micros(130);
    trace.add(shapes.grpcClient(caller, callee, method, code, at, end, id, up));
    return end + chance.micros(20);
  }

  private long callKafka(
      Service service, Backend topic, long at, long up, byte[]... moreAttributes) {
    byte[][] attributes =
        Backend.with(
            Backend.with(topic.attributes(false), chance.oneOf(PARTITIONS)), moreAttributes);
    return add(service, topic, topic.status(false), attributes, at, up);
  }

  private long call(Service service, Backend backend, long at, long up) {
    boolean failed = chance.happens(FAILING);
    return add(service, backend, backend.status(failed), backend.attributes(failed), at, up);
  }

  private long add(
      Service service, Backend backend, byte[] status, byte[][] attributes, long at, long up) {
    long end = at + chance.around(backend.medianMicros, backend.sigma);
    trace.add(
        new MadeSpan(
            service, backend.kind, backend.spanName, status, attributes, at, end, chance.id(), up));
    return end + chance.micros(20);
  }
}
