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

/// A few places for all readers, and only some of these for one, so that a reader who asks for very
/// much at once keeps nobody else from an answer. Who finds none waits a while for one. Of those
/// that wait, one of the reader with the fewest places is next.
public final class Places {
  /// How long one waits for a place.
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final ScopedValue<String> READER = ScopedValue.newInstance();
  private static final String NOBODY = "";

  private final int most;
  private final int mostOfOne;
  private final Duration patience;
  private final String refusal;
  private final Map<String, Integer> taken = new HashMap<>();
  // In the order in which they came. None of them could have a place that is free.
  private final List<Waiting> waiting = new ArrayList<>();
  private int running;
  private long turnedAway;

  /// @param most how many there are
  /// @param mostOfOne how many one reader may have
  /// @param patience how long one waits for a place
  /// @param refusal what who waits in vain is told
  public Places(int most, int mostOfOne, Duration patience, String refusal) {
    this.most = most;
    this.mostOfOne = mostOfOne;
    this.patience = patience;
    this.refusal = refusal;
  }

  /// Does something for a reader: whatever takes places on the way takes that reader's. What takes
  /// some outside of any such work shares the places of one reader.
  ///
  /// @param reader tells one from another
  public static <T, X extends Throwable> T onBehalfOf(
      String reader, ScopedValue.CallableOp<T, X> work) throws X {
    return ScopedValue.where(READER, reader).call(work);
  }

  /// A place, as soon as there is one; to be given back.
  ///
  /// @throws StorageUnavailableException if there is none in time
  public Place take() {
    String reader = READER.orElse(NOBODY);
    take(reader);
    return () -> giveBack(reader);
  }

  /// Closed when it is not needed any more.
  @FunctionalInterface
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }

  synchronized SearchFigures figures() {
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
        throw new StorageUnavailableException(interrupted ? "The request was given up." : refusal);
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

  /// One without a place. Equal to no other: each has a latch of its own.
  private record Waiting(String reader, CountDownLatch seated) {}
}
