package dev.skep.domain.trace;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.outlines;
import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TraceSummaryTest {
  @Test
  void the_root_is_the_span_without_a_parent() {
    var summary =
        summary(
            span(2).under(1).of("users-api").named("GET /users"),
            span(1).of("nginx").named("GET /").after(Duration.ofMillis(1)));

    assertThat(summary.rootServiceName()).isEqualTo("nginx");
    assertThat(summary.rootSpanName()).isEqualTo("GET /");
  }

  @Test
  void of_several_roots_the_earliest_counts_also_when_its_parent_is_missing() {
    var summary =
        summary(
            span(1).named("late").after(Duration.ofMillis(5)), span(2).under(99).named("early"));

    assertThat(summary.rootSpanName()).isEqualTo("early");
  }

  @Test
  void in_a_cycle_the_earliest_span_is_the_root() {
    var summary =
        summary(
            span(1).under(2).named("b").after(Duration.ofMillis(5)), span(2).under(1).named("a"));

    assertThat(summary.rootSpanName()).isEqualTo("a");
  }

  @Test
  void the_duration_runs_from_the_first_start_to_the_last_end() {
    var summary =
        summary(
            span(1).lasting(Duration.ofMillis(10)),
            span(2).under(1).after(Duration.ofMillis(8)).lasting(Duration.ofMillis(30)),
            span(3).under(1).ending(EndTime.NONE));

    assertThat(summary.start()).isEqualTo(NOON);
    assertThat(summary.durationNano()).isEqualTo(38_000_000);
  }

  @Test
  void one_span_in_error_puts_the_trace_in_error() {
    var summary =
        summary(span(1).withStatus(SpanStatus.of(StatusCode.OK)), span(2).under(1).inError());

    assertThat(summary.status()).isEqualTo(StatusCode.ERROR);
    assertThat(summary.errorCount()).isEqualTo(1);
  }

  @Test
  void without_an_error_the_status_is_the_root_s_own() {
    assertThat(summary(span(1)).status()).isEqualTo(StatusCode.UNSET);
    assertThat(summary(span(1).withStatus(SpanStatus.of(StatusCode.OK))).status())
        .isEqualTo(StatusCode.OK);
  }

  @Test
  void services_stand_once_in_order_of_appearance() {
    var summary =
        summary(
            span(3).of("redis").after(Duration.ofMillis(2)),
            span(1).of("nginx"),
            span(2).of("app-gw").after(Duration.ofMillis(1)),
            span(4).of("nginx").after(Duration.ofMillis(3)));

    assertThat(summary.services()).containsExactly("nginx", "app-gw", "redis");
  }

  @Test
  void the_far_future_and_1970_do_not_overflow() {
    var summary =
        summary(span(1).starting(UnixNano.toInstant(0)).ending(EndTime.at(UnixNano.toInstant(-1))));

    assertThat(summary.durationNano()).isEqualTo(Long.MAX_VALUE);
  }

  private static TraceSummary summary(Spans.Builder... spans) {
    return TraceSummary.of(traceId(1), outlines(spans));
  }
}
