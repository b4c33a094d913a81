package dev.skep.persistence.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceSetTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void it_has_what_is_in_any_of_the_lists(long seed) {
    var random = new SplittableRandom(seed);
    var set = new TraceSet();
    var expected = new BitSet();
    for (int i = 0; i < 20; i++) {
      int[] list = list(random);
      set.add(TraceNumbers.encode(list));
      IntStream.of(list).forEach(expected::set);
      assertThat(set.toBitSet()).isEqualTo(expected);
    }
  }

  @Test
  void a_damaged_list_is_none() {
    byte[] sparse = TraceNumbers.encode(new int[] {1, 1_000, 100_000});
    byte[] dense = TraceNumbers.encode(IntStream.range(5, 500).toArray());
    for (byte[] list : new byte[][] {sparse, dense}) {
      byte[] cut = Arrays.copyOf(list, list.length - 1);
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> new TraceSet().add(cut));
    }
    byte[] tooLarge = {4, -1, -1, -1, -1, 0x7f, 1};
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> new TraceSet().add(tooLarge));
  }

  @Test
  void a_damaged_list_does_not_take_the_memory_that_it_asks_for() {
    byte[] number = {2, (byte) 0x80, (byte) 0x80, (byte) 0x80, 32}; // 2^26
    byte[] bits = {3, (byte) 0x80, (byte) 0x80, (byte) 0x80, 32, 1};
    for (byte[] list : new byte[][] {number, bits}) {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> new TraceSet().add(list));
    }
  }

  /// Of any density, so that it is written in one way or the other, up to a place of its own.
  private static int[] list(SplittableRandom random) {
    int most = 1 + random.nextInt(20_000);
    int one = 1 + random.nextInt(30);
    return IntStream.rangeClosed(1 + random.nextInt(200), most)
        .filter(each -> random.nextInt(one) == 0)
        .toArray();
  }
}
