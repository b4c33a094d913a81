package dev.skep.persistence.rollup;

import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.SeriesQuery;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.live.IndexedSpan;
import dev.skep.persistence.live.LiveIndex;
import dev.skep.persistence.row.Operation;
import dev.skep.persistence.row.TermList;
import dev.skep.persistence.sqlite.Migrations;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// Measures what roll-ups cost, apart from all else: the writer thread, in processor time per span,
/// and a question, over a day in 40 segments. Not a test; run its `main`.
final class RollUpCost {
  private static final int SPANS = 400_000;
  private static final int TRANSACTION = 5_000;
  private static final int SEGMENTS = 40;
  private static final int SERVICES = 12;
  private static final int ROUTES = 5;

  private final Random random = new Random(1);
  private final Span[] models = new Span[SERVICES * ROUTES * 4];

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("roll-ups");
    var cost = new RollUpCost();
    List<Span> spans = cost.traffic(SPANS, Duration.ofSeconds(2));
    for (int run = 1; run <= 6; run++) {
      cost.write(folder.resolve("w" + run + ".db"), spans, true);
    }
    cost.read(folder);
  }

  private void write(Path file, List<Span> spans, boolean print) throws SQLException {
    Map<Operation, Integer> operations = new HashMap<>();
    int[] operationIds = new int[spans.size()];
    for (int i = 0; i < operationIds.length; i++) {
      operationIds[i] =
          operations.computeIfAbsent(Operation.of(spans.get(i)), none -> operations.size() + 1);
    }
    long indexing = index(spans, operationIds);
    Migrations.SEGMENT.apply(file);
    try (Connection connection = SqliteConnections.writing(file);
        var statement = connection.createStatement()) {
      var index = new LiveIndex(7);
      var writer = new RollUpWriter(connection, index.spans(), trace -> List.of(), 7);
      long counting = 0;
      long flushing = 0;
      for (int from = 0; from < spans.size(); from += TRANSACTION) {
        statement.execute("BEGIN IMMEDIATE");
        long begin = processorNanos();
        for (int i = from; i < Math.min(from + TRANSACTION, spans.size()); i++) {
          int number = index.add(indexed(spans.get(i), operationIds[i]), NO_TERMS);
          writer.add(spans.get(i), operationIds[i], 1, number, false);
        }
        long counted = processorNanos();
        writer.flush();
        flushing += processorNanos() - counted;
        counting += counted - begin;
        statement.execute("COMMIT");
      }
      if (print) {
        System.out.printf(
            "counting %d ns a span, flushing %d ns a span (indexing alone: %d)%n",
            (counting - indexing) / spans.size(), flushing / spans.size(), indexing / spans.size());
      }
    }
  }

  private static final TermList NO_TERMS = new TermList();

  private static long index(List<Span> spans, int[] operationIds) {
    var index = new LiveIndex(7);
    long begin = processorNanos();
    for (int i = 0; i < spans.size(); i++) {
      index.add(indexed(spans.get(i), operationIds[i]), NO_TERMS);
    }
    return processorNanos() - begin;
  }

  private static IndexedSpan indexed(Span span, int operationId) {
    long start = UnixNano.position(span.start());
    return new IndexedSpan(
        span.traceId(),
        span.spanId(),
        span.parent(),
        operationId,
        1,
        span.isError(),
        start,
        UnixNano.position(span.lastMoment()),
        start * 31 + span.spanId().hashCode());
  }

  private void read(Path folder) throws SQLException {
    List<Connection> segments = new ArrayList<>();
    for (int i = 0; i < SEGMENTS; i++) {
      Path file = folder.resolve(i + ".db");
      Duration part = Duration.ofHours(24).dividedBy(SEGMENTS);
      shift = part.multipliedBy(i);
      write(file, traffic(50_000, part), false);
      segments.add(SqliteConnections.reading(file));
    }
    Minutes day = Minutes.covering(Spans.NOON.plusSeconds(400), Spans.NOON.plusSeconds(86_000));
    ask("services of 24 h", segments, () -> RollUpReader.services(day));
    ask(
        "operations of a service of 24 h",
        segments,
        () -> RollUpReader.operations("service-1", day));
    ask("map of 24 h", segments, () -> RollUpReader.map(day));
    ask(
        "series of 24 h by 15 minutes",
        segments,
        () ->
            RollUpReader.series(
                new SeriesQuery(
                    new Minutes(day.first() / 15 * 15, day.end()),
                    15,
                    new SeriesQuery.Services.All())));
    ask(
        "series of 24 h by minutes",
        segments,
        () -> RollUpReader.series(new SeriesQuery(day, 1, new SeriesQuery.Services.All())));
    for (Connection segment : segments) {
      segment.close();
    }
  }

  private static <A> void ask(
      String name, List<Connection> segments, Supplier<RollUpReader.Question<A>> question) {
    long[] millis = new long[60];
    long[] processor = new long[millis.length];
    for (int i = 0; i < millis.length; i++) {
      long begin = System.nanoTime();
      long beginProcessor = processorNanos();
      var asked = question.get();
      segments.forEach(segment -> asked.segment().accept(SqliteConnections.jooq(segment)));
      var _ = asked.answer().get();
      processor[i] = (processorNanos() - beginProcessor) / 10_000;
      millis[i] = (System.nanoTime() - begin) / 10_000;
    }
    long[] warm = Arrays.copyOfRange(millis, 20, millis.length);
    long[] warmProcessor = Arrays.copyOfRange(processor, 20, millis.length);
    Arrays.sort(warm);
    Arrays.sort(warmProcessor);
    System.out.printf(
        "%s: median %.1f ms, p95 %.1f ms; processor median %.1f ms, p95 %.1f ms%n",
        name,
        warm[20] / 100.0,
        warm[38] / 100.0,
        warmProcessor[20] / 100.0,
        warmProcessor[38] / 100.0);
  }

  // ---- Traffic: six of ten traces are one server span, the others a tree of about ten.

  private Duration shift = Duration.ZERO;
  private long next = 1;

  private List<Span> traffic(int count, Duration length) {
    List<Span> spans = new ArrayList<>(count + 32);
    while (spans.size() < count) {
      long start = (long) (length.toNanos() * ((double) spans.size() / count));
      var trace = TraceId.of(random.nextLong() | 1, random.nextLong());
      if (random.nextInt(10) < 6) {
        spans.add(make(trace, Parent.NONE, random.nextInt(SERVICES), SpanKind.SERVER, start));
      } else {
        tree(spans, trace, Parent.NONE, random.nextInt(SERVICES), start, 3);
      }
    }
    return spans;
  }

  /// Children first, as they end.
  private void tree(
      List<Span> spans, TraceId trace, Parent parent, int service, long start, int depth) {
    Span entry = make(trace, parent, service, SpanKind.SERVER, start);
    Parent here = Parent.of(entry.spanId());
    spans.add(make(trace, here, service, SpanKind.INTERNAL, start));
    spans.add(make(trace, here, service, SpanKind.INTERNAL, start));
    for (int i = 0; i < 2; i++) {
      Span client = make(trace, here, service, SpanKind.CLIENT, start);
      if (i == 0 && depth > 1) {
        Parent caller = Parent.of(client.spanId());
        int callee = (service + 1 + random.nextInt(2)) % SERVICES;
        tree(spans, trace, caller, callee, start, depth - 1);
      }
      spans.add(client);
    }
    spans.add(entry);
  }

  private Span make(TraceId trace, Parent parent, int service, SpanKind kind, long start) {
    Span model = model(service, random.nextInt(ROUTES), kind);
    long nanos = Math.round(Math.exp(Math.log(3e6) + random.nextGaussian()));
    var begin = Spans.NOON.plus(shift).plusNanos(start);
    return new Span(
        trace,
        dev.skep.domain.trace.SpanId.of(next++ * 0x9E37_79B9_7F4A_7C15L),
        parent,
        model.traceState(),
        model.flags(),
        model.name(),
        model.kind(),
        model.status(),
        begin,
        dev.skep.domain.trace.EndTime.at(begin.plusNanos(nanos)),
        model.attributes(),
        model.events(),
        model.links(),
        model.dropped(),
        model.resource(),
        model.scope(),
        model.source());
  }

  private Span model(int service, int route, SpanKind kind) {
    int at = (service * ROUTES + route) * 4 + kind.ordinal();
    if (models[at] == null) {
      models[at] =
          Spans.span(1)
              .of("service-" + service)
              .named(kind == SpanKind.INTERNAL ? "in queue" : "GET /route/" + route)
              .ofKind(kind)
              .with(
                  Attributes.builder()
                      .put("http.request.method", "GET")
                      .put("url.path", "/route/" + route)
                      .put("http.response.status_code", 200)
                      .put("server.address", "backend-" + service % 3)
                      .put("server.port", 5432)
                      .put("client.address", "10.0.3.17")
                      .put("http.route", "/route/{id}")
                      .build())
              .build();
    }
    return models[at];
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
