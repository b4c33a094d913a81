package dev.skep.persistence;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.PinnedTraces;
import dev.skep.application.port.TraceEraser;
import dev.skep.domain.trace.PinnedTrace;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.segment.SegmentKeeper;
import dev.skep.persistence.segment.Segments;
import dev.skep.persistence.sqlite.Trouble;
import dev.skep.persistence.write.SpanWriting;
import dev.skep.persistence.write.WriteTask.Errand;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Keeps traces for longer than others, or not at all.
final class SqliteTraceKeeping implements PinnedTraces, TraceEraser {
  private final Segments segments;
  private final SpanWriting writing;
  private final SegmentKeeper keeper;

  SqliteTraceKeeping(Segments segments, SpanWriting writing, SegmentKeeper keeper) {
    this.segments = segments;
    this.writing = writing;
    this.keeper = keeper;
  }

  @Override
  public void pin(PinnedTrace trace) {
    ask(() -> {
      segments.pins().pin(trace);
      return true;
    });
  }

  @Override
  public boolean unpin(TraceId traceId) {
    return ask(() -> segments.pins().unpin(traceId));
  }

  @Override
  public List<PinnedTrace> all() {
    return ask(() -> segments.pins().all());
  }

  @Override
  public int erase(TraceId traceId) {
    unpin(traceId);
    // The open segment belongs to the writer thread. Should it be rolled before the others are
    // looked at, it has been seen to.
    var erased = new AtomicInteger();
    writing.perform(new Errand(segment -> erased.addAndGet(segment.delete(traceId))));
    return erased.get() + keeper.perform(() -> segments.eraseFromOlder(traceId));
  }

  private static <T> T ask(SegmentKeeper.Work<T> question) {
    try {
      return question.perform();
    } catch (SQLException e) {
      throw new StorageUnavailableException(Trouble.of(e).message(), e);
    }
  }
}
