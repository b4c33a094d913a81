package dev.skep.persistence.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.domain.trace.TraceId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TraceIdFilterTest {
  @Test
  void every_id_that_was_added_may_be_there_and_few_others() {
    var random = new Random(5);
    List<TraceId> added = ids(random, 20_000);
    TraceIdFilter filter = of(added);

    TraceIdFilter read = TraceIdFilter.of(filter.bytes());
    assertThat(added).allMatch(read::mayContain);
    assertThat(ids(random, 200_000)).filteredOn(read::mayContain).hasSizeLessThan(20);
    assertThat(filter.bytes()).hasSizeLessThan(20_000 * 32 / 8 + 128);
  }

  @Test
  void an_id_that_is_no_hexadecimal_number_is_found_too() {
    TraceIdFilter filter = of(List.of(new TraceId("abc123...")));

    assertThat(filter.mayContain(new TraceId("abc123..."))).isTrue();
    assertThat(filter.mayContain(new TraceId("abc124..."))).isFalse();
  }

  @Test
  void many_are_told_the_same_as_each() {
    var random = new Random(7);
    List<TraceId> added = ids(random, 50);
    TraceIdFilter filter = of(added);
    List<TraceId> asked = new ArrayList<>(ids(random, 5_000));
    asked.addAll(added);

    int[] among =
        filter.among(asked.stream().map(TraceIdFilter.Key::of).toArray(TraceIdFilter.Key[]::new));

    assertThat(among)
        .containsExactly(
            IntStream.range(0, asked.size()).filter(i -> filter.mayContain(asked.get(i))).toArray())
        .hasSizeGreaterThanOrEqualTo(50);
  }

  @Test
  void a_filter_without_ids_has_none() {
    assertThat(TraceIdFilter.forTraces(0).mayContain(TraceId.of(1, 2))).isFalse();
  }

  /// Files hold these bits.
  @Test
  void the_bits_of_an_id_never_change() {
    var filter = TraceIdFilter.forTraces(0);
    filter.add(TraceId.of(0x0af7_6519_16cd_43ddL, 0x8448_eb21_1c80_319cL));

    assertThat(BitSet.valueOf(filter.bytes())).hasToString("{341, 357, 385, 399, 404, 410, 466}");
  }

  @Test
  void what_is_no_filter_is_refused() {
    assertThatThrownBy(() -> TraceIdFilter.of(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TraceIdFilter.of(new byte[65]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TraceIdFilter of(List<TraceId> ids) {
    var filter = TraceIdFilter.forTraces(ids.size());
    ids.forEach(filter::add);
    return filter;
  }

  private static List<TraceId> ids(Random random, int count) {
    List<TraceId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(TraceId.of(random.nextLong(), random.nextLong()));
    }
    return ids;
  }
}
