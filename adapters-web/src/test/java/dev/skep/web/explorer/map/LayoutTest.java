package dev.skep.web.explorer.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.web.explorer.map.Layout.Point;
import dev.skep.web.explorer.map.Shape.Edge;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
  @Test
  void nothing_is_an_empty_picture() {
    assertThat(Layout.of(new Shape(0, List.of())).places()).isEmpty();
  }

  @Test
  void a_circle_is_opened_somewhere() {
    var circle = new Shape(3, List.of(new Edge(0, 1), new Edge(1, 2), new Edge(2, 0)));

    assertThat(Layers.of(circle)).containsExactly(0, 1, 2);
  }

  @Test
  void an_edge_over_a_column_has_a_bend_in_it() {
    var shape = new Shape(3, List.of(new Edge(0, 1), new Edge(1, 2), new Edge(0, 2)));

    Layout layout = Layout.of(shape);

    assertThat(layout.bends().get(2)).hasSize(1);
    assertThat(layout.bends().get(2).getFirst().x()).isEqualTo(layout.places().get(1).x());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void no_node_covers_another_and_all_are_in_the_picture(long seed) {
    Shape shape = shape(new Random(seed));

    Layout layout = Layout.of(shape);

    List<Point> places = layout.places();
    for (int i = 0; i < places.size(); i++) {
      assertThat(places.get(i).x()).isBetween(0.0, layout.width());
      assertThat(places.get(i).y()).isBetween(0.0, layout.height());
      for (int j = 0; j < i; j++) {
        double distance =
            Math.hypot(
                places.get(i).x() - places.get(j).x(), places.get(i).y() - places.get(j).y());
        assertThat(distance).as("%d and %d", i, j).isGreaterThan(100);
      }
    }
  }

  @Test
  void an_equal_graph_is_laid_out_once() {
    var layouts = new Layouts();

    Layout first = layouts.of(new Shape(2, List.of(new Edge(0, 1))));

    assertThat(layouts.of(new Shape(2, List.of(new Edge(0, 1))))).isSameAs(first);
  }

  private static Shape shape(Random random) {
    int nodes = 1 + random.nextInt(80);
    Set<Edge> edges = new LinkedHashSet<>();
    for (int i = 0; i < 2 * nodes; i++) {
      int from = random.nextInt(nodes);
      int to = random.nextInt(nodes);
      if (from != to) {
        edges.add(new Edge(from, to));
      }
    }
    return new Shape(nodes, new ArrayList<>(edges));
  }
}
