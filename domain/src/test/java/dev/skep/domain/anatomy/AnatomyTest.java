package dev.skep.domain.anatomy;

import static dev.skep.domain.anatomy.GeneratedTraces.anatomy;
import static dev.skep.domain.trace.Spans.outlines;
import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.spanId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.Spans;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnatomyTest {
  @Test
  void spans_that_name_one_missing_parent_stand_together_below_it() {
    Anatomy trace =
        of(
            span(1).named("first").under(77).after(micros(1)),
            span(2).named("other root").after(micros(2)),
            span(3).named("second").under(77).after(micros(3)).lasting(micros(9)));

    assertThat(names(trace)).containsExactly("0 ?", "1 first", "1 second", "0 other root");
    assertThat(trace.id(0)).isEqualTo(spanId(77));
    assertThat(trace.isMissing(0)).isTrue();
    assertThat(trace.start(0)).isZero();
    assertThat(trace.lastMoment(0)).isEqualTo(1_500_000);
    assertThat(trace.reason(0)).isEqualTo(MissingParent.CALLER_SENT_NONE);
    assertThat(trace.depth()).isEqualTo(1);
  }

  @Test
  void why_a_parent_is_missing_shows_in_what_hangs_below_it() {
    assertThat(of(span(1).under(9).ofKind(SpanKind.CONSUMER)).reason(0))
        .isEqualTo(MissingParent.CALLER_SENT_NONE);
    assertThat(of(span(1).under(9).named("processing").ofKind(SpanKind.INTERNAL)).reason(0))
        .isEqualTo(MissingParent.REQUEST_OF_PARTS);
    assertThat(of(span(1).under(9).ofKind(SpanKind.CLIENT)).reason(0))
        .isEqualTo(MissingParent.OWN_SPAN);
  }

  @Test
  void the_parts_of_a_request_are_known_by_name_kind_and_service() {
    Anatomy trace =
        of(
            span(1).lasting(micros(100)),
            part(2, "in queue").under(1).lasting(micros(30)),
            part(3, "processing").under(1).after(micros(30)).lasting(micros(70)),
            part(4, "in queue").under(1).of("another").after(micros(40)),
            part(5, "in queue").under(3).after(micros(50)));

    assertThat(trace.queue(0)).isEqualTo(1);
    assertThat(trace.processing(0)).isEqualTo(2);
    assertThat(trace.waiting(0)).isEqualTo(30_000);
    assertThat(IntStream.range(0, 5).filter(trace::isPart)).containsExactly(1, 2);
  }

  @Test
  void self_time_is_what_no_child_covers() {
    Anatomy trace =
        of(
            span(1).lasting(micros(100)),
            span(2).under(1).after(micros(10)).lasting(micros(20)),
            span(3).under(1).after(micros(20)).lasting(micros(20)),
            span(4).under(1).after(micros(90)).lasting(micros(50)));

    assertThat(trace.self(0)).isEqualTo(60_000);
    assertThat(trace.self(3)).isEqualTo(50_000);
  }

  @Test
  void spans_of_one_id_are_numbered_by_start() {
    Anatomy trace = of(span(1).after(micros(5)).named("late"), span(1).named("early"));

    assertThat(trace.operation(trace.find(spanId(1), 1)).name()).isEqualTo("early");
    assertThat(trace.operation(trace.find(spanId(1), 2)).name()).isEqualTo("late");
    assertThat(trace.find(spanId(1), 3)).isEqualTo(Anatomy.NONE);
    assertThat(trace.find(spanId(9), 1)).isEqualTo(Anatomy.NONE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void any_trace_is_a_tree_of_all_its_spans(long seed) {
    List<SpanOutline> spans = new GeneratedTraces(new Random(seed)).spans(400);

    Anatomy trace = anatomy(spans);

    assertThat(IntStream.range(0, trace.size()).filter(node -> !trace.isMissing(node)).count())
        .isEqualTo(400);
    for (int node = 0; node < trace.size(); node++) {
      int parent = trace.parent(node);
      assertThat(trace.level(node)).isEqualTo(parent < 0 ? 0 : trace.level(parent) + 1);
      assertThat(trace.end(node)).isGreaterThan(node);
      if (parent >= 0) {
        assertThat(node).isGreaterThan(parent);
        assertThat(trace.end(node)).isLessThanOrEqualTo(trace.end(parent));
      }
      assertThat(trace.self(node)).isBetween(0L, trace.duration(node));
      if (trace.nextSibling(node) != Anatomy.NONE) {
        assertThat(trace.start(trace.nextSibling(node))).isGreaterThanOrEqualTo(trace.start(node));
      }
      if (!trace.isMissing(node)) {
        assertThat(trace.find(trace.id(node), trace.number(node))).isEqualTo(node);
      }
    }
  }

  private static Anatomy of(Spans.Builder... spans) {
    return anatomy(outlines(spans));
  }

  private static Spans.Builder part(int number, String name) {
    return span(number).named(name).ofKind(SpanKind.INTERNAL);
  }

  private static List<String> names(Anatomy trace) {
    return IntStream.range(0, trace.size())
        .mapToObj(node ->
            trace.level(node) + " " + (trace.isMissing(node) ? "?" : trace.operation(node).name()))
        .toList();
  }

  private static Duration micros(int micros) {
    return Duration.ofNanos(1000L * micros);
  }
}
