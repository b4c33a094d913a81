package dev.skep.persistence;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.StorageProbe;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.DroppedCounts;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanStatus;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSource;
import dev.skep.persistence.segment.Retention;
import dev.skep.persistence.segment.Retention.Room;
import dev.skep.persistence.write.SpanWriting;
import dev.skep.persistence.write.WriteTask.Errand;
import java.time.Clock;
import java.util.List;

/// Looks whether there is room, then writes a span and reads it back, in a transaction that is
/// rolled back. It waits in the queue as every batch does, so it also tells when the writer is
/// stuck.
final class SqliteStorageProbe implements StorageProbe {
  private final SpanWriting writing;
  private final Retention retention;
  private final Clock clock;

  SqliteStorageProbe(SpanWriting writing, Retention retention, Clock clock) {
    this.writing = writing;
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public void probe() {
    // What is rolled back may never get to the disk, so a full one would not be noticed.
    if (retention.roomNow() instanceof Room.None(String reason)) {
      throw new StorageUnavailableException(reason);
    }
    Span span = span();
    writing.perform(new Errand(segment -> segment.tryOut(span)));
  }

  private Span span() {
    return new Span(
        new TraceId("skep.probe"),
        new SpanId("skep.probe"),
        Parent.NONE,
        "",
        0,
        "probe",
        SpanKind.INTERNAL,
        SpanStatus.UNSET,
        clock.instant(),
        EndTime.NONE,
        Attributes.NONE,
        List.of(),
        List.of(),
        DroppedCounts.NONE,
        Resource.UNKNOWN,
        InstrumentationScope.NONE,
        TraceSource.HTTP);
  }
}
