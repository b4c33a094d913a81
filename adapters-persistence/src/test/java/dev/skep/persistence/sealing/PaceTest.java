package dev.skep.persistence.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long WORK_NANOS = 4_000_000;

  @Test
  void it_rests_as_long_as_it_works() {
    var pace = new Pace(() -> false);
    long begin = System.nanoTime();

    for (int i = 0; i < 5; i++) {
      work();
      pace.rest();
    }

    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(5 * 2 * WORK_NANOS);
  }

  @Test
  void many_small_steps_are_work_too() {
    var pace = new Pace(() -> false);
    long begin = System.nanoTime();
    work();

    for (int i = 0; i < 64; i++) {
      pace.step();
    }

    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(2 * WORK_NANOS);
  }

  @Test
  void who_waits_for_the_end_ends_a_pause() {
    long asked = System.nanoTime() + WORK_NANOS;
    var pace = new Pace(() -> System.nanoTime() - asked > 0);

    pace.pause(Duration.ofHours(1));

    assertThat(System.nanoTime() - asked).isPositive();
  }

  private static void work() {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < WORK_NANOS) {
      Thread.onSpinWait();
    }
  }
}
