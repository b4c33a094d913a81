package dev.skep.domain.anatomy;

import static dev.skep.domain.anatomy.GeneratedTraces.anatomy;
import static dev.skep.domain.anatomy.GeneratedTraces.outline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.StatusCode;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No shape of 100,000 spans is too deep, too broad or too odd.
final class LargeTracesTest {
  private static final int SPANS = 100_000;

  enum Shape {
    CHAIN,
    STAR,
    TREE,
    CYCLE,
    ORPHANS,
    ORPHANS_OF_ONE,
    ROOTS,
    COMB;

    /// The number of the parent, 0 for none.
    int parent(int number) {
      return switch (this) {
        case CHAIN -> number - 1;
        case STAR -> number == 1 ? 0 : 1;
        case TREE -> number / 2;
        case CYCLE -> number == 1 ? SPANS : number - 1;
        case ORPHANS -> SPANS + number;
        case ORPHANS_OF_ONE -> SPANS + 1;
        case ROOTS -> 0;
        case COMB -> number % 2 == 0 ? number - 1 : Math.max(0, number - 2);
      };
    }
  }

  @Timeout(60)
  @ParameterizedTest
  @EnumSource
  void every_span_is_found_once_and_no_shape_takes_for_ever(Shape shape) {
    List<SpanOutline> spans =
        IntStream.rangeClosed(1, SPANS).mapToObj(number -> span(shape, number)).toList();

    Anatomy trace = anatomy(spans);
    VisibleRows all = VisibleRows.of(trace, Folding.NONE);
    VisibleRows usual = VisibleRows.of(trace, Folding.USUAL);
    CriticalPath path = CriticalPath.of(trace);
    FlameGraph flames = FlameGraph.of(trace, 1000, 100, 0.001);
    BitSet found = NodeSets.withAncestors(trace, NodeSets.matching(trace, "select"));

    assertThat(all.size()).isEqualTo(trace.size());
    assertThat(IntStream.range(0, trace.size()).filter(node -> !trace.isMissing(node)).count())
        .isEqualTo(SPANS);
    assertThat(usual.size()).isBetween(1, all.size());
    assertThat(flames.frames()).hasSizeLessThanOrEqualTo(1000);
    assertThat(found.cardinality()).isGreaterThan(0);
    assertThat(IntStream.range(0, trace.size()).mapToLong(path::length).sum())
        .isLessThanOrEqualTo(trace.duration());
  }

  private static SpanOutline span(Shape shape, int number) {
    int parent = shape.parent(number);
    return outline(
        number,
        parent == 0 ? Parent.NONE : Parent.of(Spans.spanId(parent)),
        "service " + number % 7,
        number % 3 == 0 ? "SELECT" : "GET /" + number % 50,
        SpanKind.SERVER,
        StatusCode.UNSET,
        number,
        2L * SPANS - 2L * number);
  }
}
