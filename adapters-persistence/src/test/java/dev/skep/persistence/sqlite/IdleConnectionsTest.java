package dev.skep.persistence.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdleConnectionsTest {
  private static final int SEGMENTS = 60;
  private static final int ROUNDS = 20;

  @TempDir Path folder;

  @Test
  void who_goes_through_more_segments_than_may_wait_finds_most_of_them_waiting()
      throws SQLException {
    Path file = folder.resolve("some.db");
    SqliteConnections.writing(file).close();
    var idle = new IdleConnections(SEGMENTS * 4 / 5);
    List<Readers> segments =
        Stream.generate(() -> new Readers(file, Duration.ofSeconds(5), idle))
            .limit(SEGMENTS)
            .toList();
    int found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (Readers segment : segments) {
        Optional<ReadConnection> waiting = idle.take(segment);
        found += waiting.isPresent() ? 1 : 0;
        idle.add(segment, waiting.isPresent() ? waiting.get() : ReadConnection.open(file));
      }
    }

    assertThat(found).isGreaterThan(SEGMENTS * (ROUNDS - 1) / 2);
    for (Readers segment : segments) {
      segment.close();
      assertThat(idle.take(segment)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"64, 48", "256, 48", "512, 112", "832, 192", "8192, 192"})
  void more_memory_lets_more_connections_wait(long mebibytes, int most) {
    assertThat(IdleConnections.forHeap(mebibytes << 20).most()).isEqualTo(most);
  }
}
