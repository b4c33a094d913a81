package dev.skep.domain.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.skep.domain.trace.TraceId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SampleRateTest {
  private static final int MANY = 20_000;

  @Test
  void one_keeps_every_trace_and_zero_none() {
    for (TraceId id : ids(i -> "%032x".formatted(i + 1))) {
      assertThat(new SampleRate(1).keeps(id)).isTrue();
      assertThat(new SampleRate(0).keeps(id)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.25, 0.5, 0.9})
  void the_share_is_right_for_ids_of_every_sort(double rate) {
    Random random = new Random(7);

    assertShare(rate, i -> "%016x%016x".formatted(random.nextLong(), random.nextLong() | 1));
    // Counted, as a simple sender does.
    assertShare(rate, i -> "%032x".formatted(i + 1));
    // Alike in their last digits, as behind a sender that samples by them.
    assertShare(rate, i -> "%024xffffffff".formatted(i));
    assertShare(rate, i -> "request-" + i + "...");
    assertShare(rate, i -> i + "-заказ");
  }

  @Test
  void a_trace_kept_by_a_small_rate_is_kept_by_a_larger_one() {
    SampleRate small = new SampleRate(0.1);
    SampleRate large = new SampleRate(0.3);

    assertThat(ids(i -> "%032x".formatted(i + 1)))
        .filteredOn(small::keeps)
        .isNotEmpty()
        .allMatch(large::keeps);
  }

  @Test
  void the_same_traces_are_kept_in_every_version_of_skep() {
    SampleRate half = new SampleRate(0.5);

    String fates =
        IntStream.rangeClosed(1, 16)
            .mapToObj(i -> half.keeps(id("%032x".formatted(i))) ? "+" : "-")
            .collect(Collectors.joining());

    assertThat(fates).isEqualTo("-+--++-++-+-++-+");
  }

  @Test
  void letter_case_of_a_regular_id_does_not_decide() {
    SampleRate half = new SampleRate(0.5);

    assertThat(ids(i -> "abcdef%026x".formatted(i)))
        .allMatch(id -> half.keeps(id) == half.keeps(id(id.value().toUpperCase(Locale.ROOT))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.000001, Double.NaN, Double.POSITIVE_INFINITY})
  void what_is_no_share_is_refused(double value) {
    assertThatThrownBy(() -> new SampleRate(value)).isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertShare(double rate, IntFunction<String> text) {
    SampleRate sampleRate = new SampleRate(rate);
    long kept = ids(text).stream().filter(sampleRate::keeps).count();
    // Four standard deviations.
    double tolerance = 4 * Math.sqrt(rate * (1 - rate) / MANY);
    assertThat((double) kept / MANY).isCloseTo(rate, within(tolerance));
  }

  private static List<TraceId> ids(IntFunction<String> text) {
    return IntStream.range(0, MANY).mapToObj(text).map(SampleRateTest::id).toList();
  }

  private static TraceId id(String text) {
    return TraceId.parse(text).orElseThrow();
  }
}
