package dev.skep.benchmarks.crash;

import java.util.LinkedHashSet;
import java.util.Set;

/// One export request.
///
/// @param spans how many it has
/// @param joining how many of them, the first ones, belong to the first trace of an earlier batch
/// @param joined the number of that batch
/// @param traces how many traces of its own it has at most
public record Batch(CrashRun run, int number, int spans, int joining, int joined, int traces) {
  boolean joins(int index) {
    return index < joining;
  }

  /// Which trace of which batch a span belongs to: the batch.
  int traceBatch(int index) {
    return joins(index) ? joined : number;
  }

  /// Which trace of which batch a span belongs to: the trace.
  int traceNumber(int index) {
    return joins(index) ? 0 : (index - joining) % traces;
  }

  String traceId(int index) {
    return run.traceId(traceBatch(index), traceNumber(index));
  }

  /// The traces that its spans belong to.
  Set<String> traceIds() {
    Set<String> ids = new LinkedHashSet<>();
    for (int index = 0; index < Math.min(spans, joining + traces); index++) {
      ids.add(traceId(index));
    }
    return ids;
  }

  @Override
  public String toString() {
    return "batch " + number + " of " + spans + " spans";
  }
}
