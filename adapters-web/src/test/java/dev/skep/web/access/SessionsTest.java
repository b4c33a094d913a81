package dev.skep.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SessionsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private long now = 1;
  private final Sessions sessions = new Sessions(() -> now);

  @Test
  void each_session_has_an_id_of_256_bits_of_its_own() {
    assertThat(sessions.begin()).matches("[0-9a-f]{64}").isNotEqualTo(sessions.begin());
  }

  @Test
  void a_session_ends_when_it_is_not_used() {
    String id = sessions.begin();

    pass(HOUR.multipliedBy(12));
    assertThat(sessions.use(id)).isTrue();
    pass(HOUR.multipliedBy(12).plusSeconds(1));
    assertThat(sessions.use(id)).isFalse();
    assertThat(sessions.count()).isZero();
  }

  @Test
  void a_session_ends_after_a_week_however_much_it_is_used() {
    String id = sessions.begin();
    for (int i = 0; i < 7 * 24; i++) {
      pass(HOUR);
      assertThat(sessions.use(id)).isTrue();
    }

    pass(HOUR);
    assertThat(sessions.use(id)).isFalse();
  }

  @Test
  void there_are_never_more_than_a_thousand_and_the_one_unused_longest_goes_first() {
    String first = sessions.begin();
    String second = sessions.begin();
    for (int i = 0; i < Sessions.MOST; i++) {
      assertThat(sessions.use(first)).isTrue();
      sessions.begin();
    }

    assertThat(sessions.count()).isEqualTo(Sessions.MOST);
    assertThat(sessions.use(first)).isTrue();
    assertThat(sessions.use(second)).isFalse();
  }

  @Test
  void what_was_never_begun_or_was_ended_is_no_session() {
    String id = sessions.begin();
    sessions.end(id);

    assertThat(sessions.use(id)).isFalse();
    assertThat(sessions.use("")).isFalse();
    assertThat(sessions.use("0".repeat(64))).isFalse();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
