package dev.skep.persistence.segment;

import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSource;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.row.AttributesJson;
import dev.skep.persistence.row.Operation;
import dev.skep.persistence.sealed.Measure;
import dev.skep.persistence.sealed.SealedTrace;
import dev.skep.persistence.sealed.SealedTraces;
import dev.skep.persistence.sealed.TraceNumbers;
import dev.skep.persistence.segment.TracesByKey.Keys;
import dev.skep.persistence.sqlite.ReadConnection;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a sealed segment is searched by says the same as its spans.
final class SealingTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String EMPTY =
      """
      SELECT (SELECT count(*) FROM traces) + (SELECT count(*) FROM operation_traces)
        + (SELECT count(*) FROM term_traces) + (SELECT count(*) FROM trace_filters)
        + (SELECT count(*) FROM sqlite_schema WHERE name = 'idx_traces_trace_id')\
      """;

  @TempDir Path folder;
  private DataFolder data;
  private Segments segments;

  @BeforeEach
  void open() throws SQLException {
    data = DataFolder.open(folder.resolve("data"));
    segments =
        Segments.open(
            data, new SegmentLimits(1, 1 << 30, Duration.ofDays(1)), Clock.systemUTC(), SOON);
  }

  @AfterEach
  void close() throws SQLException, IOException {
    segments.close();
    data.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void every_trace_is_numbered_by_start_and_summed_up_as_the_domain_does(long seed)
      throws SQLException {
    List<Span> spans = generated(seed, 300);
    Path file = sealed(spans);

    try (ReadConnection reader = ReadConnection.open(file)) {
      reader.read(
          SOON,
          sql -> {
            var traces = new SealedTraces(sql);
            List<TraceSummary> expected = summaries(spans);
            List<SealedTrace> rows =
                traces.traces(IntStream.rangeClosed(1, traces.last()).toArray());
            assertThat(rows).hasSameSizeAs(expected);
            for (int i = 0; i < rows.size(); i++) {
              SealedTrace row = rows.get(i);
              TraceSummary summary = expected.get(i);
              Operation root = operation(sql, row.rootOperationId());
              assertThat(row.number()).isEqualTo(i + 1);
              assertThat(row.traceId()).isEqualTo(summary.traceId());
              assertThat(row.start()).isEqualTo(summary.startPosition());
              assertThat(row.duration()).isEqualTo(summary.durationNano());
              assertThat(row.spanCount()).isEqualTo(summary.spanCount());
              assertThat(row.errorCount()).isEqualTo(summary.errorCount());
              assertThat(root.serviceName()).isEqualTo(summary.rootServiceName());
              assertThat(root.name()).isEqualTo(summary.rootSpanName());
              assertThat(traces.number(summary.traceId())).hasValue(i + 1);
              assertThat(traces.filter().mayContain(summary.traceId())).isTrue();
              assertThat(traces.firstFrom(row.start())).isEqualTo(firstFrom(expected, row.start()));
              assertThat(traces.rowIds(i + 1)).hasSize(summary.spanCount());
            }
            assertThat(traces.firstFrom(0)).isEqualTo(1);
            assertThat(traces.number(traceId(4_711))).isEmpty();
            assertThat(traces.rowIds(traceId(4_711))).isEmpty();
            return rows;
          });
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void every_list_has_the_traces_that_it_is_for(long seed) throws SQLException {
    List<Span> spans = generated(seed, 300);
    Path file = sealed(spans);
    List<TraceId> numbered = summaries(spans).stream().map(TraceSummary::traceId).toList();

    try (ReadConnection reader = ReadConnection.open(file)) {
      reader.read(
          SOON,
          sql -> {
            var traces = new SealedTraces(sql);
            for (int id = 1; id <= count(sql, "operations"); id++) {
              Operation operation = operation(sql, id);
              assertThat(traces.ofOperations(List.of(id)))
                  .isEqualTo(with(numbered, spans, s -> Operation.of(s).equals(operation)));
            }
            int byResource =
                IntStream.rangeClosed(1, count(sql, "resources"))
                    .map(id -> traces.ofResources(List.of(id)).length)
                    .sum();
            assertThat(byResource)
                .isEqualTo(
                    spans.stream().map(s -> List.of(s.traceId(), s.resource())).distinct().count());
            spans.forEach(span ->
                span.attributes()
                    .forEach((key, value) -> {
                      String json = AttributesJson.writeValue(value);
                      int keyId = traces.terms().keyId(key).orElse(0);
                      int[] found =
                          traces.terms().term(keyId, json).isPresent()
                              ? traces.ofTerms(List.of(traces.terms().term(keyId, json).getAsInt()))
                              : traces.ofValue(key, json);
                      assertThat(found)
                          .as(key + " = " + json)
                          .isEqualTo(
                              with(
                                  numbered,
                                  spans,
                                  s -> value.equals(s.attributes().get(key).orElse(null))));
                    }));
            assertThat(traces.ofMagnitudes(Measure.DURATION, 0, Measure.MAGNITUDES))
                .hasSameSizeAs(numbered);
            assertThat(traces.ofMagnitudes(Measure.ERRORS, 1, Measure.MAGNITUDES))
                .isEqualTo(with(numbered, spans, s -> s.status().code() == StatusCode.ERROR));
            return numbered;
          });
    }
  }

  @Test
  void values_that_are_in_no_dictionary_are_found_by_hash_and_key() throws SQLException {
    String longText = "x".repeat(1_000);
    Path file =
        sealed(
            List.of(
                span(1).in(1).with(Attributes.of("sql", AttributeValue.of(longText))).build(),
                span(2).in(2).with(Attributes.of("sql", AttributeValue.of("short"))).build()));

    try (ReadConnection reader = ReadConnection.open(file)) {
      int[] found =
          reader.read(
              SOON,
              sql -> {
                var traces = new SealedTraces(sql);
                int key = traces.terms().keyId("sql").orElseThrow();
                assertThat(traces.ofKey(key)).hasSize(1);
                assertThat(traces.terms().terms(key)).hasSize(1);
                return traces.ofValue("sql", "\"" + longText + "\"");
              });
      assertThat(found).hasSize(1);
    }
  }

  @Test
  void sealing_that_is_stopped_leaves_the_file_as_it_was_and_can_be_done_again()
      throws SQLException {
    LiveSegment full = full(generated(1, 50));
    int asked = 0;
    while (true) {
      var left = new AtomicInteger(asked);
      Optional<SegmentFacts> facts =
          Sealing.seal(
              full.file(), full.index(), Pace.UNRESTING, () -> left.getAndDecrement() == 0);
      if (facts.isPresent()) {
        break;
      }
      assertThat(number(full.file(), EMPTY)).isZero();
      asked++;
    }

    assertThat(asked).isGreaterThan(8);
    assertThat(number(full.file(), EMPTY)).isPositive();
  }

  @Test
  void a_segment_that_is_sealed_already_stays_as_it_is() throws SQLException {
    LiveSegment full = full(generated(1, 50));
    SegmentFacts facts =
        Sealing.seal(full.file(), full.index(), Pace.UNRESTING, () -> false).orElseThrow();

    assertThat(Sealing.seal(full.file(), full.index(), Pace.UNRESTING, () -> false))
        .contains(facts);
  }

  @Test
  void who_reads_while_it_is_sealed_reads_on() throws SQLException {
    LiveSegment full = full(generated(1, 50));

    int traces =
        full.read(sql -> {
          int before = count(sql, "traces");
          try {
            assertThat(Sealing.seal(full.file(), full.index(), Pace.UNRESTING, () -> false))
                .isPresent();
          } catch (SQLException e) {
            throw new AssertionError(e);
          }
          return before + count(sql, "traces");
        });

    assertThat(traces).isZero();
    assertThat(full.<Integer>read(sql -> count(sql, "traces"))).isPositive();
  }

  @Test
  void an_erased_trace_is_left_out() throws SQLException {
    LiveSegment full =
        full(List.of(span(1).in(1).build(), span(2).in(2).build(), span(3).in(3).build()));
    new Erasure(traceId(2)).from(full);
    assertThat(Sealing.seal(full.file(), full.index(), Pace.UNRESTING, () -> false)).isPresent();

    try (ReadConnection reader = ReadConnection.open(full.file())) {
      assertThat(reader.<Integer>read(SOON, sql -> new SealedTraces(sql).last())).isEqualTo(2);
      assertThat(
              reader.<Boolean>read(
                  SOON, sql -> new SealedTraces(sql).number(traceId(2)).isPresent()))
          .isFalse();
    }
  }

  @Test
  void after_a_trace_was_erased_the_others_are_found_by_time() throws SQLException {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      spans.add(span(1).in(i).after(Duration.ofSeconds(i)).build());
    }
    Path file = sealed(spans);
    execute(file, "DELETE FROM traces WHERE id IN (1, 4, 5)");

    try (ReadConnection reader = ReadConnection.open(file)) {
      reader.read(
          SOON,
          sql -> {
            var traces = new SealedTraces(sql);
            for (int i = 1; i <= 9; i++) {
              int first = traces.firstFrom(UnixNano.position(spans.get(i - 1).start()));
              assertThat(first).isEqualTo(i == 1 ? 2 : i == 4 || i == 5 ? 6 : i);
            }
            assertThat(traces.firstFrom(Long.MAX_VALUE)).isEqualTo(10);
            return traces;
          });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100, 1_000_000})
  void lists_are_the_same_however_little_memory_there_is(int mostAtOnce) throws SQLException {
    var random = new Random(9);
    int[][] keysOf = new int[200][];
    for (int i = 0; i < keysOf.length; i++) {
      keysOf[i] = random.ints(random.nextInt(20), 0, 1 << 30).toArray();
    }
    Map<Integer, Set<Integer>> byHash = new TreeMap<>();
    Map<Integer, Set<Integer>> byKey = new TreeMap<>();
    for (int i = 0; i < keysOf.length; i++) {
      for (int key : keysOf[i]) {
        byHash.computeIfAbsent(key, k -> new TreeSet<>()).add(i + 1);
        byKey.computeIfAbsent(key % 50, k -> new TreeSet<>()).add(i + 1);
      }
    }
    Keys hashes = (trace, keys) -> IntStream.of(keysOf[trace - 1]).forEach(keys);
    Keys keys = (trace, each) -> IntStream.of(keysOf[trace - 1]).map(k -> k % 50).forEach(each);

    assertThat(lists(l -> TracesByHash.write(keysOf.length, hashes, l, mostAtOnce)))
        .isEqualTo(byHash);
    assertThat(lists(l -> TracesByKey.write(keysOf.length, 50, keys, l, mostAtOnce)))
        .isEqualTo(byKey);
  }

  private interface Writing {
    void to(TracesByKey.Lists lists) throws SQLException;
  }

  private static Map<Integer, Set<Integer>> lists(Writing writing) throws SQLException {
    Map<Integer, Set<Integer>> lists = new TreeMap<>();
    writing.to((key, blob) ->
        lists.put(
            key,
            IntStream.of(TraceNumbers.decode(blob))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new))));
    return lists;
  }

  // ---- Segments

  private static List<Span> generated(long seed, int count) {
    return List.copyOf(new LinkedHashSet<>(new GeneratedSpans(new Random(seed), 40).spans(count)));
  }

  private LiveSegment full(List<Span> spans) throws SQLException {
    SegmentWriter writer = segments.openWriter();
    writer.write(List.of(spans));
    segments.roll(writer).close();
    segments.closeFullWriters();
    return segments.nextToSeal().orElseThrow();
  }

  private Path sealed(List<Span> spans) throws SQLException {
    LiveSegment full = full(spans);
    SegmentFacts facts =
        Sealing.seal(full.file(), full.index(), Pace.UNRESTING, () -> false).orElseThrow();
    assertThat(facts.spanCount()).isEqualTo(spans.size());
    assertThat(Path.of(full.file() + "-wal"))
        .satisfiesAnyOf(
            wal -> assertThat(Files.exists(wal)).isFalse(), wal -> assertThat(wal).isEmptyFile());
    return full.file();
  }

  private static List<TraceSummary> summaries(List<Span> spans) {
    return spans.stream().collect(Collectors.groupingBy(Span::traceId)).entrySet().stream()
        .map(trace -> new Trace(trace.getKey(), trace.getValue()).summary())
        .sorted(
            Comparator.comparingLong(TraceSummary::startPosition)
                .thenComparing(TraceSummary::traceId))
        .toList();
  }

  private static int firstFrom(List<TraceSummary> traces, long start) {
    int number = 1;
    while (traces.get(number - 1).startPosition() < start) {
      number++;
    }
    return number;
  }

  /// The numbers of the traces with a span like this.
  private static int[] with(List<TraceId> numbered, List<Span> spans, Predicate<Span> like) {
    return spans.stream()
        .filter(like)
        .mapToInt(span -> numbered.indexOf(span.traceId()) + 1)
        .sorted()
        .distinct()
        .toArray();
  }

  private static Operation operation(DSLContext sql, int id) {
    var row = Objects.requireNonNull(sql.fetchOne("SELECT * FROM operations WHERE id = ?", id));
    return new Operation(
        row.get("service_name", String.class),
        row.get("name", String.class),
        SpanKind.ofNumber(row.get("kind", Integer.class)),
        TraceSource.ofSlug(row.get("trace_source", String.class)).orElseThrow());
  }

  private static int count(DSLContext sql, String table) {
    return sql.fetchCount(DSL.table(table));
  }

  private static long number(Path file, String query) throws SQLException {
    try (Connection connection = SqliteConnections.reading(file);
        Statement statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      return row.getLong(1);
    }
  }

  private static void execute(Path file, String sql) throws SQLException {
    try (Connection connection = SqliteConnections.writing(file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
