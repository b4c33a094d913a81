package dev.skep.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrashRunTest {
  private static final int MOST = 2_000;
  private static final CrashRun RUN = new CrashRun(7, 1_700_000_000_000_000_000L, MOST);

  private static List<Batch> batches() {
    return IntStream.rangeClosed(1, 400).mapToObj(RUN::batch).toList();
  }

  private static List<Span> spansOf(Batch batch) throws Exception {
    return ExportTraceServiceRequest.parseFrom(BatchBody.of(batch))
        .getResourceSpans(0)
        .getScopeSpans(0)
        .getSpansList();
  }

  @Test
  void a_batch_is_the_same_every_time() {
    CrashRun same = new CrashRun(RUN.seed(), RUN.startNanos(), MOST);
    for (Batch batch : batches().subList(0, 20)) {
      assertThat(BatchBody.of(batch)).isEqualTo(BatchBody.of(same.batch(batch.number())));
    }
  }

  @Test
  void batches_are_of_all_sizes_and_half_of_them_add_to_earlier_traces() {
    assertThat(batches()).allSatisfy(batch -> assertThat(batch.spans()).isBetween(1, MOST));
    assertThat(batches()).anySatisfy(batch -> assertThat(batch.spans()).isEqualTo(1));
    assertThat(batches()).anySatisfy(batch -> assertThat(batch.spans()).isGreaterThan(1_500));
    assertThat(batches())
        .filteredOn(batch -> batch.joining() > 0)
        .hasSizeBetween(140, 260)
        .allSatisfy(batch -> {
          assertThat(batch.joined()).isBetween(1, batch.number() - 1);
          assertThat(batch.joining()).isLessThanOrEqualTo(batch.spans());
        });
  }

  @Test
  void every_span_tells_its_batch_and_its_place_and_no_two_share_an_id() throws Exception {
    Set<Long> ids = new HashSet<>();
    for (Batch batch : batches().subList(0, 100)) {
      List<Span> spans = spansOf(batch);
      assertThat(spans).hasSize(batch.spans());
      for (int index = 0; index < spans.size(); index++) {
        long id = spans.get(index).getSpanId().asReadOnlyByteBuffer().getLong();
        ByteBuffer trace = spans.get(index).getTraceId().asReadOnlyByteBuffer();
        assertThat(ids.add(id)).isTrue();
        assertThat(CrashRun.batchOf(id)).isEqualTo(batch.number());
        assertThat(CrashRun.indexOf(id)).isEqualTo(index);
        assertThat(CrashRun.hex(trace.getLong()) + CrashRun.hex(trace.getLong()))
            .isEqualTo(batch.traceId(index))
            .isIn(batch.traceIds());
      }
    }
  }

  @Test
  void no_body_is_larger_than_it_may_be() {
    CrashRun long_running = new CrashRun(7, RUN.startNanos(), MOST);
    for (int number = Ledger.MOST_BATCHES - 50; number < Ledger.MOST_BATCHES; number++) {
      Batch batch = long_running.batch(number);
      assertThat(BatchBody.of(batch).length)
          .isLessThan(batch.spans() * BatchBody.MOST_BYTES_A_SPAN + BatchBody.MOST_BYTES_AROUND);
    }
  }
}
