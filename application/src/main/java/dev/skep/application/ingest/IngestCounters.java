package dev.skep.application.ingest;

import dev.skep.application.WriteResult;
import dev.skep.domain.ingest.Rejection;
import dev.skep.domain.ingest.SpanBatch;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts what became of the spans and requests that came in since the start; the one place that
/// does. [IngestFigures] has the meaning of each counter and the equation between them.
public final class IngestCounters {
  private final Instant since;
  private final LongAdder received = new LongAdder();
  private final LongAdder stored = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final Map<Rejection, LongAdder> rejected = new ConcurrentHashMap<>();
  private final LongAdder sampledOut = new LongAdder();
  private final LongAdder rateLimited = new LongAdder();
  private final LongAdder unavailable = new LongAdder();
  private final Map<Integer, LongAdder> requestsByStatus = new ConcurrentHashMap<>();

  /// @param since when counting begins
  public IngestCounters(Instant since) {
    this.since = since;
  }

  /// A batch was decoded. To be followed by one of [#taken] and [#unavailable].
  public void received(SpanBatch batch) {
    received.add(batch.size());
  }

  /// The batch is done with, and its sender is told so.
  public void taken(SpanBatch batch, IngestResult result) {
    WriteResult written = result.written();
    stored.add(written.stored());
    duplicates.add(written.duplicates());
    sampledOut.add(result.sampledOut());
    rateLimited.add(result.rateLimited());
    batch.rejected().forEach((reason, count) -> counter(reason).add(count));
  }

  /// The sender is told to send the whole batch again.
  public void unavailable(SpanBatch batch) {
    unavailable.add(batch.size());
  }

  /// A request is answered with this HTTP status.
  public void answered(int status) {
    requestsByStatus.computeIfAbsent(status, code -> new LongAdder()).increment();
  }

  public IngestFigures figures() {
    Map<Rejection, Long> rejections = new EnumMap<>(Rejection.class);
    for (Rejection reason : Rejection.values()) {
      rejections.put(reason, counter(reason).sum());
    }
    SortedMap<Integer, Long> requests = new TreeMap<>();
    requestsByStatus.forEach((status, count) -> requests.put(status, count.sum()));
    IngestFigures.Outcomes outcomes =
        new IngestFigures.Outcomes(
            stored.sum(),
            duplicates.sum(),
            rejections,
            sampledOut.sum(),
            rateLimited.sum(),
            unavailable.sum());
    // Last, so that what comes in meanwhile shows as under way, and no outcome without its span.
    return new IngestFigures(since, received.sum(), outcomes, requests);
  }

  private LongAdder counter(Rejection reason) {
    return rejected.computeIfAbsent(reason, any -> new LongAdder());
  }
}
