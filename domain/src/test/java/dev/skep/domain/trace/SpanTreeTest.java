package dev.skep.domain.trace;

import static dev.skep.domain.trace.Spans.outlines;
import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.SpanTree.Node;
import dev.skep.domain.trace.SpanTree.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SpanTreeTest {
  @Test
  void children_follow_their_parent_by_start_whatever_order_they_came_in() {
    var tree =
        tree(
            span(3).under(1).after(ms(2)),
            span(4).under(2).after(ms(3)),
            span(2).under(1).after(ms(1)),
            span(1));

    assertThat(lines(tree)).containsExactly("0 ROOT 1", "1 CHILD 2", "2 CHILD 4", "1 CHILD 3");
    assertThat(tree.nodes().getFirst().children()).isEqualTo(2);
    assertThat(tree.depth()).isEqualTo(3);
  }

  @Test
  void a_node_says_where_its_span_stood_in_the_list() {
    assertThat(tree(span(2).under(1), span(1).after(ms(-1))).nodes())
        .extracting(Node::index)
        .containsExactly(1, 0);
  }

  @Test
  void a_span_whose_parent_is_not_stored_is_a_root_and_says_so() {
    var tree = tree(span(2).under(99), span(3).under(2).after(ms(1)));

    assertThat(lines(tree)).containsExactly("0 PARENT_MISSING 2", "1 CHILD 3");
    assertThat(tree.count(Place.PARENT_MISSING)).isEqualTo(1);
  }

  @Test
  void several_roots_stand_beside_one_another() {
    assertThat(lines(tree(span(2).after(ms(5)), span(1)))).containsExactly("0 ROOT 1", "0 ROOT 2");
  }

  @Test
  void a_span_that_is_its_own_parent_is_shown_once() {
    assertThat(lines(tree(span(1).under(1)))).containsExactly("0 CYCLE_CUT 1");
  }

  @Test
  void a_cycle_is_cut_above_its_earliest_span() {
    var tree =
        tree(
            span(1).under(3).after(ms(2)),
            span(2).under(1).after(ms(1)),
            span(3).under(2).after(ms(3)),
            span(4).under(3).after(ms(4)));

    assertThat(lines(tree)).containsExactly("0 CYCLE_CUT 2", "1 CHILD 3", "2 CHILD 1", "2 CHILD 4");
  }

  @Test
  void spans_that_share_an_id_are_both_shown_and_children_hang_under_the_earliest() {
    var tree =
        tree(
            span(1).named("late").after(ms(1)),
            span(1).named("early"),
            span(2).under(1).after(ms(2)));

    assertThat(tree.nodes())
        .extracting(node -> node.depth() + " " + node.span().name())
        .containsExactly("0 early", "1 GET /", "0 late");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void every_span_of_any_trace_is_shown_exactly_once_below_its_parent(long seed) {
    List<SpanOutline> spans = new ArrayList<>();
    for (Span span : new GeneratedSpans(new Random(seed), 1).spans(300)) {
      spans.add(SpanOutline.of(span));
    }

    List<Node> nodes = SpanTree.of(spans).nodes();

    assertThat(nodes).extracting(Node::index).doesNotHaveDuplicates().hasSize(300);
    List<SpanOutline> path = new ArrayList<>();
    for (Node node : nodes) {
      assertThat(spans.get(node.index())).isSameAs(node.span());
      path.subList(node.depth(), path.size()).clear();
      if (node.place() == Place.CHILD) {
        assertThat(node.span().parent()).isEqualTo(Parent.of(path.getLast().spanId()));
      } else {
        assertThat(node.depth()).isZero();
      }
      path.add(node.span());
    }
  }

  @Test
  void a_chain_of_a_hundred_thousand_spans_is_no_deeper_than_the_machine_s_stack() {
    List<SpanOutline> chain = new ArrayList<>();
    for (int i = 1; i <= 100_000; i++) {
      chain.add(SpanOutline.of(i == 1 ? span(1).build() : span(i).under(i - 1).build()));
    }

    assertThat(SpanTree.of(chain).depth()).isEqualTo(100_000);
  }

  @Test
  void a_cycle_of_a_hundred_thousand_spans_is_cut_once() {
    List<SpanOutline> cycle = new ArrayList<>();
    for (int i = 1; i <= 100_000; i++) {
      cycle.add(SpanOutline.of(span(i).under(i == 1 ? 100_000 : i - 1).build()));
    }

    assertThat(SpanTree.of(cycle).count(Place.CYCLE_CUT)).isEqualTo(1);
  }

  private static SpanTree tree(Spans.Builder... spans) {
    return SpanTree.of(outlines(spans));
  }

  private static List<String> lines(SpanTree tree) {
    return tree.nodes().stream()
        .map(node ->
            node.depth()
                + " "
                + node.place()
                + " "
                + Long.parseLong(node.span().spanId().value(), 16))
        .toList();
  }

  private static Duration ms(int millis) {
    return Duration.ofMillis(millis);
  }
}
