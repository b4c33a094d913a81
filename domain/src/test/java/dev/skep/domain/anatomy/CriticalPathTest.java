package dev.skep.domain.anatomy;

import static dev.skep.domain.anatomy.GeneratedTraces.anatomy;
import static dev.skep.domain.trace.Spans.outlines;
import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CriticalPathTest {
  @Test
  void the_last_to_end_is_waited_for_and_what_ran_beside_it_is_not() {
    assertThat(
            path(
                span(1).lasting(micros(100)),
                span(2).under(1).after(micros(10)).lasting(micros(40)),
                span(3).under(1).after(micros(20)).lasting(micros(60))))
        .containsExactly("0: 0-20", "0: 80-100", "2: 20-80");
  }

  @Test
  void calls_one_after_the_other_are_all_on_it() {
    assertThat(
            path(
                span(1).lasting(micros(100)),
                span(2).under(1).after(micros(10)).lasting(micros(20)),
                span(3).under(2).after(micros(15)).lasting(micros(10)),
                span(4).under(1).after(micros(50)).lasting(micros(20))))
        .containsExactly(
            "0: 0-10", "0: 30-50", "0: 70-100", "1: 10-15", "1: 25-30", "2: 15-25", "3: 50-70");
  }

  @Test
  void a_child_counts_only_as_long_as_its_parent_runs() {
    assertThat(
            path(
                span(1).lasting(micros(100)),
                span(2).under(1).after(micros(90)).lasting(micros(50)),
                span(3).lasting(micros(140))))
        .containsExactly("2: 0-140");
    assertThat(
            path(
                span(1).lasting(micros(100)),
                span(2).under(1).after(micros(90)).lasting(micros(50)),
                span(3).after(micros(200)).lasting(micros(10))))
        .containsExactly("0: 0-90", "1: 90-100", "2: 200-210");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void its_pieces_lie_within_their_spans_and_do_not_overlap(long seed) {
    Anatomy trace = anatomy(new GeneratedTraces(new Random(seed)).spans(300));

    CriticalPath path = CriticalPath.of(trace);

    List<long[]> pieces = new ArrayList<>();
    for (int node = 0; node < trace.size(); node++) {
      long length = 0;
      for (int i = 0; i < path.pieces(node); i++) {
        assertThat(path.from(node, i)).isGreaterThanOrEqualTo(trace.start(node));
        assertThat(path.to(node, i)).isLessThanOrEqualTo(trace.lastMoment(node));
        assertThat(path.from(node, i)).isLessThan(path.to(node, i));
        length += path.to(node, i) - path.from(node, i);
        pieces.add(new long[] {path.from(node, i), path.to(node, i)});
      }
      assertThat(path.length(node)).isEqualTo(length);
    }
    pieces.sort((a, b) -> Long.compare(a[0], b[0]));
    for (int i = 1; i < pieces.size(); i++) {
      assertThat(pieces.get(i)[0]).isGreaterThanOrEqualTo(pieces.get(i - 1)[1]);
    }
  }

  private static List<String> path(Spans.Builder... spans) {
    Anatomy trace = anatomy(outlines(spans));
    CriticalPath path = CriticalPath.of(trace);
    List<String> lines = new ArrayList<>();
    for (int node = 0; node < trace.size(); node++) {
      for (int i = 0; i < path.pieces(node); i++) {
        lines.add(node + ": " + path.from(node, i) / 1000 + "-" + path.to(node, i) / 1000);
      }
    }
    return lines;
  }

  private static Duration micros(int micros) {
    return Duration.ofNanos(1000L * micros);
  }
}
