package dev.skep.web.explorer.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.web.explorer.map.EdgeLabels.Box;
import dev.skep.web.explorer.map.Layout.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EdgeLabelsTest {
  private static final String WORDS = "0.15/s · 2.21 ms";

  @Test
  void words_stand_in_the_middle_of_their_edge() {
    Point at = new EdgeLabels().place(List.of(new Point(0, 50), new Point(200, 90)), WORDS);

    assertThat(at.x()).isEqualTo(100);
    assertThat(at.y()).isBetween(60.0, 70.0);
  }

  @Test
  void words_of_edges_that_cross_stand_beside_one_another() {
    var labels = new EdgeLabels();
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<Point> way = List.of(new Point(0, 60 * i), new Point(200, 180 - 60 * i));
      boxes.add(EdgeLabels.box(labels.place(way, WORDS), WORDS));
    }

    for (int i = 1; i < boxes.size(); i++) {
      Box one = boxes.get(i);
      assertThat(boxes.subList(0, i)).allMatch(other -> one.shared(other) == 0);
    }
  }

  @Test
  void words_leave_nodes_free_and_move_to_another_piece_of_a_long_edge() {
    var labels = new EdgeLabels();
    var node = new Box(40, 0, 160, 100);
    labels.keepClear(node);
    List<Point> way = List.of(new Point(0, 50), new Point(200, 50), new Point(400, 50));

    Box words = EdgeLabels.box(labels.place(way, WORDS), WORDS);

    assertThat(words.shared(node)).isZero();
  }

  @Test
  void where_there_is_no_room_they_stand_where_least_is_hidden() {
    var labels = new EdgeLabels();
    labels.keepClear(new Box(-1000, -1000, 1000, 1000));
    List<Point> way = List.of(new Point(0, 0), new Point(200, 0));

    assertThat(labels.place(way, WORDS).x()).isBetween(0.0, 200.0);
  }
}
