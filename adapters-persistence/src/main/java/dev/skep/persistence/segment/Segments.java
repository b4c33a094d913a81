package dev.skep.persistence.segment;

import dev.skep.application.StoreState;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.folder.DataFolder;
import dev.skep.persistence.sealed.SegmentFacts;
import dev.skep.persistence.segment.Catalogue.Entry;
import dev.skep.persistence.segment.SpreadTraces.Piece;
import dev.skep.persistence.segment.SpreadTraces.Spread;
import dev.skep.persistence.sqlite.Migrations;
import dev.skep.persistence.sqlite.StoreCannotOpenException;
import dev.skep.persistence.sqlite.Trouble;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All segments of a data folder: one that is written to, full ones that wait to be sealed, and
/// sealed ones.
public final class Segments implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Segments.class.getName());

  private final SegmentFiles files;
  private final Catalogue catalogue;
  private final Pins pins;
  private final SearchTable searches;
  private final SegmentSet members = new SegmentSet();
  private final SpreadTraces spread = SpreadTraces.forHeap(Runtime.getRuntime().maxMemory());
  private final Rolling rolling;

  private Segments(
      SegmentFiles files,
      Catalogue catalogue,
      Pins pins,
      SearchTable searches,
      SegmentLimits limits,
      Clock clock) {
    this.files = files;
    this.catalogue = catalogue;
    this.pins = pins;
    this.searches = searches;
    this.rolling = new Rolling(this, members, limits, clock);
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
      var files = new SegmentFiles(folder, readingTimeLimit);
      var segments = new Segments(files, catalogue, pins, searches, limits, clock);
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
          .map(entry -> Inventory.segment(entry, files.of(entry), live))
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

  /// The segment that is written to, and the one after it.
  public Rolling rolling() {
    return rolling;
  }

  /// What older segments have of the traces of this one.
  OlderPieces olderThan(LiveSegment segment) {
    return new OlderPieces(this, spread, segment.number());
  }

  /// Begins the segment after the open one, which is full then.
  void beginAfter(LiveSegment full) throws SQLException {
    long number = full.number() + 1;
    files.createAfter(full, number);
    begin(number);
  }

  /// The oldest segment that is full and not sealed.
  public Optional<LiveSegment> nextToSeal() {
    return members.full().stream().findFirst();
  }

  /// Lets a segment that has been sealed take the place of the full one.
  public void sealed(LiveSegment full, SegmentFacts facts) throws SQLException {
    long now = catalogue.sealed(full.number(), facts);
    SealedSegment sealed = files.sealed(full, now, facts);
    // After a start this may come before the writer has looked.
    full.noteOlderPieces(olderThan(full));
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
    rolling.closeFullWriters();
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
      files.create(next);
      begin(next);
    }
  }

  private void begin(long number) throws SQLException {
    members.put(files.live(catalogue.begin(number)));
  }

  private boolean isOpen(Entry entry) {
    return entry.state() == Catalogue.State.OPEN && members.contains(entry.number());
  }

  private void open(Entry entry) {
    try {
      members.put(files.open(entry));
    } catch (StoreCannotOpenException e) {
      if (Trouble.of(e) != Trouble.DAMAGED) {
        throw e;
      }
      setAside(entry.number(), e);
    }
  }

  private void setAside(long number, Throwable reason) {
    LOG.log(
        Logger.Level.ERROR,
        "The segment "
            + files.of(number)
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
}
