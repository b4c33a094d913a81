package dev.skep.domain.trace;

import static dev.skep.domain.trace.Spans.outlines;
import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.traceId;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceTimeTest {
  @Test
  void what_a_child_covers_is_the_time_of_its_service() {
    assertThat(
            times(
                span(1).of("nginx").lasting(ofNanos(100)),
                span(2).under(1).of("app").after(ofNanos(10)).lasting(ofNanos(60)),
                span(3).under(2).of("redis").after(ofNanos(20)).lasting(ofNanos(15))))
        .containsExactly(
            new ServiceTime("nginx", 40), new ServiceTime("app", 45), new ServiceTime("redis", 15));
  }

  @Test
  void children_that_run_side_by_side_cover_their_parent_once() {
    assertThat(
            times(
                span(1).of("nginx").lasting(ofNanos(100)),
                span(2).under(1).of("app").after(ofNanos(10)).lasting(ofNanos(50)),
                span(3).under(1).of("app").after(ofNanos(40)).lasting(ofNanos(50)),
                span(4).under(1).of("app").after(ofNanos(45)).lasting(ofNanos(5))))
        .containsExactly(new ServiceTime("nginx", 20), new ServiceTime("app", 105));
  }

  @Test
  void a_child_covers_no_more_than_its_parent_has() {
    assertThat(
            times(
                span(1).of("nginx").lasting(ofNanos(100)),
                span(2).under(1).of("queue").after(ofNanos(90)).lasting(ofNanos(500))))
        .containsExactly(new ServiceTime("nginx", 90), new ServiceTime("queue", 500));
  }

  @Test
  void spans_that_call_each_other_in_a_circle_never_come_to_less_than_nothing() {
    assertThat(
            times(
                span(1).under(2).of("a").lasting(ofNanos(100)),
                span(2).under(1).of("b").lasting(ofNanos(100)),
                span(3).under(3).of("c").lasting(ofNanos(7))))
        .containsExactly(new ServiceTime("a", 0), new ServiceTime("b", 0), new ServiceTime("c", 7));
  }

  private static List<ServiceTime> times(Spans.Builder... spans) {
    return TraceSummary.of(traceId(1), outlines(spans)).serviceTimes();
  }
}
