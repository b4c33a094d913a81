package dev.skep.domain.calls;

/// Calls that are being counted: the one thing here that changes. Not for several threads at once.
public final class CallTally {
  private long calls;
  private long errors;
  private long durationSum;
  private long shortest = Long.MAX_VALUE;
  private long longest;
  private final HistogramCounts histogram = new HistogramCounts();

  /// Counts one call.
  ///
  /// @param nanos how long it took
  public void add(long nanos, boolean error) {
    calls++;
    errors += error ? 1 : 0;
    durationSum = plus(durationSum, nanos);
    shortest = Math.min(shortest, nanos);
    longest = Math.max(longest, nanos);
    histogram.add(nanos, 1);
  }

  /// Takes one call back that was counted, here or in a tally that this one will be added to. The
  /// shortest and the longest call stay what they were.
  public void takeBack(long nanos, boolean error) {
    calls--;
    errors -= error ? 1 : 0;
    durationSum = plus(durationSum, -nanos);
    histogram.add(nanos, -1);
  }

  /// Adds what another tally counted, as it was stored.
  ///
  /// @param shortest of its calls; `Long.MAX_VALUE` if there is none
  /// @param histogram see [DurationHistogram#toBytes]
  /// @throws IllegalArgumentException if the bytes are no histogram
  public void add(
      long calls, long errors, long durationSum, long shortest, long longest, byte[] histogram) {
    this.calls += calls;
    this.errors += errors;
    this.durationSum = plus(this.durationSum, durationSum);
    this.shortest = Math.min(this.shortest, shortest);
    this.longest = Math.max(this.longest, longest);
    this.histogram.addBytes(histogram);
  }

  /// Adds the calls of an edge, of which neither the shortest nor the longest is known.
  public void add(ServiceEdge edge) {
    add(
        edge.calls(),
        edge.errors(),
        edge.durationSumNano(),
        Long.MAX_VALUE,
        0,
        edge.histogram().toBytes());
  }

  public long calls() {
    return calls;
  }

  public long errors() {
    return errors;
  }

  /// The sum of all durations in nanoseconds, at most `Long.MAX_VALUE`.
  public long durationSum() {
    return durationSum;
  }

  /// `Long.MAX_VALUE` of no call.
  public long shortest() {
    return shortest;
  }

  public long longest() {
    return longest;
  }

  /// See [DurationHistogram#toBytes].
  public byte[] histogramBytes() {
    return histogram.toBytes();
  }

  public DurationHistogram histogram() {
    return histogram.histogram();
  }

  public CallStatistics statistics() {
    return new CallStatistics(
        calls, errors, durationSum, calls == 0 ? 0 : shortest, longest, histogram.histogram());
  }

  private static long plus(long sum, long nanos) {
    long result = sum + nanos;
    boolean overflown = ((sum ^ result) & (nanos ^ result)) < 0;
    return overflown ? (sum < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : result;
  }
}
