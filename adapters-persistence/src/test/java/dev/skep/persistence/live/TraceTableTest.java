package dev.skep.persistence.live;

import static dev.skep.domain.trace.Spans.traceId;
import static dev.skep.persistence.live.IndexedSpans.lasting;
import static dev.skep.persistence.live.IndexedSpans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;
import org.junit.jupiter.api.Test;

/// What the index in memory knows of traces.
final class TraceTableTest {
  private static final SpanId ID = SpanId.of(0xa1);

  private final TraceTable traces = new TraceTable(7, 0);

  @Test
  void traces_are_numbered_in_the_order_of_their_first_span() {
    assertThat(traces.addSpan(span(traceId(5), ID))).isZero();
    assertThat(traces.addSpan(span(traceId(3), ID))).isEqualTo(1);
    assertThat(traces.addSpan(span(traceId(5), ID))).isZero();

    assertThat(traces.count()).isEqualTo(2);
  }

  @Test
  void a_table_that_has_grown_many_times_finds_each_trace() {
    int count = 20_000;
    for (int i = 0; i < count; i++) {
      traces.addSpan(span(TraceId.of(i % 100, i + 1L), ID));
    }

    for (int i = 0; i < count; i++) {
      TraceId id = TraceId.of(i % 100, i + 1L);
      assertThat(traces.numberOf(id)).isEqualTo(i);
      assertThat(traces.idOf(i)).isEqualTo(id);
    }
    assertThat(traces.numberOf(TraceId.of(1, 1))).isEqualTo(LiveIndex.NONE);
  }

  @Test
  void an_id_that_is_not_hexadecimal_is_found_too() {
    TraceId irregular = new TraceId("checkout-17");
    traces.addSpan(span(traceId(1), ID));

    assertThat(traces.numberOf(irregular)).isEqualTo(LiveIndex.NONE);

    int trace = traces.addSpan(span(irregular, ID));

    assertThat(traces.numberOf(irregular)).isEqualTo(trace);
    assertThat(traces.idOf(trace)).isEqualTo(irregular);
  }

  @Test
  void a_trace_reaches_from_its_first_start_to_its_last_moment() {
    int trace = traces.addSpan(lasting(traceId(1), 100, 150, false));
    traces.addSpan(lasting(traceId(1), 90, 95, true));
    traces.addSpan(lasting(traceId(1), 120, 170, true));
    traces.addSpan(lasting(traceId(2), 1, 1_000, true));

    assertThat(traces.start(trace)).isEqualTo(90);
    assertThat(traces.duration(trace)).isEqualTo(80);
    assertThat(traces.spanCount(trace)).isEqualTo(3);
    assertThat(traces.errorCount(trace)).isEqualTo(2);
  }

  @Test
  void a_trace_that_was_emptied_keeps_its_number_and_begins_anew() {
    int trace = traces.addSpan(lasting(traceId(1), 100, 150, true));
    traces.empty(trace);

    assertThat(traces.spanCount(trace)).isZero();
    assertThat(traces.errorCount(trace)).isZero();

    assertThat(traces.addSpan(lasting(traceId(1), 200, 230, false))).isEqualTo(trace);
    assertThat(traces.start(trace)).isEqualTo(200);
    assertThat(traces.duration(trace)).isEqualTo(30);
    assertThat(traces.spanCount(trace)).isEqualTo(1);
    assertThat(traces.errorCount(trace)).isZero();
  }
}
