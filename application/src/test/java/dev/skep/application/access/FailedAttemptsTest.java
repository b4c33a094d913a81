package dev.skep.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FailedAttemptsTest {
  private static final InetAddress ONE = InetAddress.ofLiteral("10.0.0.1");
  private static final InetAddress ANOTHER = InetAddress.ofLiteral("10.0.0.2");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private long now;
  private final FailedAttempts attempts = new FailedAttempts(() -> now);

  @Test
  void the_first_twenty_of_a_minute_are_answered_at_once_and_later_ones_wait() {
    for (int i = 0; i < 20; i++) {
      assertThat(attempts.add(ONE)).isZero();
    }
    assertThat(attempts.add(ONE)).isEqualTo(SECOND);
    assertThat(attempts.add(ANOTHER)).isZero();

    now += Duration.ofMinutes(1).toNanos();
    assertThat(attempts.add(ONE)).isZero();
  }

  @Test
  void all_addresses_of_one_ipv6_network_are_one_caller() {
    for (int i = 0; i < 20; i++) {
      assertThat(attempts.add(InetAddress.ofLiteral("2001:db8:0:1::" + i))).isZero();
    }

    assertThat(attempts.add(InetAddress.ofLiteral("2001:db8:0:1:ffff::1"))).isEqualTo(SECOND);
    assertThat(attempts.add(InetAddress.ofLiteral("2001:db8:0:2::1"))).isZero();
  }

  @Test
  void when_many_guess_each_waits_and_few_are_remembered() {
    for (int i = 0; i < 10_000; i++) {
      attempts.add(InetAddress.ofLiteral("10.1." + i / 256 + "." + i % 256));
    }

    assertThat(attempts.add(ONE)).isEqualTo(SECOND);
    assertThat(attempts.callers()).isEqualTo(200);
  }

  @Test
  void a_secret_is_recognised_and_never_shown() {
    var secret = SecretDigest.of("hush-hush");

    assertThat(secret.matches(SecretDigest.of("hush-hush"))).isTrue();
    for (String wrong : List.of("", "h", "hush-hus", "hush-husH", "hush-hush ", "other")) {
      assertThat(secret.matches(SecretDigest.of(wrong))).as(wrong).isFalse();
    }
    assertThat(secret.toString()).doesNotContain("hush");
  }
}
