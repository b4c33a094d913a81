package dev.skep.persistence.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceNumbersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void every_list_comes_back_as_it_was_written(int seed) {
    var random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      int[] list = list(random);

      assertThat(TraceNumbers.decode(TraceNumbers.encode(list)))
          .as("list %d of seed %d", i, seed)
          .isEqualTo(list);
      assertThat(TraceNumbers.count(TraceNumbers.encode(list))).isEqualTo(list.length);
    }
  }

  @Test
  void the_ends_of_what_is_possible_come_back_too() {
    for (int[] list :
        List.of(
            new int[0],
            new int[] {1},
            new int[] {Integer.MAX_VALUE},
            new int[] {1, Integer.MAX_VALUE})) {
      assertThat(TraceNumbers.decode(TraceNumbers.encode(list))).isEqualTo(list);
    }
  }

  @Test
  void a_part_of_an_array_is_written_as_a_list_of_its_own() {
    int[] numbers = {9, 9, 4, 5, 8, 1};

    assertThat(TraceNumbers.decode(TraceNumbers.encode(numbers, 2, 5))).containsExactly(4, 5, 8);
  }

  @Test
  void a_list_of_nearly_all_traces_takes_an_eighth_of_a_byte_for_each() {
    int[] all = IntStream.rangeClosed(1, 100_000).toArray();
    int[] few = IntStream.rangeClosed(1, 100).map(i -> i * 1_000).toArray();

    assertThat(TraceNumbers.encode(all)).hasSizeLessThan(12_510);
    assertThat(TraceNumbers.encode(few)).hasSizeLessThan(210);
  }

  @Test
  void what_is_no_list_is_refused() {
    byte[] good = TraceNumbers.encode(new int[] {3, 500, 70_000});
    byte[] bits = TraceNumbers.encode(IntStream.rangeClosed(1, 50).toArray());

    for (byte[] bad :
        List.of(
            new byte[0],
            Arrays.copyOf(good, good.length - 1),
            Arrays.copyOf(bits, bits.length - 1),
            new byte[] {-1, -1, -1, -1, -1, -1, -1, -1},
            new byte[] {-2, -1, -1, -1, 15, 1})) {
      assertThatThrownBy(() -> TraceNumbers.decode(bad))
          .as(Arrays.toString(bad))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void sets_are_what_sets_are(int seed) {
    var random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      int[] one = list(random);
      int[] other = list(random);
      Set<Integer> both = set(one);
      both.retainAll(set(other));
      Set<Integer> without = set(one);
      without.removeAll(set(other));

      assertThat(set(TraceNumbers.intersect(one, other))).isEqualTo(both);
      assertThat(TraceNumbers.intersect(other, one)).hasSize(both.size()).isSorted();
      assertThat(TraceNumbers.difference(one, other)).hasSize(without.size()).isSorted();
      assertThat(set(TraceNumbers.difference(one, other))).isEqualTo(without);
      for (int number : new int[] {1, 2, 77}) {
        assertThat(TraceNumbers.contains(one, number)).isEqualTo(set(one).contains(number));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void a_union_has_each_number_of_any_list_once(int seed) {
    var random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      List<int[]> lists = new ArrayList<>();
      Set<Integer> all = new TreeSet<>();
      for (int left = random.nextInt(6); left > 0; left--) {
        int[] list = list(random);
        lists.add(list);
        all.addAll(set(list));
      }

      assertThat(TraceNumbers.union(lists))
          .isEqualTo(all.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  @Test
  void a_part_between_two_numbers_has_both() {
    int[] list = {2, 4, 6, 8};

    assertThat(TraceNumbers.between(list, 4, 6)).containsExactly(4, 6);
    assertThat(TraceNumbers.between(list, 3, 7)).containsExactly(4, 6);
    assertThat(TraceNumbers.between(list, 0, Integer.MAX_VALUE)).isSameAs(list);
    assertThat(TraceNumbers.between(list, 9, 10)).isEmpty();
    assertThat(TraceNumbers.between(list, 7, 3)).isEmpty();
  }

  private static int[] list(Random random) {
    int most = 1 << random.nextInt(1, 20);
    int count = random.nextInt(1 << random.nextInt(10));
    return random.ints(count, 1, most + 1).sorted().distinct().toArray();
  }

  private static Set<Integer> set(int[] numbers) {
    return new TreeSet<>(Arrays.stream(numbers).boxed().toList());
  }
}
