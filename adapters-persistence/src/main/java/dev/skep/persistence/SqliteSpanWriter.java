package dev.skep.persistence;

import dev.skep.application.WriteResult;
import dev.skep.application.port.SpanWriter;
import dev.skep.domain.trace.Span;
import dev.skep.persistence.write.SpanWriting;
import dev.skep.persistence.write.WriteTask.Batch;
import java.util.List;

/// Keeps spans in the open segment.
final class SqliteSpanWriter implements SpanWriter {
  private final SpanWriting writing;

  SqliteSpanWriter(SpanWriting writing) {
    this.writing = writing;
  }

  @Override
  public WriteResult write(List<Span> spans) {
    return spans.isEmpty() ? WriteResult.NOTHING : writing.perform(new Batch(spans));
  }
}
