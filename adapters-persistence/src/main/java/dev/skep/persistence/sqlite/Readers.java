package dev.skep.persistence.sqlite;

import dev.skep.application.RareWarning;
import dev.skep.application.StorageUnavailableException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/// The connections that answer questions about one segment: a few, opened when first needed. Each
/// question is answered from one snapshot and within a time limit.
public final class Readers implements AutoCloseable {
  public static final int MOST = 4;
  public static final Duration TIME_LIMIT = Duration.ofSeconds(10);

  private static final Logger LOG = System.getLogger(Readers.class.getName());

  private final Path file;
  private final Duration timeLimit;
  private final Semaphore places = new Semaphore(MOST, true);
  private final IdleConnections idle;
  private final Set<ReadConnection> busy = ConcurrentHashMap.newKeySet();
  private final RareWarning warning = new RareWarning(LOG, System::nanoTime);
  private volatile boolean closed;

  public Readers(Path file, Duration timeLimit) {
    this(file, timeLimit, new IdleConnections(MOST));
  }

  /// Opens nothing yet.
  ///
  /// @param idle where connections wait, together with those of other segments
  public Readers(Path file, Duration timeLimit, IdleConnections idle) {
    this.file = file;
    this.timeLimit = timeLimit;
    this.idle = idle;
  }

  /// Answers a question within the usual time limit.
  ///
  /// @throws StorageUnavailableException if there is no answer in time, or none at all
  public <T> T read(Function<DSLContext, T> question) {
    return read(timeLimit, question);
  }

  /// Answers a question from one snapshot.
  ///
  /// @param within how long the whole may take
  /// @throws StorageUnavailableException if there is no answer in time, or none at all
  public <T> T read(Duration within, Function<DSLContext, T> question) {
    takePlace();
    try {
      return answer(within, question);
    } catch (UncheckedIOException e) {
      // What stands in the file could not be made sense of.
      throw unavailable(Trouble.DAMAGED, e);
    } catch (SQLException | DataAccessException e) {
      throw unavailable(Trouble.of(e), e);
    } finally {
      places.release();
    }
  }

  /// Who asked is told that there is no answer; who runs Skep has to know of which file.
  private StorageUnavailableException unavailable(Trouble trouble, Exception cause) {
    if (trouble == Trouble.DAMAGED || trouble == Trouble.BROKEN) {
      warning.add(
          1,
          count ->
              "The file "
                  + file
                  + (trouble == Trouble.DAMAGED ? " is damaged" : " could not be read")
                  + "; the command check looks through all files. Questions that were not answered"
                  + " since the last such line: "
                  + count);
    }
    return new StorageUnavailableException(trouble.message(), cause);
  }

  private <T> T answer(Duration within, Function<DSLContext, T> question) throws SQLException {
    Optional<ReadConnection> waiting = idle.take(this);
    ReadConnection connection = waiting.isPresent() ? waiting.get() : ReadConnection.open(file);
    busy.add(connection);
    boolean answered = false;
    try {
      if (closed) {
        throw closing();
      }
      T answer = connection.read(within, question);
      answered = true;
      return answer;
    } finally {
      busy.remove(connection);
      // After a failure nobody knows what the connection is in the middle of.
      if (answered) {
        idle.add(this, connection);
      } else {
        connection.close();
      }
    }
  }

  private void takePlace() {
    boolean free;
    try {
      free = places.tryAcquire(timeLimit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageUnavailableException("The request was given up.", e);
    }
    if (!free) {
      throw new StorageUnavailableException("Too much is being read at once.");
    }
    if (closed) {
      places.release();
      throw closing();
    }
  }

  private static StorageUnavailableException closing() {
    return new StorageUnavailableException("The store is closing.");
  }

  /// Stops the questions that are being answered, and waits until they are gone.
  @Override
  public void close() throws SQLException {
    closed = true;
    busy.forEach(ReadConnection::stop);
    places.acquireUninterruptibly(MOST);
    try {
      idle.close(this);
    } finally {
      places.release(MOST);
    }
  }
}
