package dev.skep.persistence.segment;

import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.persistence.sealed.SealedTraces;
import dev.skep.persistence.sealed.SegmentFacts;
import dev.skep.persistence.sealing.Pace;
import dev.skep.persistence.sealing.Sealing;
import dev.skep.persistence.sqlite.ReadConnection;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sealing happens as a whole or not at all, and disturbs nobody.
final class SealingTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String EMPTY =
      """
      SELECT (SELECT count(*) FROM traces) + (SELECT count(*) FROM operation_traces)
        + (SELECT count(*) FROM term_traces) + (SELECT count(*) FROM trace_filters)
        + (SELECT count(*) FROM sqlite_schema WHERE name = 'idx_traces_trace_id')\
      """;

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

  @Test
  void sealing_that_is_stopped_leaves_the_file_as_it_was_and_can_be_done_again()
      throws SQLException {
    LiveSegment full = segments.full(FullSegments.generated(1, 50));
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
    LiveSegment full = segments.full(FullSegments.generated(1, 50));
    SegmentFacts facts =
        Sealing.seal(full.file(), full.index(), Pace.UNRESTING, () -> false).orElseThrow();

    assertThat(Sealing.seal(full.file(), full.index(), Pace.UNRESTING, () -> false))
        .contains(facts);
  }

  @Test
  void who_reads_while_it_is_sealed_reads_on() throws SQLException {
    LiveSegment full = segments.full(FullSegments.generated(1, 50));

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
        segments.full(List.of(span(1).in(1).build(), span(2).in(2).build(), span(3).in(3).build()));
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
}
