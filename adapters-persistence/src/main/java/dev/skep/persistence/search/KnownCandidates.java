package dev.skep.persistence.search;

import dev.skep.domain.search.condition.SpanCondition;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// What sealed segments said of the conditions of the last searches, for the next ones: the page
/// behind, the same in another order, the figures above it. Nothing is ever added to such a
/// segment, and a trace that is erased leads to nothing. For all threads.
public final class KnownCandidates {
  private static final int SHARE_OF_THE_HEAP = 32;
  private static final int ENTRY_BYTES = 200;

  private final long mostBytes;
  // In the order in which they were last asked for.
  private final SequencedMap<Key, Known> known = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /// @param maxHeap in bytes; a thirty-second of it is used at most
  public KnownCandidates(long maxHeap) {
    this.mostBytes = maxHeap / SHARE_OF_THE_HEAP;
  }

  synchronized Optional<Known> find(long segment, SpanCondition condition) {
    return Optional.ofNullable(known.get(new Key(segment, condition)));
  }

  synchronized void put(long segment, SpanCondition condition, Known one) {
    Known before = known.put(new Key(segment, condition), one);
    bytes += one.bytes() - (before == null ? 0 : before.bytes());
    while (bytes > mostBytes) {
      bytes -= known.pollFirstEntry().getValue().bytes();
    }
  }

  private record Key(long segment, SpanCondition condition) {}

  /// @param scanned whether the rows of spans were looked at, too
  record Known(Candidates candidates, boolean scanned) {
    long bytes() {
      long bits = (long) candidates.sure().size() + candidates.possible().size();
      return ENTRY_BYTES + bits / Byte.SIZE;
    }
  }
}
