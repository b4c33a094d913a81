package dev.skep.persistence;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.WriteResult;
import dev.skep.application.port.SpanWriter;
import dev.skep.domain.trace.Span;
import dev.skep.persistence.segment.Retention;
import dev.skep.persistence.segment.Retention.Room;
import dev.skep.persistence.write.SpanWriting;
import dev.skep.persistence.write.WriteTask.Batch;
import java.util.List;

/// Keeps spans in the open segment.
final class SqliteSpanWriter implements SpanWriter {
  private final SpanWriting writing;
  private final Retention retention;

  SqliteSpanWriter(SpanWriting writing, Retention retention) {
    this.writing = writing;
    this.retention = retention;
  }

  @Override
  public WriteResult write(List<Span> spans) {
    if (spans.isEmpty()) {
      return WriteResult.NOTHING;
    }
    if (retention.room() instanceof Room.None(String reason)) {
      throw new StorageUnavailableException(reason);
    }
    return writing.perform(new Batch(spans));
  }
}
