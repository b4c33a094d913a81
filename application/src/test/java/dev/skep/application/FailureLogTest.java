package dev.skep.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FailureLogTest {
  private static final System.Logger LOG = System.getLogger(FailureLogTest.class.getName());

  private final HeardLog log = new HeardLog(FailureLogTest.class);
  private final List<LogRecord> lines = log.lines();
  private final AtomicLong nanoTime = new AtomicLong();
  private final FailureLog failures = new FailureLog(nanoTime::get);

  @AfterEach
  void leave() {
    assertThat(lines).extracting(LogRecord::getLevel).containsOnly(Level.SEVERE);
    log.close();
  }

  @Test
  void the_first_of_a_kind_is_told_in_full_and_the_others_come_to_a_line_a_minute() {
    String id = add(failure("first"));
    for (int second = 1; second <= 125; second++) {
      nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
      assertThat(add(failure("number " + second))).isEqualTo(id);
    }

    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst().getMessage()).isEqualTo("Error " + id + " while answering GET");
    assertThat(lines.getFirst().getThrown()).hasMessage("first");
    assertThat(lines.subList(1, 3))
        .allSatisfy(line -> {
          assertThat(line.getThrown()).isNull();
          assertThat(line.getMessage())
              .isEqualTo(
                  "Error " + id + " while answering GET; times since the last such line: 60");
        });
    assertThat(failures.count()).isEqualTo(126);
  }

  @Test
  void after_an_hour_one_is_told_in_full_again() {
    add(failure("first"));
    nanoTime.addAndGet(TimeUnit.MINUTES.toNanos(59));
    add(failure("in the same hour"));
    nanoTime.addAndGet(TimeUnit.MINUTES.toNanos(1));
    add(failure("an hour later"));

    assertThat(lines)
        .extracting(LogRecord::getThrown)
        .map(thrown -> thrown == null)
        .containsExactly(false, true, false);
  }

  @Test
  void what_is_thrown_elsewhere_is_of_another_kind_and_so_is_another_exception() {
    String here = add(new IllegalStateException("here"));
    String there = add(new IllegalStateException("there"));
    String other = add(new IllegalArgumentException("other"));
    String caused = add(new IllegalStateException("caused", new IllegalArgumentException()));

    assertThat(List.of(here, there, other, caused)).doesNotHaveDuplicates();
    assertThat(lines).extracting(LogRecord::getThrown).doesNotContainNull().hasSize(4);
  }

  @Test
  void kinds_without_end_are_not_told_apart_without_end() {
    for (int i = 0; i < 10 * FailureLog.MOST_KINDS; i++) {
      failures.add(LOG, "answering GET", thrownAt(i));
    }

    assertThat(lines).hasSize(FailureLog.MOST_KINDS + 1);
    assertThat(failures.count()).isEqualTo(10L * FailureLog.MOST_KINDS);
  }

  private String add(Throwable failure) {
    return failures.add(LOG, "answering GET", failure);
  }

  /// All of one kind.
  private static Throwable failure(String message) {
    return new IllegalStateException(message);
  }

  private static Throwable thrownAt(int line) {
    var thrown = new IllegalStateException();
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("dev.skep.Some", "method", "Some.java", line)
        });
    return thrown;
  }
}
