package dev.skep.domain.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationHistogramTest {
  private static final double[] SHARES = {0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void every_quantile_is_right_within_one_and_a_tenth_percent(long seed) {
    Random random = new Random(seed);
    double spread = 0.2 + random.nextDouble() * 3;
    long[] durations = new long[20_000];
    var counts = new CallTally();
    for (int i = 0; i < durations.length; i++) {
      durations[i] = Math.round(Math.exp(Math.log(3e6) + random.nextGaussian() * spread));
      counts.add(durations[i], false);
    }
    Arrays.sort(durations);

    for (double share : SHARES) {
      double exact = durations[(int) Math.ceil(share * durations.length) - 1];
      assertThat((double) counts.histogram().quantile(share))
          .as("share %s of spread %s", share, spread)
          .isCloseTo(exact, within(exact * 0.0111));
    }
  }

  @Test
  void the_middle_of_its_bucket_is_near_every_length_of_time() {
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      long nanos = random.nextLong() >>> (1 + random.nextInt(62));
      double middle = DurationBuckets.middle(DurationBuckets.of(nanos));
      if (nanos > 0) {
        assertThat(Math.abs(middle - nanos) / nanos).as("%d ns", nanos).isLessThan(0.0110);
      }
    }
  }

  @Test
  void buckets_are_those_of_opentelemetry_with_the_upper_limit_inside() {
    for (int doublings = 1; doublings < 63; doublings++) {
      int bucket = DurationBuckets.of(1L << doublings);
      assertThat(bucket).isEqualTo(doublings * 32 - 1 + 2);
      assertThat(DurationBuckets.of((1L << doublings) + 1)).isGreaterThan(bucket);
    }
    assertThat(DurationBuckets.of(0)).isZero();
    assertThat(DurationBuckets.of(1)).isEqualTo(1);
    assertThat(DurationBuckets.of(Long.MAX_VALUE)).isEqualTo(DurationBuckets.END - 1);
  }

  @Test
  void a_longer_time_is_never_in_a_lower_bucket() {
    int before = 0;
    for (long nanos = 0; nanos < 100_000; nanos++) {
      int bucket = DurationBuckets.of(nanos);
      assertThat(bucket).isGreaterThanOrEqualTo(before);
      before = bucket;
    }
  }

  @Test
  void adding_histograms_is_counting_everything_in_one() {
    Random random = new Random(3);
    var all = new CallTally();
    var sum = new CallTally();
    for (int part = 0; part < 10; part++) {
      var tally = new CallTally();
      for (int i = random.nextInt(50); i > 0; i--) {
        long nanos = random.nextLong() >>> random.nextInt(1, 64);
        boolean error = random.nextBoolean();
        all.add(nanos, error);
        tally.add(nanos, error);
      }
      sum.add(
          tally.calls(),
          tally.errors(),
          tally.durationSum(),
          tally.shortest(),
          tally.longest(),
          tally.histogramBytes());
    }

    assertThat(sum.statistics()).isEqualTo(all.statistics());
  }

  @Test
  void what_is_taken_back_elsewhere_makes_sense_in_the_sum() {
    var here = new CallTally();
    here.add(1_000, true);
    here.add(2_000, false);
    var there = new CallTally();
    there.takeBack(1_000, true);
    here.add(there.calls(), there.errors(), there.durationSum(), 1, 1, there.histogramBytes());
    var expected = new CallTally();
    expected.add(2_000, false);

    assertThat(here.calls()).isEqualTo(1);
    assertThat(here.errors()).isZero();
    assertThat(here.durationSum()).isEqualTo(2_000);
    assertThat(here.histogram()).isEqualTo(expected.histogram());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_short_form_is_read_back_equal(long seed) {
    Random random = new Random(seed);
    var tally = new CallTally();
    for (int i = 0; i < 500; i++) {
      long nanos = random.nextLong() >>> random.nextInt(1, 64);
      if (random.nextInt(3) == 0) {
        tally.takeBack(nanos, false);
      } else {
        tally.add(nanos, false);
      }
    }
    byte[] bytes = tally.histogramBytes();

    assertThat(DurationHistogram.ofBytes(bytes)).isEqualTo(tally.histogram());
    assertThat(DurationHistogram.ofBytes(bytes).toBytes()).isEqualTo(bytes);
    assertThat(DurationHistogram.ofBytes(new byte[0])).isEqualTo(DurationHistogram.EMPTY);
  }

  @Test
  void a_common_histogram_is_a_few_hundred_bytes() {
    Random random = new Random(1);
    var tally = new CallTally();
    for (int i = 0; i < 10_000; i++) {
      tally.add(Math.round(Math.exp(Math.log(3e6) + random.nextGaussian())), false);
    }

    assertThat(tally.histogramBytes()).hasSizeLessThan(800);
  }

  @Test
  void damaged_bytes_are_refused() {
    Random random = new Random(5);
    assertThatThrownBy(() -> DurationHistogram.ofBytes(new byte[] {(byte) 0x80}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DurationHistogram.ofBytes(new byte[] {0, 1}))
        .isInstanceOf(IllegalArgumentException.class);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      try {
        assertThat(DurationHistogram.ofBytes(bytes)).isNotNull();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessage("not a histogram");
      }
    }
  }

  @Test
  void no_calls_have_no_duration() {
    assertThat(DurationHistogram.EMPTY.quantile(0.5)).isZero();
    assertThat(CallStatistics.NONE.quantile(0.99)).isZero();
  }

  @Test
  void a_sum_that_is_too_large_stays_at_the_largest_number() {
    var tally = new CallTally();
    tally.add(Long.MAX_VALUE, false);
    tally.add(Long.MAX_VALUE, false);

    assertThat(tally.durationSum()).isEqualTo(Long.MAX_VALUE);
    assertThat(tally.statistics().quantile(0.5)).isEqualTo(Long.MAX_VALUE);
  }
}
