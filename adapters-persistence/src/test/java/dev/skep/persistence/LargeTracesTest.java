package dev.skep.persistence;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.trace.ServiceTime;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceSummary;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists with traces of very many spans on them.
final class LargeTracesTest {
  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(StoreSettings.of(folder), Clock.fixed(NOON, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_large_trace_is_summed_up_once_and_a_small_one_each_time() {
    store.writer().write(trace(1, 1_500));
    store.writer().write(trace(2, 3));

    List<TraceSummary> first = list();
    List<TraceSummary> second = list();

    assertThat(second).isEqualTo(first);
    for (int i = 0; i < 2; i++) {
      if (first.get(i).spanCount() > 3) {
        assertThat(second.get(i)).isSameAs(first.get(i));
      } else {
        assertThat(second.get(i)).isNotSameAs(first.get(i));
      }
    }
  }

  @Test
  void a_span_that_is_added_to_a_large_trace_counts() {
    store.writer().write(trace(1, 1_500));
    TraceSummary before = list().getFirst();

    store
        .writer()
        .write(List.of(span(2_000).in(1).under(1).of("late").lasting(ofMillis(1)).build()));
    TraceSummary after = list().getFirst();

    assertThat(after.spanCount()).isEqualTo(before.spanCount() + 1);
    assertThat(after.services()).containsExactly("app", "late");
    assertThat(after.serviceTimes()).contains(new ServiceTime("late", 1_000_000));
  }

  private List<TraceSummary> list() {
    return store.reader().search(TraceQuery.newest(10)).traces();
  }

  private static List<Span> trace(int id, int count) {
    List<Span> spans = new ArrayList<>();
    spans.add(span(1).in(id).of("app").lasting(ofMillis(100)).build());
    for (int i = 2; i <= count; i++) {
      spans.add(span(i).in(id).under(1).of("app").lasting(ofMillis(1)).build());
    }
    return spans;
  }
}
