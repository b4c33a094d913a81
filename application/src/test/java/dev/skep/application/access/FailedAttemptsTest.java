package dev.skep.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FailedAttemptsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private long now;
  private final FailedAttempts attempts = new FailedAttempts(() -> now);

  @Test
  void the_first_twenty_of_a_minute_are_answered_at_once_and_later_ones_wait() {
    for (int i = 0; i < 20; i++) {
      assertThat(attempts.add("one")).isZero();
    }
    assertThat(attempts.add("one")).isEqualTo(SECOND);
    assertThat(attempts.add("another")).isZero();

    now += Duration.ofMinutes(1).toNanos();
    assertThat(attempts.add("one")).isZero();
  }

  @Test
  void when_many_guess_each_waits_and_few_are_remembered() {
    for (int i = 0; i < 10_000; i++) {
      attempts.add("caller " + i);
    }

    assertThat(attempts.add("one more")).isEqualTo(SECOND);
    assertThat(attempts.callers()).isEqualTo(200);
  }

  @Test
  void a_secret_is_recognised_and_never_shown() {
    var secret = SecretDigest.of("hush-hush");

    assertThat(secret.matches("hush-hush")).isTrue();
    assertThat(secret.matches("hush-hus")).isFalse();
    assertThat(secret.matches("")).isFalse();
    assertThat(secret.matches(SecretDigest.of("hush-hush"))).isTrue();
    assertThat(secret.matches(SecretDigest.of("other"))).isFalse();
    assertThat(secret.toString()).doesNotContain("hush");
  }
}
