package dev.skep.persistence;

import dev.skep.application.port.AttributeCatalog;
import dev.skep.application.port.CallReader;
import dev.skep.application.port.PinnedTraces;
import dev.skep.application.port.SavedSearches;
import dev.skep.application.port.ServiceCatalog;
import dev.skep.application.port.SpanWriter;
import dev.skep.application.port.StorageProbe;
import dev.skep.application.port.StoreBackup;
import dev.skep.application.port.StoreFigures;
import dev.skep.application.port.TraceEraser;
import dev.skep.application.port.TraceReader;
import dev.skep.application.port.WorkObserver;
import dev.skep.persistence.folder.DataFolder;
import dev.skep.persistence.search.Dictionaries;
import dev.skep.persistence.search.Effort;
import dev.skep.persistence.search.KnownCandidates;
import dev.skep.persistence.search.KnownMeasures;
import dev.skep.persistence.search.SqliteAttributeCatalog;
import dev.skep.persistence.search.SqliteServiceCatalog;
import dev.skep.persistence.search.SqliteTraceReader;
import dev.skep.persistence.segment.Retention;
import dev.skep.persistence.segment.RetentionPolicy;
import dev.skep.persistence.segment.SegmentKeeper;
import dev.skep.persistence.segment.Segments;
import dev.skep.persistence.sqlite.Readers;
import dev.skep.persistence.sqlite.SqliteVersion;
import dev.skep.persistence.sqlite.StoreCannotOpenException;
import dev.skep.persistence.write.SpanWriting;
import dev.skep.persistence.write.WriteQueue;
import dev.skep.persistence.write.WriteTask.Errand;
import java.io.IOException;
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
/// backups/              copies that were made while the store was open
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
  private final Retention retention;
  private final SpanWriting writing;
  private final Dictionaries dictionaries;
  private final KnownMeasures measures;
  private final SqliteTraceReader reader;
  private final RetentionPolicy policy;
  private final WorkObserver observer;
  private final Clock clock;

  private SqliteStore(
      DataFolder folder,
      Segments segments,
      SegmentKeeper keeper,
      Retention retention,
      SpanWriting writing,
      Dictionaries dictionaries,
      KnownMeasures measures,
      SqliteTraceReader reader,
      RetentionPolicy policy,
      WorkObserver observer,
      Clock clock) {
    this.folder = folder;
    this.segments = segments;
    this.keeper = keeper;
    this.retention = retention;
    this.writing = writing;
    this.dictionaries = dictionaries;
    this.measures = measures;
    this.reader = reader;
    this.policy = policy;
    this.observer = observer;
    this.clock = clock;
  }

  /// Opens the store in this folder, which is created if need be.
  ///
  /// @throws StoreCannotOpenException if that cannot be done; its message is for the operator
  public static SqliteStore open(StoreSettings settings, Clock clock) {
    return open(settings, clock, new Unwatched());
  }

  /// Opens the store in this folder, which is created if need be.
  ///
  /// @param observer hears which segments are read, and of the jobs `seal` and `retention`
  /// @throws StoreCannotOpenException if that cannot be done; its message is for the operator
  public static SqliteStore open(StoreSettings settings, Clock clock, WorkObserver observer) {
    return open(settings, clock, Readers.TIME_LIMIT, observer);
  }

  static SqliteStore open(StoreSettings settings, Clock clock, Duration readingTimeLimit) {
    return open(settings, clock, readingTimeLimit, new Unwatched());
  }

  private static SqliteStore open(
      StoreSettings settings, Clock clock, Duration readingTimeLimit, WorkObserver observer) {
    return open(settings, clock, readingTimeLimit, Runtime.getRuntime().maxMemory(), observer);
  }

  /// @param heap how large it may get, in bytes
  static SqliteStore open(
      StoreSettings settings,
      Clock clock,
      Duration readingTimeLimit,
      long heap,
      WorkObserver observer) {
    DataFolder folder = DataFolder.open(settings.dataDirectory());
    // Loading jOOQ takes longer than all the rest of a start, so it begins at once, beside the
    // rest.
    Thread.ofPlatform().daemon().name("jooq-loader").start(SqliteStore::loadJooq);
    try {
      SqliteVersion.check();
      return start(
          folder,
          Segments.open(folder, settings.segments(), clock, readingTimeLimit),
          settings,
          clock,
          readingTimeLimit,
          heap,
          observer);
    } catch (SQLException e) {
      throw closed(
          folder,
          new StoreCannotOpenException(
              "The files in "
                  + settings.dataDirectory()
                  + " cannot be opened ("
                  + e.getMessage()
                  + ").",
              e));
    } catch (RuntimeException e) {
      throw closed(folder, e);
    }
  }

  private static SqliteStore start(
      DataFolder folder,
      Segments segments,
      StoreSettings settings,
      Clock clock,
      Duration readingTimeLimit,
      long heap,
      WorkObserver observer) {
    var queue = new WriteQueue(MOST_WAITING_SPANS, MOST_SPANS_OF_A_GROUP);
    var writing = SpanWriting.start(queue, segments.rolling());
    var retention =
        new Retention(
            segments,
            settings.dataDirectory(),
            settings.retention(),
            new PinnedSpans(segments, writing),
            observer,
            clock);
    var keeper = SegmentKeeper.start(segments, retention::apply, observer);
    var dictionaries = new Dictionaries();
    var measures = new KnownMeasures(segments, dictionaries, heap);
    var reader =
        new SqliteTraceReader(
            segments,
            dictionaries,
            measures,
            new KnownCandidates(heap),
            readingTimeLimit,
            observer);
    return new SqliteStore(
        folder,
        segments,
        keeper,
        retention,
        writing,
        dictionaries,
        measures,
        reader,
        settings.retention(),
        observer,
        clock);
  }

  /// Stores spans.
  public SpanWriter writer() {
    return new SqliteSpanWriter(writing, retention);
  }

  /// Finds traces.
  public TraceReader reader() {
    return reader;
  }

  /// The same, with so much effort for each list.
  TraceReader reader(Effort effort) {
    return reader.with(effort);
  }

  /// Lists names.
  public ServiceCatalog catalog() {
    return new SqliteServiceCatalog(segments, dictionaries, observer);
  }

  /// Lists attributes.
  public AttributeCatalog attributes() {
    return new SqliteAttributeCatalog(segments, dictionaries);
  }

  /// Keeps pinned traces.
  public PinnedTraces pins() {
    return new SqliteTraceKeeping(segments, writing, keeper);
  }

  /// Keeps saved searches.
  public SavedSearches searches() {
    return new SqliteSavedSearches(segments.searches());
  }

  /// Erases traces.
  public TraceEraser eraser() {
    return new SqliteTraceKeeping(segments, writing, keeper);
  }

  /// Counts calls.
  public CallReader calls() {
    return new SqliteCallReader(segments, observer);
  }

  /// Tells how the store is doing.
  public StoreFigures figures() {
    return new SqliteStoreFigures(segments, writing, retention, policy, MOST_WAITING_SPANS);
  }

  /// Tries the store out.
  public StorageProbe probe() {
    return new SqliteStorageProbe(writing, retention, clock);
  }

  /// Copies the store.
  public StoreBackup backup() {
    return new SqliteStoreBackup(folder.files(), clock);
  }

  /// Takes no more batches, stores those that were taken, and closes all files.
  @Override
  public void close() {
    try (folder) {
      writing.close();
      keeper.close();
      measures.close();
      segments.close();
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("the store was not closed in good order", e);
    }
  }

  /// The writer thread, for tests.
  SpanWriting writing() {
    return writing;
  }

  /// Seals what is full now, for tests.
  void sealAll() {
    // The writer first does what it puts off until its senders are answered.
    writing.perform(new Errand(writer -> {}));
    keeper.sealAll();
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
