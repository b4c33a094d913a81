package dev.skep.otlp;

import static dev.skep.otlp.DoorUnderTest.JSON;
import static dev.skep.otlp.DoorUnderTest.SEED_PATH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

final class WrongKeysTest {
  private static final byte[] EMPTY = "{\"resourceSpans\":[]}".getBytes(UTF_8);

  @Test
  void who_guesses_keys_is_slowed_down_and_logged_once_and_who_has_one_is_not() throws Exception {
    List<String> logged = Collections.synchronizedList(new ArrayList<>());
    Logger logger = Logger.getLogger(WrongKeys.class.getName());
    Handler handler = recorder(logged);
    logger.addHandler(handler);
    try (var door = DoorUnderTest.open();
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
      assertThat(logged)
          .singleElement()
          .asString()
          .contains("from 127.0.0.1")
          .doesNotContain("guess");
    } finally {
      logger.removeHandler(handler);
    }
  }

  private static Handler recorder(List<String> logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        logged.add(record.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
