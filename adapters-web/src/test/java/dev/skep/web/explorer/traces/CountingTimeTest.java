package dev.skep.web.explorer.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CountingTimeTest {
  @Test
  void the_first_pages_after_a_start_may_wait_longer_for_what_is_counted() {
    var time = new CountingTime();

    for (int page = 1; page <= 5; page++) {
      assertThat(time.next()).isEqualTo(Duration.ofMillis(400));
    }
    assertThat(time.next()).isEqualTo(Duration.ofMillis(80));
    assertThat(time.next()).isEqualTo(Duration.ofMillis(80));
  }
}
