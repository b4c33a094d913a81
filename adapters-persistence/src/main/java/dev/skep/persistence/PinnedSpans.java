package dev.skep.persistence;

import dev.skep.domain.trace.PinnedTrace;
import dev.skep.domain.trace.Span;
import dev.skep.persistence.segment.Retention;
import dev.skep.persistence.segment.SealedSegment;
import dev.skep.persistence.segment.Segments;
import dev.skep.persistence.write.SpanWriting;
import dev.skep.persistence.write.WriteTask.Batch;
import java.sql.SQLException;
import java.util.List;

/// Saves the spans of pinned traces from segments that go, by writing them to the open one.
final class PinnedSpans implements Retention.Farewell {
  private final Segments segments;
  private final SpanWriting writing;

  PinnedSpans(Segments segments, SpanWriting writing) {
    this.segments = segments;
    this.writing = writing;
  }

  @Override
  public void beforeDrop(SealedSegment segment) throws SQLException {
    segment.leave();
    for (PinnedTrace pin : segments.pins().all()) {
      List<Span> spans = segment.spansOf(pin.traceId());
      if (!spans.isEmpty()) {
        writing.perform(new Batch(spans));
      }
    }
  }
}
