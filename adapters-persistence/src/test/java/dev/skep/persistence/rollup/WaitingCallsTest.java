package dev.skep.persistence.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WaitingCallsTest {
  private static final int MOST = 1 << 12;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_latest_are_remembered_and_each_is_taken_once(long seed) throws SQLException {
    Random random = new Random(seed);
    long[] keys = random.longs(900).toArray();
    var waiting = new WaitingCalls(MOST);
    // The plain way: all that were added, in order, and whether they were taken.
    List<long[]> added = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      long key = keys[random.nextInt(keys.length)];
      if (random.nextInt(40) > 0) {
        waiting.add(key, 7, 3, i, i % 2 == 0);
        added.add(new long[] {key, i});
        continue;
      }
      List<Long> expected = new ArrayList<>();
      for (long[] each : added.subList(Math.max(0, added.size() - MOST), added.size())) {
        if (each[0] == key) {
          expected.add(each[1]);
          each[0] = ~key;
        }
      }
      List<Long> taken = new ArrayList<>();
      waiting.take(
          key,
          (party, minute, nanos, error) -> {
            assertThat(error).isEqualTo(nanos % 2 == 0);
            taken.add(nanos);
          });
      assertThat(taken).containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
