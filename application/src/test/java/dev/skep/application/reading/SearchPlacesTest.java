package dev.skep.application.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.application.StorageUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SearchPlacesTest {
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    readers.close();
  }

  @Test
  void so_many_run_at_once_and_one_more_is_turned_away() throws Exception {
    var places = new SearchPlaces(3, 2, Duration.ofMillis(50));
    Held first = hold(places, "a", 2);
    Held second = hold(places, "b", 1);

    assertThatThrownBy(() -> search(places, "c"))
        .isInstanceOf(StorageUnavailableException.class)
        .hasMessage("Too many searches are running. Try again in a few seconds.");
    assertThat(places.figures()).isEqualTo(new SearchFigures(3, 3, 2, 0, 1));

    first.end();
    second.end();
    assertThat(search(places, "c")).isEqualTo("found");
    assertThat(places.figures()).isEqualTo(new SearchFigures(0, 3, 2, 0, 1));
  }

  @Test
  void one_reader_has_only_some_of_the_places() throws Exception {
    var places = new SearchPlaces(8, 2, Duration.ofMillis(50));
    Held greedy = hold(places, "greedy", 2);

    assertThatThrownBy(() -> search(places, "greedy"))
        .isInstanceOf(StorageUnavailableException.class);
    assertThat(search(places, "modest")).isEqualTo("found");

    greedy.end();
  }

  @Test
  void who_has_the_fewest_places_is_next() throws Exception {
    var places = new SearchPlaces(4, 3, Duration.ofSeconds(20));
    Held a = hold(places, "a", 2);
    Held b = hold(places, "b", 1);
    Held other = hold(places, "other", 1);
    var order = new ConcurrentLinkedQueue<String>();
    List<Future<?>> waiting = new ArrayList<>();
    for (String reader : List.of("a", "b", "c")) {
      waiting.add(
          readers.submit(
              () -> Places.onBehalfOf(reader, () -> places.search(() -> order.add(reader)))));
      await(places, waiting.size());
    }

    // The one place goes from hand to hand.
    other.end();

    for (Future<?> search : waiting) {
      search.get();
    }
    assertThat(order).containsExactly("c", "b", "a");
    a.end();
    b.end();
  }

  @Test
  void never_more_run_than_there_are_places_and_all_are_given_back() throws Exception {
    var places = new SearchPlaces(5, 2, Duration.ofSeconds(20));
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      String reader = "reader " + i % 7;
      boolean fails = i % 3 == 0;
      all.add(
          readers.submit(
              () -> Places.onBehalfOf(reader, () -> places.search(() -> busy(now, most, fails)))));
    }
    for (Future<?> search : all) {
      try {
        search.get();
      } catch (ExecutionException e) {
        assertThat(e).hasRootCauseMessage("no such thing");
      }
    }

    assertThat(most.get()).isBetween(2, 5);
    assertThat(places.figures()).isEqualTo(new SearchFigures(0, 5, 2, 0, 0));
  }

  private static int busy(AtomicInteger now, AtomicInteger most, boolean fails) {
    int running = now.incrementAndGet();
    most.accumulateAndGet(running, Math::max);
    LockSupport.parkNanos(100_000);
    now.decrementAndGet();
    if (fails) {
      throw new IllegalStateException("no such thing");
    }
    return running;
  }

  private static String search(SearchPlaces places, String reader) {
    return Places.onBehalfOf(reader, () -> places.search(() -> "found"));
  }

  private static void await(SearchPlaces places, int waiting) throws InterruptedException {
    while (places.figures().waiting() < waiting) {
      Thread.sleep(1);
    }
  }

  private Held hold(SearchPlaces places, String reader, int searches) throws InterruptedException {
    var held = new Held(new Semaphore(0), new Semaphore(0), new ArrayList<>());
    for (int i = 0; i < searches; i++) {
      held.searches()
          .add(
              readers.submit(() -> Places.onBehalfOf(reader, () -> places.search(held::untilEnd))));
    }
    held.begun().acquire(searches);
    return held;
  }

  /// Searches that do not end by themselves.
  private record Held(Semaphore begun, Semaphore ending, List<Future<?>> searches) {
    boolean untilEnd() {
      begun.release();
      ending.acquireUninterruptibly();
      return true;
    }

    void end() throws Exception {
      ending.release(searches.size());
      for (Future<?> search : searches) {
        search.get();
      }
    }
  }
}
