package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.WriteResult;
import dev.skep.application.ingest.Guardrails;
import dev.skep.application.ingest.IngestCounters;
import dev.skep.application.ingest.IngestResult;
import dev.skep.application.ingest.SenderBook;
import dev.skep.application.port.SpanWriter;
import dev.skep.domain.ingest.SpanBatch;
import dev.skep.domain.trace.Span;
import java.util.List;

/// Takes in a batch of spans.
public final class IngestSpans {
  private final Guardrails guardrails;
  private final SpanWriter writer;
  private final IngestCounters counters;
  private final SenderBook senders;

  /// @param senders where it is noted who sent what
  public IngestSpans(
      Guardrails guardrails, SpanWriter writer, IngestCounters counters, SenderBook senders) {
    this.guardrails = guardrails;
    this.writer = writer;
    this.counters = counters;
    this.senders = senders;
  }

  /// Stores what the guardrails let through of the batch durably, all of it or nothing; sending it
  /// again does no harm. Every span of it is counted.
  ///
  /// @throws StorageUnavailableException if it cannot be stored now; then the sender is to be told
  ///   to send all of it again
  public IngestResult ingest(SpanBatch batch) {
    counters.received(batch);
    boolean taken = false;
    try {
      Guardrails.Admission admission = guardrails.admit(batch.spans());
      IngestResult result =
          new IngestResult(
              write(admission.kept()), admission.sampledOut(), admission.rateLimited());
      taken = true;
      counters.taken(batch, result);
      senders.taken(admission, batch.rejectedSpans());
      return result;
    } finally {
      if (!taken) {
        counters.unavailable(batch);
        senders.unavailable(batch);
      }
    }
  }

  private WriteResult write(List<Span> spans) {
    return spans.isEmpty() ? WriteResult.NOTHING : writer.write(spans);
  }
}
