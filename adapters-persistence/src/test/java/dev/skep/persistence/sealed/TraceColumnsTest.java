package dev.skep.persistence.sealed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.persistence.sealed.TraceColumns.SealedTraceMeasures;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TraceColumnsTest {
  private static final long[] BOUNDS = {
    0, 1, 254, 255, 256, Integer.MAX_VALUE, 0xffff_fffeL, 0xffff_ffffL, 1L << 32, 1L << 50
  };

  @Test
  void what_was_put_in_comes_out() {
    List<SealedTraceMeasures> traces = traces(4);
    assertThat(shown(columns(traces), all(traces))).isEqualTo(traces);
    List<SealedTraceMeasures> unselected = new ArrayList<>();
    columns(traces)
        .forEach((number, start, duration, spans, errors) ->
            unselected.add(new SealedTraceMeasures(number, start, duration, spans, errors)));
    assertThat(unselected).isEqualTo(traces);
  }

  @Test
  void some_are_shown_as_they_are_among_all() {
    List<SealedTraceMeasures> traces = traces(5);
    var some = new BitSet();
    traces.stream()
        .mapToInt(SealedTraceMeasures::number)
        .filter(number -> number % 3 == 0)
        .forEach(some::set);
    assertThat(shown(columns(traces), some))
        .isEqualTo(traces.stream().filter(trace -> some.get(trace.number())).toList());
  }

  @Test
  void an_erased_trace_is_not_shown() {
    var columns = columns(List.of(new SealedTraceMeasures(3, 7, 8, 9, 0)));
    var all = new BitSet();
    all.set(1, 10);
    assertThat(shown(columns, all)).containsExactly(new SealedTraceMeasures(3, 7, 8, 9, 0));
  }

  @Test
  void nothing_may_be_in_it() {
    assertThat(shown(columns(List.of()), new BitSet())).isEmpty();
  }

  @Test
  void a_usual_trace_takes_nine_bytes() {
    List<SealedTraceMeasures> traces = new ArrayList<>();
    for (int number = 1; number <= 1_000; number++) {
      traces.add(new SealedTraceMeasures(number, 100_000_000L * number, 20_000_000, 5, 0));
    }
    assertThat(columns(traces).size()).isEqualTo(9_000);
  }

  private static TraceColumns columns(List<SealedTraceMeasures> traces) {
    var columns = new TraceColumns.Builder();
    traces.forEach(columns::add);
    return columns.build();
  }

  private static BitSet all(List<SealedTraceMeasures> traces) {
    var all = new BitSet();
    traces.forEach(trace -> all.set(trace.number()));
    return all;
  }

  private static List<SealedTraceMeasures> shown(TraceColumns columns, BitSet wanted) {
    List<SealedTraceMeasures> shown = new ArrayList<>();
    columns.forEach(
        wanted,
        (number, start, duration, spans, errors) ->
            shown.add(new SealedTraceMeasures(number, start, duration, spans, errors)));
    return shown;
  }

  /// Some thousand, with gaps between their numbers and measures at the bounds of what is small.
  private static List<SealedTraceMeasures> traces(long seed) {
    var random = new SplittableRandom(seed);
    List<SealedTraceMeasures> traces = new ArrayList<>();
    int number = 0;
    long start = 1_795_000_000_000_000_000L;
    for (int i = 0; i < 3_000; i++) {
      number += random.nextInt(10) == 0 ? 3 : 1;
      start += bound(random);
      int spans = 1 + random.nextInt(random.nextInt(5) == 0 ? 1_000 : 300);
      int errors = random.nextInt(4) == 0 ? random.nextInt(300) : 0;
      traces.add(new SealedTraceMeasures(number, start, bound(random), spans, errors));
    }
    return traces;
  }

  private static long bound(SplittableRandom random) {
    return BOUNDS[random.nextInt(BOUNDS.length)];
  }
}
