package dev.skep.domain.anatomy;

import static dev.skep.domain.anatomy.GeneratedTraces.anatomy;
import static dev.skep.domain.trace.Spans.outlines;
import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VisibleRowsTest {
  private static final Folding NO_RUNS =
      new Folding(true, false, Folding.ALL_LEVELS, Set.of(), Set.of(), Set.of(), Set.of());

  @Test
  void queue_and_processing_are_folded_and_what_is_below_them_stands_below_the_request() {
    Anatomy trace = split();

    assertThat(lines(trace, VisibleRows.of(trace, Folding.USUAL)))
        .containsExactly("0 GET /", "1 SELECT", "1 beside");
    assertThat(lines(trace, VisibleRows.of(trace, Folding.NONE)))
        .containsExactly("0 GET /", "1 in queue", "1 processing", "2 SELECT", "1 beside");
    Folding opened =
        new Folding(true, true, Folding.ALL_LEVELS, Set.of(), Set.of(), Set.of(), Set.of(0));
    assertThat(lines(trace, VisibleRows.of(trace, opened))).hasSize(5);
  }

  @Test
  void a_part_that_is_asked_for_stands_by_itself() {
    Anatomy trace = split();
    var wanted = new BitSet();
    wanted.set(1);

    var rows = VisibleRows.of(trace, Folding.USUAL, NodeSets.all(trace), wanted);

    assertThat(lines(trace, rows)).containsExactly("0 GET /", "1 in queue", "1 SELECT", "1 beside");
  }

  @Test
  void like_siblings_are_one_row_from_five_on_and_failed_ones_are_apart() {
    List<Spans.Builder> spans = new ArrayList<>(List.of(span(1)));
    for (int i = 2; i <= 8; i++) {
      var call = span(i).under(1).named("SELECT").after(micros(i)).lasting(micros(i));
      spans.add(i == 4 ? call.inError() : call);
    }
    Anatomy trace = anatomy(outlines(spans.toArray(Spans.Builder[]::new)));

    var rows = VisibleRows.of(trace, Folding.USUAL);

    assertThat(lines(trace, rows)).containsExactly("0 GET /", "1 6×SELECT", "1 SELECT");
    assertThat(rows.run(1).median()).isEqualTo(5_000);
    assertThat(rows.run(1).longest()).isEqualTo(8_000);
    assertThat(rows.isClosed(1)).isTrue();
    var opened =
        new Folding(true, true, Folding.ALL_LEVELS, Set.of(), Set.of(), Set.of(1), Set.of());
    assertThat(lines(trace, VisibleRows.of(trace, opened)))
        .containsExactly(
            "0 GET /",
            "1 6×SELECT",
            "2 SELECT",
            "2 SELECT",
            "2 SELECT",
            "2 SELECT",
            "2 SELECT",
            "2 SELECT",
            "1 SELECT");
  }

  @Test
  void what_is_closed_hides_what_is_below_unless_that_is_asked_for() {
    Anatomy trace =
        anatomy(
            outlines(
                span(1),
                span(2).under(1).named("a").after(micros(1)),
                span(3).under(2).named("b").after(micros(2)),
                span(4).under(1).named("c").after(micros(3))));
    var closed =
        new Folding(true, true, Folding.ALL_LEVELS, Set.of(), Set.of(1), Set.of(), Set.of());
    var shallow = new Folding(true, true, 2, Set.of(), Set.of(), Set.of(), Set.of());
    var wanted = new BitSet();
    wanted.set(2);

    assertThat(lines(trace, VisibleRows.of(trace, closed)))
        .containsExactly("0 GET /", "1 a", "1 c");
    assertThat(VisibleRows.of(trace, closed).isClosed(1)).isTrue();
    assertThat(VisibleRows.of(trace, closed).rowOf(2)).isEqualTo(1);
    assertThat(lines(trace, VisibleRows.of(trace, shallow))).hasSize(3);
    assertThat(lines(trace, VisibleRows.of(trace, closed, NodeSets.all(trace), wanted)))
        .containsExactly("0 GET /", "1 a", "2 b", "1 c");
    assertThat(lines(trace, VisibleRows.of(trace, Folding.USUAL, wanted, new BitSet())))
        .containsExactly("0 GET /", "1 a", "2 b");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void every_span_is_in_exactly_one_row_whatever_is_folded(long seed) {
    var random = new Random(seed);
    List<SpanOutline> spans = new GeneratedTraces(random).spans(400);
    Anatomy trace = anatomy(spans);

    assertThat(shown(trace, VisibleRows.of(trace, Folding.NONE))).hasSize(trace.size());
    for (Folding folding : List.of(Folding.USUAL, NO_RUNS, any(random, trace))) {
      for (BitSet standing : List.of(new BitSet(), some(random, trace))) {
        VisibleRows rows = VisibleRows.of(trace, folding, NodeSets.all(trace), standing);
        List<Integer> shown = shown(trace, rows);
        assertThat(shown)
            .doesNotHaveDuplicates()
            .containsExactlyInAnyOrderElementsOf(IntStream.range(0, trace.size()).boxed().toList());
        standing.stream().forEach(node -> assertThat(rows.node(rows.rowOf(node))).isEqualTo(node));
        for (int row = 1; row < rows.size(); row++) {
          assertThat(rows.level(row)).isBetween(0, rows.level(row - 1) + 1);
          assertThat(rows.level(row) > rows.level(row - 1)).isEqualTo(rows.isOpen(row - 1));
        }
      }
    }
  }

  /// Every node: of a row, folded into a row, or below a closed one.
  private static List<Integer> shown(Anatomy trace, VisibleRows rows) {
    List<Integer> shown = new ArrayList<>();
    var covered = new BitSet();
    for (int row = 0; row < rows.size(); row++) {
      if (!rows.isRun(row)) {
        add(shown, covered, rows.node(row));
      } else if (!rows.isOpen(row)) {
        rows.run(row).members().forEach(member -> add(shown, covered, member));
      }
    }
    for (int node = 0; node < trace.size(); node++) {
      int parent = trace.parent(node);
      if (!covered.get(node) && parent >= 0 && covered.get(parent)) {
        int row = rows.rowOf(parent);
        boolean folded = rows.isClosed(row) || trace.isPart(node);
        if (folded) {
          add(shown, covered, node);
        }
      }
    }
    return shown;
  }

  private static void add(List<Integer> shown, BitSet covered, int node) {
    shown.add(node);
    covered.set(node);
  }

  private static Folding any(Random random, Anatomy trace) {
    return new Folding(
        random.nextBoolean(),
        random.nextBoolean(),
        1 + random.nextInt(5),
        boxed(some(random, trace)),
        boxed(some(random, trace)),
        boxed(some(random, trace)),
        boxed(some(random, trace)));
  }

  private static Set<Integer> boxed(BitSet nodes) {
    return nodes.stream().boxed().collect(Collectors.toSet());
  }

  private static BitSet some(Random random, Anatomy trace) {
    var some = new BitSet();
    for (int i = 0; i < 10; i++) {
      some.set(random.nextInt(trace.size()));
    }
    return some;
  }

  private static Anatomy split() {
    return anatomy(
        outlines(
            span(1).lasting(micros(100)),
            span(2).under(1).named("in queue").ofKind(SpanKind.INTERNAL).lasting(micros(30)),
            span(3)
                .under(1)
                .named("processing")
                .ofKind(SpanKind.INTERNAL)
                .after(micros(30))
                .lasting(micros(70)),
            span(4).under(3).named("SELECT").ofKind(SpanKind.CLIENT).after(micros(40)),
            span(5).under(1).named("beside").after(micros(60))));
  }

  private static List<String> lines(Anatomy trace, VisibleRows rows) {
    return IntStream.range(0, rows.size())
        .mapToObj(row ->
            rows.level(row)
                + " "
                + (rows.isRun(row) ? rows.run(row).count() + "×" : "")
                + trace.operation(rows.node(row)).name())
        .toList();
  }

  private static Duration micros(int micros) {
    return Duration.ofNanos(1000L * micros);
  }
}
