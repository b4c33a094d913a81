package dev.skep.persistence.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.persistence.sealed.TraceNumbers;
import dev.skep.persistence.sealing.TracesByKey.Keys;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys of traces become traces of keys, in [TracesByKey] and [TracesByHash] alike.
final class TracesByKeyTest {
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
}
