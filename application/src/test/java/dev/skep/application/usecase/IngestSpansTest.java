package dev.skep.application.usecase;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.WriteResult;
import dev.skep.application.ingest.Guardrails;
import dev.skep.application.ingest.IngestCounters;
import dev.skep.application.ingest.IngestFigures;
import dev.skep.application.ingest.SenderBook;
import dev.skep.application.port.InMemoryStorage;
import dev.skep.application.port.SpanWriter;
import dev.skep.domain.ingest.IngestPolicy;
import dev.skep.domain.ingest.RejectedSpans;
import dev.skep.domain.ingest.Rejection;
import dev.skep.domain.ingest.SampleRate;
import dev.skep.domain.ingest.SpanBatch;
import dev.skep.domain.ingest.SpanRate;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.Spans;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class IngestSpansTest {
  private static final IngestPolicy SOME =
      new IngestPolicy(new SampleRate(0.7), new SpanRate.PerSecond(500));

  private final IngestCounters counters = new IngestCounters(Spans.NOON);
  private final InMemoryStorage storage = new InMemoryStorage();

  @Test
  void every_span_is_counted_as_what_its_sender_is_told() {
    IngestSpans ingest = ingest(IngestPolicy.EVERYTHING, storage);
    List<Span> spans = List.of(span(1).build(), span(2).build());

    ingest.ingest(SpanBatch.of(spans));
    ingest.ingest(SpanBatch.of(spans, rejected(Rejection.SPAN_ID, 3)));

    IngestFigures.Outcomes outcomes = counters.figures().outcomes();
    assertThat(counters.figures().received()).isEqualTo(7);
    assertThat(outcomes.stored()).isEqualTo(2);
    assertThat(outcomes.duplicates()).isEqualTo(2);
    assertThat(outcomes.rejected())
        .containsEntry(Rejection.SPAN_ID, 3L)
        .containsEntry(Rejection.TRACE_ID, 0L);
    assertThat(counters.figures().underWay()).isZero();
  }

  @Test
  void of_a_batch_that_cannot_be_stored_everything_counts_as_unavailable() {
    IngestSpans ingest = ingest(SOME, IngestSpansTest::unavailable);
    var batch = SpanBatch.of(spans(100, 0), rejected(Rejection.TRACE_ID, 5));

    assertThatThrownBy(() -> ingest.ingest(batch)).isInstanceOf(StorageUnavailableException.class);

    assertThat(counters.figures().received()).isEqualTo(105);
    assertThat(counters.figures().outcomes().unavailable()).isEqualTo(105);
    assertThat(counters.figures().outcomes().total()).isEqualTo(105);
  }

  @Test
  void a_batch_of_which_nothing_is_left_does_not_trouble_the_store() {
    IngestSpans ingest =
        ingest(
            new IngestPolicy(new SampleRate(0), new SpanRate.Unlimited()),
            IngestSpansTest::unavailable);

    assertThat(ingest.ingest(SpanBatch.of(spans(10, 0))).sampledOut()).isEqualTo(10);
  }

  @Test
  void received_is_the_sum_of_all_outcomes_at_every_quiet_moment()
      throws InterruptedException, ExecutionException {
    AtomicInteger calls = new AtomicInteger();
    IngestSpans ingest =
        ingest(
            SOME,
            spans -> {
              int call = calls.getAndIncrement();
              if (call % 7 == 3) {
                throw new StorageUnavailableException("sometimes");
              }
              if (call % 31 == 5) {
                throw new IllegalStateException("a bug");
              }
              return storage.write(spans);
            });
    long sent = 0;
    for (int round = 0; round < 10; round++) {
      sent += sendConcurrently(ingest, round);

      IngestFigures figures = counters.figures();
      assertThat(figures.received()).isEqualTo(sent);
      assertThat(figures.outcomes().total()).isEqualTo(sent);
    }
    IngestFigures.Outcomes outcomes = counters.figures().outcomes();
    assertThat(
            List.of(
                outcomes.stored(),
                outcomes.duplicates(),
                outcomes.rejectedTotal(),
                outcomes.sampledOut(),
                outcomes.rateLimited(),
                outcomes.unavailable()))
        .allMatch(count -> count > 0);
    assertThat(storage.spanNames(1)).isNotEmpty();
  }

  /// From eight threads, while another looks at the counters.
  private long sendConcurrently(IngestSpans ingest, int round)
      throws InterruptedException, ExecutionException {
    AtomicLong sent = new AtomicLong();
    List<Future<?>> work = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int sender = 0; sender < 8; sender++) {
        int seed = round * 8 + sender;
        work.add(threads.submit(() -> sent.addAndGet(sendSome(ingest, new Random(seed)))));
      }
      work.add(
          threads.submit(() -> {
            for (int i = 0; i < 1000; i++) {
              assertThat(counters.figures().underWay()).isNotNegative();
            }
          }));
    }
    for (Future<?> each : work) {
      each.get();
    }
    return sent.get();
  }

  private static long sendSome(IngestSpans ingest, Random random) {
    long sent = 0;
    for (int i = 0; i < 40; i++) {
      var batch =
          SpanBatch.of(
              spans(1 + random.nextInt(30), random.nextInt(200)),
              rejected(Rejection.WRONG_TYPE, random.nextInt(3)));
      sent += batch.size();
      try {
        ingest.ingest(batch);
      } catch (StorageUnavailableException e) {
        // Counted.
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("a bug");
      }
    }
    return sent;
  }

  private static List<Span> spans(int count, int firstTrace) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spans.add(span(i + 1).in(firstTrace + i + 1).build());
    }
    return spans;
  }

  private static RejectedSpans rejected(Rejection reason, int spans) {
    return new RejectedSpans(Resource.UNKNOWN, reason, spans);
  }

  private static WriteResult unavailable(List<Span> spans) {
    throw new StorageUnavailableException("never");
  }

  private IngestSpans ingest(IngestPolicy policy, SpanWriter writer) {
    var guardrails = new Guardrails(policy, System::nanoTime);
    return new IngestSpans(guardrails, writer, counters, new SenderBook(Clock.systemUTC()));
  }
}
