package dev.skep.persistence.segment;

import dev.skep.application.StoreState;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.live.LiveIndex;
import dev.skep.persistence.segment.Catalogue.Entry;
import dev.skep.persistence.segment.SpreadTraces.Piece;
import dev.skep.persistence.segment.SpreadTraces.Spread;
import dev.skep.persistence.sqlite.IdleConnections;
import dev.skep.persistence.sqlite.Migrations;
import dev.skep.persistence.sqlite.SqliteConnections;
import dev.skep.persistence.sqlite.StoreCannotOpenException;
import dev.skep.persistence.sqlite.Trouble;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All segments of a data folder: one that is written to, full ones that wait to be sealed, and
/// sealed ones.
public final class Segments implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Segments.class.getName());

  private static final int MOST_IDLE_CONNECTIONS = 48;
  private static final int MOST_FULL = 1;
  private static final Duration LONGEST_WAIT_FOR_SEALING = Duration.ofSeconds(20);

  private final DataFolder folder;
  private final Catalogue catalogue;
  private final Pins pins;
  private final SearchTable searches;
  private final SegmentLimits limits;
  private final Clock clock;
  private final Duration readingTimeLimit;
  private final long seed = new SecureRandom().nextLong();
  private final SegmentSet members = new SegmentSet();
  private final Queue<SegmentWriter> fullWriters = new ConcurrentLinkedQueue<>();
  private final IdleConnections idle = new IdleConnections(MOST_IDLE_CONNECTIONS);
  private final SpreadTraces spread = SpreadTraces.forHeap(Runtime.getRuntime().maxMemory());
  private volatile long openedUnixNano;
  private volatile Runnable whenFull = () -> {};

  private Segments(
      DataFolder folder,
      Catalogue catalogue,
      Pins pins,
      SearchTable searches,
      SegmentLimits limits,
      Clock clock,
      Duration readingTimeLimit) {
    this.folder = folder;
    this.catalogue = catalogue;
    this.pins = pins;
    this.searches = searches;
    this.limits = limits;
    this.clock = clock;
    this.readingTimeLimit = readingTimeLimit;
  }

  /// Opens the store of a folder.
  ///
  /// @throws StoreCannotOpenException if the folder holds files of a newer version, or nothing can
  ///   be written there
  public static Segments open(
      DataFolder folder, SegmentLimits limits, Clock clock, Duration readingTimeLimit)
      throws SQLException {
    Path catalogueFile = folder.prepare(folder.catalogue());
    Migrations.CATALOGUE.apply(catalogueFile);
    Catalogue catalogue = Catalogue.open(catalogueFile, clock);
    Pins pins = Pins.open(catalogueFile);
    SearchTable searches = SearchTable.open(catalogueFile);
    try {
      var segments =
          new Segments(folder, catalogue, pins, searches, limits, clock, readingTimeLimit);
      segments.openAll();
      return segments;
    } catch (SQLException | RuntimeException e) {
      searches.close();
      pins.close();
      catalogue.close();
      throw e;
    }
  }

  /// The segments as they are now, newest first.
  public SegmentsView view() {
    return members.view();
  }

  /// What is known of all segments, the damaged ones too, oldest first.
  public List<StoreState.Segment> inventory() throws SQLException {
    List<Entry> entries = catalogue.segments();
    try (SegmentsView view = view()) {
      Map<Long, LiveSegment> live =
          view.segments().stream()
              .filter(LiveSegment.class::isInstance)
              .map(LiveSegment.class::cast)
              .collect(Collectors.toMap(LiveSegment::number, Function.identity()));
      return entries.stream()
          .map(entry -> Inventory.segment(entry, folder.segment(entry.fileName()), live))
          .toList();
    }
  }

  /// The pinned traces.
  public Pins pins() {
    return pins;
  }

  /// The saved searches.
  public SearchTable searches() {
    return searches;
  }

  /// Erases a trace from all segments but the open one.
  ///
  /// @return how many spans were erased
  public int eraseFromOlder(TraceId traceId) throws SQLException {
    int erased = 0;
    try (SegmentsView view = view()) {
      for (Segment segment : view.segments().subList(1, view.segments().size())) {
        erased += new Erasure(traceId).from(segment);
      }
    }
    spread.forget(traceId);
    catalogue.removePieces(traceId);
    return erased;
  }

  /// The traces that lie in more than one segment.
  public SpreadTraces spread() {
    return spread;
  }

  /// A connection to write to the open segment. For the writer thread.
  public SegmentWriter openWriter() throws SQLException {
    loadFull();
    LiveSegment open = members.open();
    return openWriter(open, open.load());
  }

  private SegmentWriter openWriter(LiveSegment open, LiveIndex index) throws SQLException {
    var older = new OlderPieces(this, spread, open.number());
    open.noteOlderPieces(older);
    if (index.traces().count() > 0) {
      older.recall();
    }
    return SegmentWriter.open(open.file(), index, older);
  }

  /// After a start: what is full and not sealed has to be found by the writer and by readers.
  private void loadFull() throws SQLException {
    for (LiveSegment segment : members.full()) {
      if (segment.isLoaded()) {
        continue;
      }
      try {
        segment.loaded();
        segment.noteOlderPieces(new OlderPieces(this, spread, segment.number()));
      } catch (SQLException e) {
        if (Trouble.of(e) != Trouble.DAMAGED) {
          throw e;
        }
        setAside(segment, e);
      }
    }
  }

  /// Whether the next span belongs into the next segment.
  public boolean isFull(SegmentWriter writer) {
    int spans = writer.index().spans().count();
    return spans >= limits.spans()
        || (spans > 0 && (age().compareTo(limits.age()) >= 0 || writer.bytes() >= limits.bytes()));
  }

  /// Begins the next segment; the one before it is full. For the writer thread.
  ///
  /// @param writer the connection that wrote to the full one; others close it
  /// @return a connection to write to the new one
  public SegmentWriter roll(SegmentWriter writer) throws SQLException {
    waitForSealing();
    LiveSegment full = members.open();
    long number = full.number() + 1;
    Path file = folder.prepare(folder.segment(Catalogue.fileName(number)));
    Migrations.SEGMENT.applyLike(full.file(), file);
    begin(number, file);
    fullWriters.add(writer);
    whenFull.run();
    LiveSegment open = members.open();
    return openWriter(open, open.begin());
  }

  /// What the writer thread is to do, in no time, when there is something to be sealed.
  void whenFull(Runnable action) {
    whenFull = action;
  }

  /// Each segment that is not sealed takes memory. When the senders are quicker than the sealing,
  /// it is the writer that waits; then its queue fills, and they are told to come again.
  private void waitForSealing() {
    try {
      members.awaitFullBelow(MOST_FULL, LONGEST_WAIT_FOR_SEALING.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether the writer waits for a segment to be sealed.
  boolean isSealingAwaited() {
    return members.isAwaited();
  }

  /// Closes the connections that wrote to segments which are full now.
  void closeFullWriters() throws SQLException {
    for (SegmentWriter w = fullWriters.poll(); w != null; w = fullWriters.poll()) {
      w.close();
    }
  }

  /// The oldest segment that is full and not sealed.
  public Optional<LiveSegment> nextToSeal() {
    return members.full().stream().findFirst();
  }

  /// Lets a segment that has been sealed take the place of the full one.
  public void sealed(LiveSegment full, SegmentFacts facts) throws SQLException {
    long now = catalogue.sealed(full.number(), facts);
    var sealed = new SealedSegment(full.number(), full.file(), now, facts, readingTimeLimit, idle);
    // After a start this may come before the writer has looked.
    full.noteOlderPieces(new OlderPieces(this, spread, full.number()));
    noteSealed(sealed);
    members.put(sealed);
  }

  /// The pieces of spread traces in this segment change no more.
  private void noteSealed(SealedSegment sealed) throws SQLException {
    List<TraceId> traces = spread.in(sealed.number());
    for (TraceId id : traces) {
      sealed
          .find(id)
          .ifPresent(piece -> spread.add(id, List.of(new Piece(sealed.number(), piece))));
    }
    catalogue.addPieces(traces.stream().map(id -> new Spread(id, spread.of(id))).toList());
  }

  /// Sets a segment aside whose file is damaged: it stays where it is, and nobody reads it.
  public void setAside(Segment damaged, Throwable reason) {
    setAside(damaged.number(), reason);
  }

  /// Removes a segment and its file, as soon as nobody reads it any more.
  public void drop(SealedSegment segment) throws SQLException {
    catalogue.remove(segment.number());
    spread.forget(segment.number());
    members.removeWithFile(segment);
  }

  @Override
  public void close() throws SQLException {
    closeFullWriters();
    members.close();
    searches.close();
    pins.close();
    catalogue.close();
  }

  private void openAll() throws SQLException {
    catalogue.pieces().forEach((id, pieces) -> spread.add(id, pieces));
    List<Entry> entries = catalogue.segments();
    for (Entry entry : entries) {
      if (entry.state() != Catalogue.State.DAMAGED) {
        open(entry);
      }
    }
    if (entries.isEmpty() || !isOpen(entries.getLast())) {
      long next = entries.isEmpty() ? 1 : entries.getLast().number() + 1;
      Path file = folder.prepare(folder.segment(Catalogue.fileName(next)));
      Migrations.SEGMENT.apply(file);
      begin(next, file);
    }
  }

  private void begin(long number, Path file) throws SQLException {
    Entry entry = catalogue.begin(number);
    openedUnixNano = entry.createdUnixNano();
    members.put(live(entry, file));
  }

  private boolean isOpen(Entry entry) {
    return entry.state() == Catalogue.State.OPEN && members.contains(entry.number());
  }

  private void open(Entry entry) {
    Path file = folder.segment(entry.fileName());
    try {
      if (entry.state() == Catalogue.State.SEALED) {
        members.put(
            new SealedSegment(
                entry.number(),
                file,
                entry.sealedUnixNano(),
                entry.facts(),
                readingTimeLimit,
                idle));
        return;
      }
      // The file may not be there yet: what ended in the middle of a roll had no span in it.
      folder.prepare(file);
      Migrations.SEGMENT.apply(file);
      // Whether it can be written shows now and not with the first batch.
      SqliteConnections.writing(file).close();
      if (entry.state() == Catalogue.State.OPEN) {
        openedUnixNano = entry.createdUnixNano();
      }
      members.put(live(entry, file));
    } catch (SQLException | StoreCannotOpenException e) {
      if (Trouble.of(e) != Trouble.DAMAGED) {
        throw e instanceof StoreCannotOpenException refused
            ? refused
            : new StoreCannotOpenException("The file " + file + " cannot be opened.", e);
      }
      setAside(entry.number(), e);
    }
  }

  private void setAside(long number, Throwable reason) {
    LOG.log(
        Logger.Level.ERROR,
        "The segment "
            + folder.segment(Catalogue.fileName(number))
            + " is damaged. It stays where it is, and everything else is served without it. Its"
            + " spans may be saved with sqlite3's .recover.",
        reason);
    try {
      catalogue.damaged(number);
    } catch (SQLException e) {
      LOG.log(Logger.Level.WARNING, "The catalogue cannot be written.", e);
    }
    spread.forget(number);
    members.remove(number);
  }

  private LiveSegment live(Entry entry, Path file) {
    return new LiveSegment(entry.number(), file, seed, readingTimeLimit, idle);
  }

  private Duration age() {
    return Duration.ofNanos(UnixNano.of(clock.instant()) - openedUnixNano);
  }
}
