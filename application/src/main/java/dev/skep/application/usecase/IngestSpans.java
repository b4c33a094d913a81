package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.WriteResult;
import dev.skep.application.port.SpanWriter;
import dev.skep.domain.trace.Span;
import java.util.List;

/// Takes in a batch of spans.
public final class IngestSpans {
  private final SpanWriter writer;

  public IngestSpans(SpanWriter writer) {
    this.writer = writer;
  }

  /// Stores the batch durably, all of it or nothing; sending it again does no harm.
  ///
  /// @throws StorageUnavailableException if it cannot be stored now
  public WriteResult ingest(List<Span> spans) {
    return spans.isEmpty() ? WriteResult.NOTHING : writer.write(spans);
  }
}
