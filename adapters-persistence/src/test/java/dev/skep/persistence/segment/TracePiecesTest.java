package dev.skep.persistence.segment;

import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.sealed.SegmentFacts;
import dev.skep.persistence.sqlite.IdleConnections;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which traces of a batch older segments have.
final class TracePiecesTest {
  private static final int TRACES = 2_000;

  @TempDir Path folder;

  @Test
  void a_trace_that_cannot_be_looked_up_hides_no_other_one() throws SQLException, IOException {
    List<TraceId> ids = List.of(traceId(1), traceId(2), traceId(TRACES));
    Path file;
    try (FullSegments segments = FullSegments.in(folder)) {
      file =
          segments.sealed(
              IntStream.rangeClosed(1, TRACES).mapToObj(i -> span(i).in(i).build()).toList());
    }
    assertThat(found(ids, file)).containsExactlyInAnyOrderElementsOf(ids);

    damageWhereTheFirstIdsAre(file);

    assertThat(found(ids, file)).containsExactly(traceId(TRACES));
  }

  private static Set<TraceId> found(List<TraceId> ids, Path file) throws SQLException {
    var segment =
        new SealedSegment(
            1, file, 0, SegmentFacts.NONE, Duration.ofSeconds(20), new IdleConnections(1));
    try {
      return TracePieces.find(ids, List.of(segment)).keySet();
    } finally {
      segment.close();
    }
  }

  private static void damageWhereTheFirstIdsAre(Path file) throws SQLException, IOException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var page =
            statement.executeQuery(
                "SELECT pgoffset FROM dbstat WHERE name = 'idx_traces_trace_id' AND pagetype ="
                    + " 'leaf' ORDER BY path LIMIT 1");
        var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(page.getLong(1));
      bytes.write(0xFF);
    }
  }
}
