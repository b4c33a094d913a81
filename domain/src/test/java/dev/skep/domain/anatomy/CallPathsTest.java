package dev.skep.domain.anatomy;

import static dev.skep.domain.anatomy.GeneratedTraces.anatomy;
import static dev.skep.domain.trace.Spans.outlines;
import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.skep.domain.anatomy.FlameGraph.Frame;
import dev.skep.domain.trace.SpanKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CallPathsTest {
  @Test
  void spans_that_do_the_same_at_the_same_place_are_one_path() {
    Anatomy a =
        anatomy(
            outlines(
                span(1).lasting(micros(100)),
                span(2).under(1).named("SELECT").after(micros(10)).lasting(micros(10)),
                span(3).under(1).named("SELECT").after(micros(30)).lasting(micros(20)).inError()));
    Anatomy b =
        anatomy(
            outlines(
                span(1).lasting(micros(50)),
                part(2, "in queue").under(1).lasting(micros(5)),
                part(3, "processing").under(1).after(micros(5)).lasting(micros(45)),
                span(4).under(3).named("SELECT").after(micros(6)).lasting(micros(3))));

    CallPaths paths = CallPaths.of(List.of(a, b));

    assertThat(
            Arrays.stream(paths.inTreeOrder())
                .mapToObj(path ->
                    paths.level(path)
                        + " "
                        + paths.operation(path).orElseThrow().name()
                        + " "
                        + paths.sums(path, 0).totalNano() / 1000
                        + " "
                        + paths.sums(path, 1).totalNano() / 1000))
        .containsExactly("0 GET / 100 50", "1 SELECT 30 3", "1 in queue 0 5");
    assertThat(paths.sums(1, 0)).isEqualTo(new CallPaths.Sums(2, 1, 30_000, 30_000, 1));
    assertThat(paths.sums(0, 1).selfNano()).isEqualTo(42_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void all_spans_and_all_self_times_are_on_some_path_and_flames_stay_above_what_they_came_from(
      long seed) {
    Anatomy trace = anatomy(new GeneratedTraces(new Random(seed)).spans(300));
    CallPaths paths = CallPaths.of(List.of(trace));
    long selves = IntStream.range(0, trace.size()).mapToLong(trace::self).sum();

    assertThat(IntStream.range(0, paths.size()).mapToLong(p -> paths.sums(p, 0).selfNano()).sum())
        .isEqualTo(selves);
    assertThat(paths.inTreeOrder())
        .containsExactlyInAnyOrder(IntStream.range(0, paths.size()).toArray());
    assertThat(OperationSums.of(trace).stream().mapToLong(OperationSums::selfNano).sum())
        .isEqualTo(selves);

    FlameGraph flames = FlameGraph.of(trace, Integer.MAX_VALUE, Integer.MAX_VALUE, 0);
    assertThat(flames.frames()).hasSize(paths.size());
    assertThat(flames.totalNano()).isEqualTo(selves);
    double[] ends = new double[trace.depth() + 2];
    for (Frame frame : flames.frames()) {
      assertThat(frame.begin()).isGreaterThanOrEqualTo(ends[frame.level()] - 1e-9);
      ends[frame.level()] = frame.begin() + frame.share();
      if (frame.level() > 0) {
        assertThat(ends[frame.level()]).isLessThanOrEqualTo(ends[frame.level() - 1] + 1e-9);
      } else {
        assertThat(frame.share()).isCloseTo(frame.share(), within(1e-9));
      }
    }
    FlameGraph few = FlameGraph.of(trace, 20, 5, 0.001);
    assertThat(few.frames().size() + few.hidden()).isEqualTo(paths.size());
    assertThat(few.frames()).hasSizeLessThanOrEqualTo(20);
  }

  private static dev.skep.domain.trace.Spans.Builder part(int number, String name) {
    return span(number).named(name).ofKind(SpanKind.INTERNAL);
  }

  private static Duration micros(int micros) {
    return Duration.ofNanos(1000L * micros);
  }
}
