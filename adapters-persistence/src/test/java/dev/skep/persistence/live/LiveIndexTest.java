package dev.skep.persistence.live;

import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.row.TermList;
import org.junit.jupiter.api.Test;

/// What the index in memory finds.
final class LiveIndexTest {
  private static final SpanId ID = SpanId.of(0xa1);

  private final LiveIndex index = new LiveIndex(7);

  @Test
  void of_spans_that_share_an_id_the_one_with_the_fingerprint_is_found() {
    int first = add(traceId(1), ID, 100);
    int second = add(traceId(1), ID, 200);
    int third = add(traceId(1), ID, 300);

    assertThat(index.spanLike(traceId(1), ID, 100)).isEqualTo(first);
    assertThat(index.spanLike(traceId(1), ID, 200)).isEqualTo(second);
    assertThat(index.spanLike(traceId(1), ID, 300)).isEqualTo(third);
    assertThat(index.spanLike(traceId(1), ID, 400)).isEqualTo(LiveIndex.NONE);
  }

  @Test
  void a_span_of_another_trace_or_id_is_not_like_it() {
    add(traceId(1), ID, 100);

    assertThat(index.spanLike(traceId(2), ID, 100)).isEqualTo(LiveIndex.NONE);
    assertThat(index.spanLike(traceId(1), SpanId.of(0xa2), 100)).isEqualTo(LiveIndex.NONE);
  }

  @Test
  void what_was_removed_is_found_no_more_and_can_come_again() {
    add(traceId(1), ID, 100);
    index.remove(index.traces().numberOf(traceId(1)));

    assertThat(index.spanLike(traceId(1), ID, 100)).isEqualTo(LiveIndex.NONE);

    int again = add(traceId(1), ID, 100);
    assertThat(index.spanLike(traceId(1), ID, 100)).isEqualTo(again);
  }

  private int add(TraceId trace, SpanId id, long fingerprint) {
    return index.add(IndexedSpans.withFingerprint(trace, id, fingerprint), new TermList());
  }
}
