package dev.skep.persistence.write;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.WriteResult;
import dev.skep.domain.trace.Span;
import dev.skep.persistence.segment.SegmentWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Something for the writer thread to do, and the caller's wait for its outcome.
///
/// @param <T> the outcome
public abstract sealed class WriteTask<T> {
  // A sender that waits longer is likely to have gone.
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final long madeAt = System.nanoTime();
  private final CompletableFuture<Outcome<T>> outcome = new CompletableFuture<>();

  /// How many spans wait in this task.
  public abstract int spanCount();

  /// How long ago it was made.
  final Duration age() {
    return Duration.ofNanos(System.nanoTime() - madeAt);
  }

  public final void succeed(T result) {
    outcome.complete(new Done<>(result));
  }

  public final void fail(StorageUnavailableException reason) {
    outcome.complete(new Failed<>(reason));
  }

  /// Waits until the writer thread is done with this.
  ///
  /// @throws StorageUnavailableException if it could not be done
  public final T await() {
    return switch (outcomeInTime()) {
      case Done<T>(T result) -> result;
      // A new one, so that its stack trace shows who waited.
      case Failed<T>(StorageUnavailableException reason) ->
          throw new StorageUnavailableException(String.valueOf(reason.getMessage()), reason);
    };
  }

  private Outcome<T> outcomeInTime() {
    try {
      return outcome.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageUnavailableException("The request was given up.", e);
    } catch (TimeoutException e) {
      // It may still be stored. The sender will send it again, and then it is known.
      throw new StorageUnavailableException("Storing takes too long.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private sealed interface Outcome<T> {}

  private record Done<T>(T result) implements Outcome<T> {}

  private record Failed<T>(StorageUnavailableException reason) implements Outcome<T> {}

  /// A batch of spans to be stored, together with others if others wait.
  public static final class Batch extends WriteTask<WriteResult> {
    private final List<Span> spans;

    public Batch(List<Span> spans) {
      this.spans = List.copyOf(spans);
    }

    public List<Span> spans() {
      return spans;
    }

    @Override
    public int spanCount() {
      return spans.size();
    }
  }

  /// Something else to be done with the connection that writes, between two transactions.
  public static final class Errand extends WriteTask<Boolean> {
    private final Work work;

    public Errand(Work work) {
      this.work = work;
    }

    public void run(SegmentWriter segment) throws SQLException {
      work.run(segment);
    }

    @Override
    public int spanCount() {
      return 0;
    }
  }

  public interface Work {
    void run(SegmentWriter segment) throws SQLException;
  }
}
