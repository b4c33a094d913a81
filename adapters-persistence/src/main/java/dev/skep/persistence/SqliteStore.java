package dev.skep.persistence;

import dev.skep.application.port.ServiceCatalog;
import dev.skep.application.port.SpanWriter;
import dev.skep.application.port.StorageProbe;
import dev.skep.application.port.TraceReader;
import dev.skep.persistence.segment.DataFolder;
import dev.skep.persistence.segment.SegmentKeeper;
import dev.skep.persistence.segment.SegmentLimits;
import dev.skep.persistence.segment.Segments;
import dev.skep.persistence.sqlite.Readers;
import dev.skep.persistence.sqlite.SqliteVersion;
import dev.skep.persistence.sqlite.StoreCannotOpenException;
import dev.skep.persistence.write.SpanWriting;
import dev.skep.persistence.write.WriteQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/// The store: a folder with a catalogue and segments of spans, each an SQLite file.
///
/// ```
/// catalogue.db          which segments there are
/// segments/000001.db    spans
/// skep.lock             held while the store is open
/// ```
public final class SqliteStore implements AutoCloseable {
  // Held here, for a logger that nobody holds forgets its level. Of a start without trouble, Flyway
  // tells in ten lines, and jOOQ draws a picture.
  private static final List<Logger> TALKATIVE =
      List.of(Logger.getLogger("org.flywaydb"), Logger.getLogger("org.jooq"));

  static {
    TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  // Some 100 MB of spans, and a fraction of a second of work.
  private static final int MOST_WAITING_SPANS = 40_000;
  private static final int MOST_SPANS_OF_A_GROUP = 5_000;

  private final DataFolder folder;
  private final Segments segments;
  private final SegmentKeeper keeper;
  private final SpanWriting writing;
  private final Clock clock;

  private SqliteStore(
      DataFolder folder,
      Segments segments,
      SegmentKeeper keeper,
      SpanWriting writing,
      Clock clock) {
    this.folder = folder;
    this.segments = segments;
    this.keeper = keeper;
    this.writing = writing;
    this.clock = clock;
  }

  /// Opens the store in this folder, which is created if need be.
  ///
  /// @throws StoreCannotOpenException if that cannot be done; its message is for the operator
  public static SqliteStore open(Path dataDirectory, Clock clock) {
    return open(
        dataDirectory,
        SegmentLimits.forHeap(Runtime.getRuntime().maxMemory()),
        clock,
        Readers.TIME_LIMIT);
  }

  static SqliteStore open(
      Path dataDirectory, SegmentLimits limits, Clock clock, Duration readingTimeLimit) {
    DataFolder folder = DataFolder.open(dataDirectory);
    // Loading jOOQ takes longer than all the rest of a start, so it begins at once, beside the
    // rest.
    Thread.ofPlatform().daemon().name("jooq-loader").start(SqliteStore::loadJooq);
    try {
      SqliteVersion.check();
      Segments segments = Segments.open(folder, limits, clock, readingTimeLimit);
      var keeper = SegmentKeeper.start(segments);
      var queue = new WriteQueue(MOST_WAITING_SPANS, MOST_SPANS_OF_A_GROUP);
      var writing = SpanWriting.start(queue, segments, keeper);
      return new SqliteStore(folder, segments, keeper, writing, clock);
    } catch (SQLException e) {
      throw closed(
          folder,
          new StoreCannotOpenException(
              "The files in " + dataDirectory + " cannot be opened (" + e.getMessage() + ").", e));
    } catch (RuntimeException e) {
      throw closed(folder, e);
    }
  }

  /// Stores spans.
  public SpanWriter writer() {
    return new SqliteSpanWriter(writing);
  }

  /// Finds traces.
  public TraceReader reader() {
    return new SqliteTraceReader(segments);
  }

  /// Lists names.
  public ServiceCatalog catalog() {
    return new SqliteServiceCatalog(segments);
  }

  /// Tries the store out.
  public StorageProbe probe() {
    return new SqliteStorageProbe(writing, clock);
  }

  /// Takes no more batches, stores those that were taken, and closes all files.
  @Override
  public void close() {
    try (folder) {
      writing.close();
      keeper.close();
      segments.close();
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("the store was not closed in good order", e);
    }
  }

  /// The writer thread, for tests.
  SpanWriting writing() {
    return writing;
  }

  private static void loadJooq() {
    DSL.using(SQLDialect.SQLITE).selectOne().getSQL();
  }

  private static RuntimeException closed(DataFolder folder, RuntimeException failure) {
    try {
      folder.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
