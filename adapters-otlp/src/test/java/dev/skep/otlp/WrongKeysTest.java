package dev.skep.otlp;

import static dev.skep.otlp.DoorUnderTest.JSON;
import static dev.skep.otlp.DoorUnderTest.SEED_PATH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.HeardLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class WrongKeysTest {
  private static final byte[] EMPTY = "{\"resourceSpans\":[]}".getBytes(UTF_8);

  @Test
  void who_guesses_keys_is_slowed_down_and_logged_once_and_who_has_one_is_not() throws Exception {
    try (var log = new HeardLog(WrongKeys.class);
        var door = DoorUnderTest.open();
        var guessers = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      List<Future<Integer>> guesses = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String guess = "guess-" + i;
        guesses.add(guessers.submit(() -> door.postWithKey(guess, EMPTY).statusCode()));
      }
      assertThat(door.post(SEED_PATH, JSON, EMPTY).statusCode()).isEqualTo(200);
      long good = System.nanoTime() - start;
      for (Future<Integer> guess : guesses) {
        assertThat(guess.get()).isEqualTo(401);
      }
      long all = System.nanoTime() - start;

      assertThat(all).isGreaterThan(Duration.ofSeconds(1).toNanos());
      assertThat(good).isLessThan(all);
      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("from 127.0.0.1")
          .doesNotContain("guess");
    }
  }

  @Test
  void behind_a_proxy_it_is_told_who_called_the_proxy() {
    try (var log = new HeardLog(WrongKeys.class);
        var door = DoorUnderTest.behind("127.0.0.1")) {
      door.postWithKey("guess", EMPTY, "X-Forwarded-For", "203.0.113.9");

      assertThat(log.messages()).singleElement().asString().contains("from 203.0.113.9");
    }
  }

  @Test
  void whom_nobody_believes_cannot_call_in_the_name_of_another() {
    try (var log = new HeardLog(WrongKeys.class);
        var door = DoorUnderTest.behind("192.0.2.1")) {
      door.postWithKey("guess", EMPTY, "X-Forwarded-For", "203.0.113.9");

      assertThat(log.messages()).singleElement().asString().contains("from 127.0.0.1");
    }
  }
}
