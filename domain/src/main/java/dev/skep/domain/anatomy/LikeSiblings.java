package dev.skep.domain.anatomy;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Spans with the same parent that do the same and ended the same way, none or all of them in
/// error: one row instead of many.
public final class LikeSiblings {
  /// Fewer are not folded.
  public static final int LEAST = 5;

  private final int[] members;
  private final long[] durations;
  private final long start;
  private final long lastMoment;

  LikeSiblings(Anatomy trace, int[] members) {
    this.members = members.clone();
    this.durations = IntStream.of(members).mapToLong(trace::duration).sorted().toArray();
    this.start = IntStream.of(members).mapToLong(trace::start).min().orElse(0);
    this.lastMoment = IntStream.of(members).mapToLong(trace::lastMoment).max().orElse(0);
  }

  public int count() {
    return members.length;
  }

  /// The nodes, by start.
  public IntStream members() {
    return Arrays.stream(members);
  }

  /// When the first of them begins, in nanoseconds from the start of the trace.
  public long start() {
    return start;
  }

  /// When the last of them ends.
  public long lastMoment() {
    return lastMoment;
  }

  /// The duration that half of them did not exceed.
  public long median() {
    return durations[(durations.length - 1) / 2];
  }

  public long longest() {
    return durations[durations.length - 1];
  }

  /// Their durations together.
  public long total() {
    return Arrays.stream(durations).reduce(0, Saturated::sum);
  }
}
