package dev.skep.web;

import dev.skep.application.Latencies;
import dev.skep.application.LatencyFigures;
import dev.skep.application.StoreState;
import dev.skep.application.StoreState.Covered;
import dev.skep.application.StoreState.Segment;
import dev.skep.application.StoreState.Stage;
import dev.skep.domain.trace.Spans;
import java.time.Duration;
import java.util.List;

/// How a store may be doing.
final class StoreStates {
  private StoreStates() {}

  /// How the store is doing, whatever is in it.
  static final StoreState BUSY =
      new StoreState(
          List.of(
              new Segment(
                  1,
                  Stage.SEALED,
                  1_000_000,
                  120_000,
                  Spans.NOON.minus(Duration.ofHours(30)),
                  new Covered.From(
                      Spans.NOON.minus(Duration.ofHours(30)),
                      Spans.NOON.minus(Duration.ofHours(5))),
                  200_000_000),
              new Segment(
                  2,
                  Stage.DAMAGED,
                  0,
                  0,
                  Spans.NOON.minus(Duration.ofHours(5)),
                  new Covered.Nothing(),
                  4096),
              new Segment(
                  3,
                  Stage.OPEN,
                  40_000,
                  5_000,
                  Spans.NOON.minus(Duration.ofHours(1)),
                  new Covered.From(Spans.NOON.minus(Duration.ofHours(1)), Spans.NOON),
                  8_000_000)),
          new StoreState.Disk(210_000_000, 10L << 30, 38L << 30, 1L << 30),
          new StoreState.Keeping(Duration.ofDays(7), 2),
          new StoreState.Queue(12, 40_000, Duration.ofMillis(3)),
          commits(),
          4);

  private static LatencyFigures commits() {
    var commits = new Latencies();
    commits.add(2_000_000);
    commits.add(8_000_000);
    return commits.figures();
  }
}
