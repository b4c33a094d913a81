package dev.skep.persistence.search;

import dev.skep.application.StorageUnavailableException;
import dev.skep.domain.trace.TraceSource;
import dev.skep.persistence.row.Operation;
import dev.skep.persistence.sealed.TraceColumns;
import dev.skep.persistence.segment.SealedSegment;
import dev.skep.persistence.segment.Segment;
import dev.skep.persistence.segment.Segments;
import dev.skep.persistence.segment.SegmentsView;
import dev.skep.persistence.sqlite.Readers;
import dev.skep.persistence.sqlite.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The measures of the traces of sealed segments. Reading them is too much for each search, so they
/// are read once, by a thread of their own, and kept while they fit: the newest segments first.
/// Whoever asks waits only as long as it has time; the reading goes on meanwhile. Of segments that
/// are too old to fit, whoever asks reads them itself, each time.
///
/// For all threads.
public final class KnownMeasures implements AutoCloseable {
  // One trace takes a few bytes.
  private static final int SHARE_OF_THE_HEAP = 8;

  private final Segments segments;
  private final Dictionaries dictionaries;
  private final long mostBytes;
  private final ConcurrentSkipListMap<Long, Reading> known = new ConcurrentSkipListMap<>();
  private volatile long lastThatDoesNotFit = -1;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> Thread.ofPlatform().daemon().name("trace-measures").unstarted(work));

  /// @param maxHeap in bytes; an eighth of it is used at most
  public KnownMeasures(Segments segments, Dictionaries dictionaries, long maxHeap) {
    this.segments = segments;
    this.dictionaries = dictionaries;
    this.mostBytes = maxHeap / SHARE_OF_THE_HEAP;
  }

  /// The measures of a segment's traces.
  ///
  /// @throws StorageUnavailableException if they are not there in time
  SealedMeasures of(SealedSegment segment, Duration within) {
    if (doesNotFit(segment)) {
      return readNow(segment, within);
    }
    Reading asked = reading(segment);
    try {
      return asked.future.get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new StorageUnavailableException(Trouble.INTERRUPTED.message(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageUnavailableException(Trouble.INTERRUPTED.message(), e);
    } catch (ExecutionException e) {
      known.remove(segment.number(), asked);
      throw e.getCause() instanceof StorageUnavailableException unavailable
          ? unavailable
          : new StorageUnavailableException(Trouble.of(e).message(), e);
    }
  }

  /// The measures of a segment's traces, if they are in memory.
  Optional<SealedMeasures> ifRead(SealedSegment segment) {
    Reading found = known.get(segment.number());
    return found == null || !found.future.isDone() || found.isStale(segment)
        ? Optional.empty()
        : Optional.of(found.future.join());
  }

  /// Begins to read those of segments that will be asked for, in this order.
  void prepare(List<SealedSegment> wanted) {
    wanted.stream().filter(segment -> !doesNotFit(segment)).forEach(this::reading);
  }

  private boolean doesNotFit(SealedSegment segment) {
    return segment.number() <= lastThatDoesNotFit;
  }

  private Reading reading(SealedSegment segment) {
    Reading found = known.get(segment.number());
    if (found == null || found.isStale(segment)) {
      found = new Reading(CompletableFuture.supplyAsync(() -> read(segment), thread));
      known.put(segment.number(), found);
    }
    return found;
  }

  private SealedMeasures read(SealedSegment segment) {
    // Holding the view keeps the file open.
    try (SegmentsView view = segments.view()) {
      List<Long> there = view.segments().stream().map(Segment::number).toList();
      known.keySet().removeIf(number -> !there.contains(number));
      makeRoom(segment);
      return readNow(segment, Readers.TIME_LIMIT);
    }
  }

  private SealedMeasures readNow(SealedSegment segment, Duration within) {
    int erasures = segment.erasures();
    TraceColumns columns = segment.read(within, sql -> segment.traces(sql).columns());
    var present = new BitSet();
    columns.forEach((number, _, _, _, _) -> present.set(number));
    return new SealedMeasures(columns, Tally.of(columns), present, bySource(segment), erasures);
  }

  /// Forgets the oldest. What the newer ones fill is not there for this one, which is read once and
  /// forgotten.
  private void makeRoom(SealedSegment segment) {
    long used = known.values().stream().mapToLong(Reading::size).sum();
    for (var oldest : known.entrySet()) {
      if (used < mostBytes) {
        return;
      }
      if (oldest.getKey() >= segment.number()) {
        lastThatDoesNotFit = Math.max(lastThatDoesNotFit, segment.number());
        known.remove(segment.number());
        return;
      }
      used -= oldest.getValue().size();
      known.remove(oldest.getKey(), oldest.getValue());
    }
  }

  private Map<TraceSource, BitSet> bySource(SealedSegment segment) {
    Map<TraceSource, List<Integer>> operations = new EnumMap<>(TraceSource.class);
    for (Map.Entry<Integer, Operation> row : dictionaries.operations(segment).entrySet()) {
      operations
          .computeIfAbsent(row.getValue().source(), none -> new ArrayList<>())
          .add(row.getKey());
    }
    Map<TraceSource, BitSet> bySource = new EnumMap<>(TraceSource.class);
    operations.forEach((source, ids) ->
        bySource.put(source, segment.read(sql -> segment.traces(sql).ofOperations(ids))));
    return bySource;
  }

  /// Under way, done, or failed.
  private record Reading(CompletableFuture<SealedMeasures> future) {
    boolean isStale(SealedSegment segment) {
      return future.isCompletedExceptionally()
          || (future.isDone() && future.join().erasures() != segment.erasures());
    }

    long size() {
      return future.isDone() && !future.isCompletedExceptionally() ? future.join().size() : 0;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
