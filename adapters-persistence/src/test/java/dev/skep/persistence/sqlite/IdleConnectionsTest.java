package dev.skep.persistence.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdleConnectionsTest {
  @ParameterizedTest
  @CsvSource({"64, 48", "256, 48", "512, 112", "832, 192", "8192, 192"})
  void more_memory_lets_more_connections_wait(long mebibytes, int most) {
    assertThat(IdleConnections.forHeap(mebibytes << 20).most()).isEqualTo(most);
  }
}
