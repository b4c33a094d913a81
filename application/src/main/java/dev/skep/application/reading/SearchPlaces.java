package dev.skep.application.reading;

import dev.skep.application.StorageUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// How many searches run at once: so many of all readers, and only some of these of one, so that a
/// reader who asks for very much at once keeps nobody else from an answer. One more search waits a
/// while for a place. Of those that wait, one of the reader with the fewest places is next.
public final class SearchPlaces {
  /// How many there are.
  public static final int MOST = 8;

  /// How many one reader may have.
  public static final int MOST_OF_ONE = 4;

  /// How long a search waits for one.
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final ScopedValue<String> READER = ScopedValue.newInstance();
  private static final String NOBODY = "";

  private final int most;
  private final int mostOfOne;
  private final Duration patience;
  private final Map<String, Integer> taken = new HashMap<>();
  // In the order in which they came. None of them could have a place that is free.
  private final List<Waiting> waiting = new ArrayList<>();
  private int running;
  private long turnedAway;

  /// So many as the constants say.
  public SearchPlaces() {
    this(MOST, MOST_OF_ONE, PATIENCE);
  }

  /// @param most how many there are
  /// @param mostOfOne how many one reader may have
  /// @param patience how long a search waits for one
  public SearchPlaces(int most, int mostOfOne, Duration patience) {
    this.most = most;
    this.mostOfOne = mostOfOne;
    this.patience = patience;
  }

  /// Does something for a reader: searches on the way take that reader's places. Searches outside
  /// of any such work share the places of one reader.
  ///
  /// @param reader tells one from another
  public static <T, X extends Throwable> T onBehalfOf(
      String reader, ScopedValue.CallableOp<T, X> work) throws X {
    return ScopedValue.where(READER, reader).call(work);
  }

  /// Searches as soon as there is a place. A search must not search on its way.
  ///
  /// @throws StorageUnavailableException if there is no place in time
  public <T> T search(Supplier<T> search) {
    String reader = READER.orElse(NOBODY);
    take(reader);
    try {
      return search.get();
    } finally {
      giveBack(reader);
    }
  }

  /// As of now.
  public synchronized SearchFigures figures() {
    return new SearchFigures(running, most, mostOfOne, waiting.size(), turnedAway);
  }

  private void take(String reader) {
    var one = new Waiting(reader, new CountDownLatch(1));
    synchronized (this) {
      if (running < most && mayHaveMore(one)) {
        seat(one);
        return;
      }
      waiting.add(one);
    }
    boolean interrupted = false;
    try {
      one.seated().await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      interrupted = true;
    }
    synchronized (this) {
      // It may have got a place at the last moment; then it is not among them any more.
      if (waiting.remove(one)) {
        turnedAway++;
        throw new StorageUnavailableException(
            interrupted
                ? "The request was given up."
                : "Too many searches are running. Try again in a few seconds.");
      }
    }
  }

  private synchronized void giveBack(String reader) {
    running--;
    taken.merge(reader, -1, (before, less) -> before + less == 0 ? null : before + less);
    waiting.stream()
        .filter(this::mayHaveMore)
        .min(Comparator.comparingInt(one -> placesOf(one.reader())))
        .ifPresent(next -> {
          waiting.remove(next);
          seat(next);
        });
  }

  private void seat(Waiting one) {
    running++;
    taken.merge(one.reader(), 1, Integer::sum);
    one.seated().countDown();
  }

  private boolean mayHaveMore(Waiting one) {
    return placesOf(one.reader()) < mostOfOne;
  }

  private int placesOf(String reader) {
    return taken.getOrDefault(reader, 0);
  }

  /// A search without a place. Equal to no other: each has a latch of its own.
  private record Waiting(String reader, CountDownLatch seated) {}
}
