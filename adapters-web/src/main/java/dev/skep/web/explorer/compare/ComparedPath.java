package dev.skep.web.explorer.compare;

import dev.skep.domain.anatomy.SpanOperation;
import java.util.List;

/// One path in two traces, in numbers; or in one trace and in what is usual.
///
/// @param operation nothing where a parent is missing
/// @param above the place of the path above in the list of all, or -1
/// @param a, b what stands on either side
/// @param slowerThan the share of usual calls that took less than those of A; below 0 when nobody
///   knows
record ComparedPath(
    List<SpanOperation> operation, int above, int level, Side a, Side b, double slowerThan) {
  /// What the spans of one side come to.
  ///
  /// @param node the first span, or -1 when there is none to lead to
  /// @param selfNano their own time; 0 where nobody knows it
  record Side(int count, int errors, long nanos, long selfNano, int node) {
    static final Side NONE = new Side(0, 0, 0, 0, -1);

    boolean isThere() {
      return count > 0;
    }
  }

  ComparedPath {
    operation = List.copyOf(operation);
  }

  /// How much longer A took, in nanoseconds; 0 where one side is missing.
  long difference() {
    return a.isThere() && b.isThere() ? a.nanos() - b.nanos() : 0;
  }

  /// How much longer A was busy by itself, also where only one side is there.
  long selfDifference() {
    return a.selfNano() - b.selfNano();
  }
}
