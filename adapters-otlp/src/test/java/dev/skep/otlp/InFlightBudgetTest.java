package dev.skep.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class InFlightBudgetTest {
  private static final Duration NEVER = Duration.ZERO;
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void what_is_taken_is_given_back_at_the_end() throws NoRoomException {
    var budget = new InFlightBudget(100, NEVER);
    try (var share = budget.open()) {
      share.take(60);
      share.take(30);
      assertThat(budget.freeBytes()).isEqualTo(10);
    }
    assertThat(budget.freeBytes()).isEqualTo(100);
  }

  @Test
  void one_at_a_time_may_go_beyond_so_that_the_largest_gets_through() throws NoRoomException {
    var budget = new InFlightBudget(100, NEVER);
    try (var small = budget.open();
        var other = budget.open()) {
      small.take(50);
      try (var huge = budget.open()) {
        huge.take(500);
        huge.take(500);
        assertThatThrownBy(() -> other.take(1)).isInstanceOf(NoRoomException.class);
        assertThatThrownBy(() -> small.take(1)).isInstanceOf(NoRoomException.class);
      }
      other.take(50);
      other.take(1);
      assertThatThrownBy(() -> small.take(1)).isInstanceOf(NoRoomException.class);
    }
    assertThat(budget.freeBytes()).isEqualTo(100);
  }

  @Test
  void who_finds_no_room_waits_for_it() throws Exception {
    var budget = new InFlightBudget(100, LONG);
    var first = budget.open();
    var beyond = budget.open();
    first.take(100);
    beyond.take(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch begun = new CountDownLatch(1);
      Future<Long> waiting =
          threads.submit(() -> {
            try (var share = budget.open()) {
              begun.countDown();
              share.take(80);
              return budget.freeBytes();
            }
          });
      begun.await();
      first.close();
      assertThat(waiting.get()).isEqualTo(100 - 1 - 80);
    }
    beyond.close();
    assertThat(budget.freeBytes()).isEqualTo(100);
  }

  @Test
  void however_many_take_part_by_part_no_more_is_in_use_than_the_budget_and_one_of_them()
      throws InterruptedException, ExecutionException {
    var budget = new InFlightBudget(1000, LONG);
    AtomicLong least = new AtomicLong(Long.MAX_VALUE);
    List<Future<?>> done = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        done.add(
            threads.submit(() -> {
              try (var share = budget.open()) {
                for (int part = 0; part < 30; part++) {
                  share.take(10);
                  least.accumulateAndGet(budget.freeBytes(), Math::min);
                  Thread.sleep(1);
                }
              }
              return true;
            }));
      }
    }
    for (Future<?> each : done) {
      each.get();
    }
    assertThat(least.get()).isBetween(-300L, 1000L);
    assertThat(budget.freeBytes()).isEqualTo(1000);
  }

  @Test
  void a_body_takes_a_multiple_of_its_bytes_as_it_is_read() throws IOException {
    var budget = new InFlightBudget(100_000_000, NEVER);
    try (var share = budget.open()) {
      InputStream body = new HeldBody(new ByteArrayInputStream(new byte[1_000_000]), share);
      assertThat(budget.freeBytes()).isEqualTo(100_000_000);
      body.read();
      assertThat(budget.freeBytes()).isEqualTo(100_000_000 - 4 * 4_096);
      assertThat(body.readAllBytes()).hasSize(999_999);
      assertThat(100_000_000 - budget.freeBytes()).isBetween(4_000_000L, 4_000_000L + 8 * 65_536);
    }
    assertThat(budget.freeBytes()).isEqualTo(100_000_000);
  }
}
