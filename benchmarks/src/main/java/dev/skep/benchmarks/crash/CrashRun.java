package dev.skep.benchmarks.crash;

import java.util.HexFormat;
import java.util.SplittableRandom;

/// Everything that is sent in one run, by the numbers of its batches: 1, 2, 3, …
///
/// @param startNanos when the first span starts, in nanoseconds since 1970
/// @param mostSpans the most spans of a batch
public record CrashRun(long seed, long startNanos, int mostSpans) {
  // Multiplying by the one scatters numbers over all identifiers, multiplying by the other gathers
  // them again.
  private static final long SCATTER = 0x9E3779B97F4A7C15L;
  private static final long GATHER = 0xF1DE83E19937733DL;
  private static final int INDEX_BITS = 24;
  private static final int SPANS_PER_TRACE = 100;
  private static final int NEAR = 200;

  /// The batch of a number.
  ///
  /// Small ones are as frequent as large ones. Half of the batches add spans to a trace of an
  /// earlier batch, mostly a recent one.
  public Batch batch(int number) {
    SplittableRandom random = new SplittableRandom(seed + number * SCATTER);
    int spans = (int) Math.exp(random.nextDouble() * Math.log(mostSpans + 1.0));
    spans = Math.clamp(spans, 1, mostSpans);
    int joining = 0;
    int joined = 0;
    if (number > 1 && random.nextBoolean()) {
      joining = 1 + random.nextInt(1 + spans / 2);
      joining = Math.min(joining, spans);
      int reach = random.nextInt(8) == 0 ? number - 1 : Math.min(NEAR, number - 1);
      joined = number - 1 - random.nextInt(reach);
    }
    return new Batch(this, number, spans, joining, joined, 1 + spans / SPANS_PER_TRACE);
  }

  long startOf(int batch, int index) {
    return startNanos + batch * 1_000_000L + index * 400L;
  }

  /// Never 0, for batches count from 1.
  static long spanId(int batch, int index) {
    return (((long) batch << INDEX_BITS) | index) * SCATTER;
  }

  /// The batch that a span belongs to; may be none that there is.
  static long batchOf(long spanId) {
    return (spanId * GATHER) >>> INDEX_BITS;
  }

  /// The place of a span in its batch.
  static int indexOf(long spanId) {
    return (int) ((spanId * GATHER) & ((1L << INDEX_BITS) - 1));
  }

  long traceHigh(int batch) {
    return new SplittableRandom(seed ^ (batch * GATHER)).nextLong();
  }

  static long traceLow(int batch, int trace) {
    return spanId(batch, trace);
  }

  /// 32 hexadecimal digits.
  String traceId(int batch, int trace) {
    return hex(traceHigh(batch)) + hex(traceLow(batch, trace));
  }

  static String hex(long id) {
    return HexFormat.of().toHexDigits(id);
  }
}
