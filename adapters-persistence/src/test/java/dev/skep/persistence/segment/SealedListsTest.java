package dev.skep.persistence.segment;

import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
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
import dev.skep.persistence.sqlite.ReadConnection;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
final class SealedListsTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;
  private FullSegments segments;

  @BeforeEach
  void open() throws SQLException {
    segments = FullSegments.in(folder.resolve("data"));
  }

  @AfterEach
  void close() throws SQLException, IOException {
    segments.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void every_trace_is_numbered_by_start_and_summed_up_as_the_domain_does(long seed)
      throws SQLException {
    List<Span> spans = FullSegments.generated(seed, 300);
    Path file = segments.sealed(spans);

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
    List<Span> spans = FullSegments.generated(seed, 300);
    Path file = segments.sealed(spans);
    List<TraceId> numbered = summaries(spans).stream().map(TraceSummary::traceId).toList();

    try (ReadConnection reader = ReadConnection.open(file)) {
      reader.read(
          SOON,
          sql -> {
            var traces = new SealedTraces(sql);
            for (int id = 1; id <= count(sql, "operations"); id++) {
              Operation operation = operation(sql, id);
              assertThat(traces.ofOperations(List.of(id)).stream().toArray())
                  .isEqualTo(with(numbered, spans, s -> Operation.of(s).equals(operation)));
            }
            int byResource =
                IntStream.rangeClosed(1, count(sql, "resources"))
                    .map(id -> traces.ofResources(List.of(id)).cardinality())
                    .sum();
            assertThat(byResource)
                .isEqualTo(
                    spans.stream().map(s -> List.of(s.traceId(), s.resource())).distinct().count());
            spans.forEach(span ->
                span.attributes()
                    .forEach((key, value) -> {
                      String json = AttributesJson.writeValue(value);
                      int keyId = traces.terms().keyId(key).orElse(0);
                      BitSet found =
                          traces.terms().term(keyId, json).isPresent()
                              ? traces.ofTerms(List.of(traces.terms().term(keyId, json).getAsInt()))
                              : traces.ofValue(key, json);
                      assertThat(found.stream().toArray())
                          .as(key + " = " + json)
                          .isEqualTo(
                              with(
                                  numbered,
                                  spans,
                                  s -> value.equals(s.attributes().get(key).orElse(null))));
                    }));
            assertThat(
                    traces.ofMagnitudes(Measure.DURATION, 0, Measure.MAGNITUDES).stream().toArray())
                .hasSameSizeAs(numbered);
            assertThat(
                    traces.ofMagnitudes(Measure.ERRORS, 1, Measure.MAGNITUDES).stream().toArray())
                .isEqualTo(with(numbered, spans, s -> s.status().code() == StatusCode.ERROR));
            for (int most = 0; most <= Measure.MAGNITUDES; most++) {
              assertThat(traces.ofLargestMagnitude(Measure.DURATION, most))
                  .isEqualTo(ofLargestMagnitude(traces, most));
            }
            return numbered;
          });
    }
  }

  private static Optional<SealedTraces.OfMagnitude> ofLargestMagnitude(
      SealedTraces traces, int most) {
    for (int magnitude = most; magnitude >= 0; magnitude--) {
      BitSet found = traces.ofMagnitudes(Measure.DURATION, magnitude, magnitude);
      if (!found.isEmpty()) {
        return Optional.of(new SealedTraces.OfMagnitude(magnitude, found));
      }
    }
    return Optional.empty();
  }

  @Test
  void values_that_are_in_no_dictionary_are_found_by_hash_and_key() throws SQLException {
    String longText = "x".repeat(1_000);
    Path file =
        segments.sealed(
            List.of(
                span(1).in(1).with(Attributes.of("sql", AttributeValue.of(longText))).build(),
                span(2).in(2).with(Attributes.of("sql", AttributeValue.of("short"))).build()));

    try (ReadConnection reader = ReadConnection.open(file)) {
      BitSet found =
          reader.read(
              SOON,
              sql -> {
                var traces = new SealedTraces(sql);
                int key = traces.terms().keyId("sql").orElseThrow();
                assertThat(traces.ofKey(key).cardinality()).isEqualTo(1);
                assertThat(traces.terms().terms(key)).hasSize(1);
                return traces.ofValue("sql", "\"" + longText + "\"");
              });
      assertThat(found.cardinality()).isEqualTo(1);
    }
  }

  @Test
  void after_a_trace_was_erased_the_others_are_found_by_time() throws SQLException {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      spans.add(span(1).in(i).after(Duration.ofSeconds(i)).build());
    }
    Path file = segments.sealed(spans);
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

  private static void execute(Path file, String sql) throws SQLException {
    try (Connection connection = SqliteConnections.writing(file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
