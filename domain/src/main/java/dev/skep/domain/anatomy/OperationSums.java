package dev.skep.domain.anatomy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the spans of one operation come to within a trace.
///
/// @param totalNano their durations together; where they run beside or within one another that is
///   more than the time that went by
/// @param selfNano their self times together
public record OperationSums(
    SpanOperation operation, int count, int errors, long totalNano, long selfNano, long mostNano) {
  /// The longest self time first.
  private static final Comparator<OperationSums> ORDER =
      Comparator.comparingLong(OperationSums::selfNano)
          .thenComparingLong(OperationSums::totalNano)
          .reversed();

  /// The sums of every operation of the trace.
  public static List<OperationSums> of(Anatomy trace) {
    int operations = trace.operations().size();
    int[] counts = new int[operations];
    int[] errors = new int[operations];
    long[] totals = new long[operations];
    long[] selves = new long[operations];
    long[] most = new long[operations];
    for (int node = 0; node < trace.size(); node++) {
      int at = trace.operationNumber(node);
      if (at != Anatomy.NONE) {
        counts[at]++;
        errors[at] += trace.isError(node) ? 1 : 0;
        totals[at] = Saturated.sum(totals[at], trace.duration(node));
        selves[at] = Saturated.sum(selves[at], trace.self(node));
        most[at] = Math.max(most[at], trace.duration(node));
      }
    }
    List<OperationSums> sums = new ArrayList<>(operations);
    for (int i = 0; i < operations; i++) {
      sums.add(
          new OperationSums(
              trace.operations().get(i), counts[i], errors[i], totals[i], selves[i], most[i]));
    }
    sums.sort(ORDER);
    return sums;
  }
}
