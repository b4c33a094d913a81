package dev.skep.persistence.segment;

import dev.skep.application.StorageUnavailableException;
import dev.skep.persistence.live.LiveIndex;
import dev.skep.persistence.live.LiveIndexLoader;
import dev.skep.persistence.row.SharedCache;
import dev.skep.persistence.row.StoredSpans;
import dev.skep.persistence.sqlite.IdleConnections;
import dev.skep.persistence.sqlite.Readers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jooq.DSLContext;

/// A segment that is not sealed: the open one, and those that are full and wait to be sealed. What
/// finds its rows is in memory.
public final class LiveSegment implements Segment {
  private static final Duration LOADING = Duration.ofSeconds(30);

  private final long number;
  private final Path file;
  private final long createdUnixNano;
  private final long seed;
  private final Readers readers;
  private boolean noted;
  private final SharedCache cache = new SharedCache();
  private volatile CompletableFuture<LiveIndex> index = new CompletableFuture<>();

  LiveSegment(
      long number,
      Path file,
      long createdUnixNano,
      long seed,
      Duration readingTimeLimit,
      IdleConnections idle) {
    this.number = number;
    this.file = file;
    this.createdUnixNano = createdUnixNano;
    this.seed = seed;
    this.readers = new Readers(file, readingTimeLimit, idle);
  }

  @Override
  public long number() {
    return number;
  }

  public Path file() {
    return file;
  }

  /// When it was begun, in nanoseconds since 1970.
  long createdUnixNano() {
    return createdUnixNano;
  }

  /// Makes the index from the rows that are stored. Must be done before the segment can be read,
  /// and again after a write has failed.
  LiveIndex load() throws SQLException {
    LiveIndex loaded = LiveIndexLoader.load(file, seed);
    if (!index.complete(loaded)) {
      index = CompletableFuture.completedFuture(loaded);
    }
    return loaded;
  }

  /// The index of a segment that has no rows yet.
  LiveIndex begin() {
    var empty = new LiveIndex(seed);
    index.complete(empty);
    return empty;
  }

  /// Notes which of the traces here lie in older segments too, once.
  synchronized void noteOlderPieces(OlderPieces older) {
    if (!noted) {
      older.note(index());
      noted = true;
    }
  }

  boolean isLoaded() {
    return index.isDone();
  }

  /// The index, which is made now if nobody has made it yet.
  LiveIndex loaded() throws SQLException {
    return index.isDone() ? index() : load();
  }

  /// The index; waits while it is being made.
  public LiveIndex index() {
    try {
      return index.get(LOADING.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageUnavailableException("The request was given up.", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new StorageUnavailableException("The newest spans are still being loaded.", e);
    }
  }

  /// Reads the file. What is taken from the index must be taken before the first query.
  @Override
  public <T> T read(Function<DSLContext, T> question) {
    return readers.read(question);
  }

  @Override
  public <T> T read(Duration within, Function<DSLContext, T> question) {
    return readers.read(within, question);
  }

  /// Reads spans over the connection of a [#read].
  public StoredSpans spans(DSLContext sql) {
    return new StoredSpans(sql, cache);
  }

  @Override
  public void close() throws SQLException {
    readers.close();
  }
}
