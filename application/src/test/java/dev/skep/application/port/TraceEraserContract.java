package dev.skep.application.port;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.WriteResult;
import dev.skep.domain.search.TraceCount;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.domain.trace.PinnedTrace;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store promises that erases traces.
public interface TraceEraserContract {
  Storage storage();

  @Test
  default void an_erased_trace_is_nowhere_and_all_others_stay() {
    Storage storage = storage();
    List<Span> spans = new ArrayList<>();
    for (int number = 1; number <= 20; number++) {
      spans.add(span(number).in(number % 4 + 1).build());
    }
    spans.forEach(span -> storage.writer().write(List.of(span)));

    assertThat(storage.eraser().erase(traceId(2))).isEqualTo(5);

    assertThat(storage.reader().find(traceId(2))).isEmpty();
    assertThat(storage.reader().search(TraceQuery.newest(10)).traces())
        .extracting(TraceSummary::traceId)
        .containsExactlyInAnyOrder(traceId(1), traceId(3), traceId(4));
    assertThat(storage.eraser().erase(traceId(2))).isZero();
  }

  @Test
  default void an_erased_trace_is_not_counted() {
    Storage storage = storage();
    for (int number = 1; number <= 20; number++) {
      storage.writer().write(List.of(span(number).in(number % 4 + 1).build()));
    }
    var columns = TimeColumns.over(NOON, NOON.plusSeconds(60));
    var all = TraceQuery.newest(1);
    Duration within = Duration.ofSeconds(30);
    assertThat(storage.reader().overview(all, columns, within).traces()).isEqualTo(4);

    storage.eraser().erase(traceId(2));

    assertThat(storage.reader().overview(all, columns, within).traces()).isEqualTo(3);
    assertThat(storage.reader().overview(all, columns, within).spans()).isEqualTo(15);
    assertThat(storage.reader().count(all, 10)).isEqualTo(new TraceCount.Exactly(3));
  }

  @Test
  default void spans_of_an_erased_trace_that_come_again_are_stored() {
    Storage storage = storage();
    Span span = span(1).in(1).build();
    storage.writer().write(List.of(span));
    storage.eraser().erase(traceId(1));

    assertThat(storage.writer().write(List.of(span))).isEqualTo(new WriteResult(1, 0));
    assertThat(storage.reader().find(traceId(1)).orElseThrow().spans()).containsExactly(span);
  }

  @Test
  default void erasing_unpins() {
    Storage storage = storage();
    storage.writer().write(List.of(span(1).in(1).build()));
    storage.pins().pin(new PinnedTrace(traceId(1), "", NOON));

    storage.eraser().erase(traceId(1));

    assertThat(storage.pins().all()).isEmpty();
  }
}
