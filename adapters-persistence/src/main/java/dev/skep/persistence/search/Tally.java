package dev.skep.persistence.search;

import dev.skep.domain.calls.DurationHistogram;
import dev.skep.domain.search.overview.LatencyRows;
import dev.skep.domain.search.overview.OverviewCounts;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.persistence.sealed.TraceColumns;
import java.util.HashMap;
import java.util.Map;

/// The traces of a sealed segment, counted by start and duration as finely as any overview tells
/// apart whose columns are five minutes or a multiple of that: so all of a segment is counted in a
/// fraction of the time that going through its traces takes.
final class Tally {
  private static final long STEP = 300_000_000_000L;
  private static final int ROW_BITS = 5;
  private static final int BUCKET_BITS = 11;

  // Of each group the first trace's start and duration, and what all of them come to.
  private final long[] starts;
  private final long[] durations;
  private final long[] spans;
  private final int[] traces;
  private final int[] inError;

  private Tally(int groups) {
    starts = new long[groups];
    durations = new long[groups];
    spans = new long[groups];
    traces = new int[groups];
    inError = new int[groups];
  }

  static Tally of(TraceColumns columns) {
    Map<Long, long[]> groups = new HashMap<>();
    columns.forEach((_, start, duration, spanCount, errorCount) -> {
      long key =
          ((start / STEP) << (ROW_BITS + BUCKET_BITS))
              | ((long) LatencyRows.row(duration) << BUCKET_BITS)
              | DurationHistogram.bucket(duration);
      long[] group = groups.computeIfAbsent(key, none -> new long[] {start, duration, 0, 0, 0});
      group[2] += spanCount;
      group[3]++;
      group[4] += errorCount > 0 ? 1 : 0;
    });
    var tally = new Tally(groups.size());
    int at = 0;
    for (long[] group : groups.values()) {
      tally.starts[at] = group[0];
      tally.durations[at] = group[1];
      tally.spans[at] = group[2];
      tally.traces[at] = (int) group[3];
      tally.inError[at] = (int) group[4];
      at++;
    }
    return tally;
  }

  /// Whether it is fine enough for these columns.
  static boolean fits(TimeColumns columns) {
    return columns.step() % STEP == 0;
  }

  void addTo(OverviewCounts counts) {
    for (int i = 0; i < starts.length; i++) {
      counts.add(starts[i], durations[i], spans[i], traces[i], inError[i]);
    }
  }

  /// How much memory it takes, in bytes.
  int size() {
    return starts.length * (3 * Long.BYTES + 2 * Integer.BYTES);
  }
}
