package dev.skep.persistence;

import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.overview.Coverage;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.domain.search.overview.TraceOverview;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More traces than there is memory for.
final class LittleMemoryTest {
  @TempDir Path data;

  @Test
  void traces_whose_measures_do_not_fit_are_counted_all_the_same() {
    SmallSegments.fillAndSeal(data, 40, 4);
    try (SqliteStore store = SmallSegments.open(data, 4, 1_000)) {
      for (int i = 0; i < 3; i++) {
        TraceOverview overview =
            store
                .reader()
                .overview(
                    TraceQuery.newest(10),
                    TimeColumns.over(Instant.EPOCH, Instant.now()),
                    Duration.ofSeconds(10));
        assertThat(overview.traces()).isEqualTo(40);
        assertThat(overview.coverage()).isEqualTo(new Coverage.All());
      }
    }
  }

  /// Nearly all traces have a few spans, so a list that begins with the largest comes to all of
  /// them.
  @Test
  void thousands_of_traces_of_one_magnitude_are_paged_through_in_order() {
    int count = 3_000;
    try (SqliteStore store = SmallSegments.open(data, 4_500)) {
      List<Span> spans = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        spans.add(span(1).in(traceId(i)).build());
        if (i % 3 == 0) {
          spans.add(span(2).in(traceId(i)).under(1).build());
          spans.add(span(3).in(traceId(i)).under(1).build());
        }
      }
      for (int from = 0; from < spans.size(); from += 500) {
        store.writer().write(spans.subList(from, Math.min(from + 500, spans.size())));
      }
      SmallSegments.awaitSealed(data);

      List<TraceId> all = new ArrayList<>();
      Optional<TraceQuery> next = Optional.of(most(700));
      while (next.isPresent()) {
        TraceQuery query = next.get();
        FoundTraces page = store.reader().search(query);
        page.traces().forEach(trace -> all.add(trace.traceId()));
        next = page.next(query.order()).map(query::from);
      }

      List<TraceId> expected = new ArrayList<>();
      IntStream.rangeClosed(1, count)
          .filter(i -> i % 3 == 0)
          .forEach(i -> expected.add(traceId(i)));
      IntStream.rangeClosed(1, count)
          .filter(i -> i % 3 != 0)
          .forEach(i -> expected.add(traceId(i)));
      assertThat(all).isEqualTo(expected);
    }
  }

  private static TraceQuery most(int pageSize) {
    return new TraceQuery(
        SpansetCondition.all(), List.of(), TraceOrder.MOST_SPANS, PageStart.first(), pageSize);
  }
}
