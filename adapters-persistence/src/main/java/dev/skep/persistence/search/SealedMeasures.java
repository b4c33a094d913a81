package dev.skep.persistence.search;

import dev.skep.domain.trace.TraceSource;
import dev.skep.persistence.sealed.TraceColumns;
import java.util.BitSet;
import java.util.Map;

/// What is counted of the traces of a sealed segment, in memory.
///
/// @param tally the same as the columns, for where nothing is asked but when and how long
/// @param present the traces that were not erased
/// @param bySource for each source that any of them has a span from, those that do
/// @param erasures of the segment, when this was read
record SealedMeasures(
    TraceColumns columns,
    Tally tally,
    BitSet present,
    Map<TraceSource, BitSet> bySource,
    int erasures) {
  private static final BitSet NONE = new BitSet();

  /// The caller does not change the set.
  BitSet fromSource(TraceSource source) {
    return bySource.getOrDefault(source, NONE);
  }

  /// How much memory it takes, in bytes.
  long size() {
    return columns.size()
        + tally.size()
        + present.size() / Byte.SIZE
        + bySource.values().stream().mapToLong(set -> set.size() / Byte.SIZE).sum();
  }
}
