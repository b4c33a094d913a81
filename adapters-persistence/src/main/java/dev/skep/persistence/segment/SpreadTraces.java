package dev.skep.persistence.segment;

import dev.skep.domain.trace.TraceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The traces that are known to lie in more than one segment, in memory: those whose spans arrived
/// before and after one segment followed another. A search through single segments would see only
/// parts of them.
///
/// Bounded: beyond that the ones that have been known longest are forgotten. Such a trace is still
/// found whole by its id, but a list may show it once for each segment, with what lies there.
///
/// For all threads.
public final class SpreadTraces {
  // Some 250 bytes each: at most a twentieth of the heap.
  private static final int HEAP_A_TRACE = 5_120;
  private static final int MOST = 200_000;

  private final int most;
  private final Map<TraceId, List<Piece>> pieces = new LinkedHashMap<>();

  /// @param most how many traces are remembered
  SpreadTraces(int most) {
    this.most = most;
  }

  static SpreadTraces forHeap(long maxHeap) {
    return new SpreadTraces(Math.clamp(maxHeap / HEAP_A_TRACE, 1, MOST));
  }

  /// Notes that a trace has these pieces. What is known of a sealed one stays.
  synchronized void add(TraceId id, Collection<Piece> found) {
    List<Piece> known = new ArrayList<>(pieces.getOrDefault(id, List.of()));
    for (Piece piece : found) {
      boolean kept =
          known.stream().anyMatch(old -> old.segment == piece.segment && old.sealed().isPresent());
      if (!kept) {
        known.removeIf(old -> old.segment == piece.segment);
        known.add(piece);
      }
    }
    pieces.put(id, List.copyOf(known));
    if (pieces.size() > most) {
      Iterator<TraceId> oldest = pieces.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /// The pieces of a trace; none if it is not known to be spread.
  synchronized List<Piece> of(TraceId id) {
    return pieces.getOrDefault(id, List.of());
  }

  /// The traces with a piece in this segment.
  synchronized List<TraceId> in(long segment) {
    return pieces.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(piece -> piece.segment == segment))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Forgets the pieces in a segment that is gone. A trace with one piece left is not spread.
  synchronized void forget(long segment) {
    pieces
        .entrySet()
        .removeIf(entry -> {
          List<Piece> left =
              entry.getValue().stream().filter(piece -> piece.segment != segment).toList();
          entry.setValue(left);
          return left.size() < 2;
        });
  }

  /// Forgets a trace that was erased.
  synchronized void forget(TraceId id) {
    pieces.remove(id);
  }

  /// All of them, as they are now.
  public synchronized List<Spread> all() {
    List<Spread> all = new ArrayList<>(pieces.size());
    pieces.forEach((id, found) -> all.add(new Spread(id, found)));
    return all;
  }

  synchronized int size() {
    return pieces.size();
  }

  /// A trace and where it lies.
  public record Spread(TraceId id, List<Piece> pieces) {}

  /// A part of a trace.
  ///
  /// @param segment the segment's number
  /// @param fixed what does not change any more; null while spans may be added
  public record Piece(long segment, @Nullable SealedPiece fixed) {
    /// What does not change any more; nothing while spans may be added.
    public Optional<SealedPiece> sealed() {
      return Optional.ofNullable(fixed);
    }

    static Piece live(long segment) {
      return new Piece(segment, null);
    }
  }

  /// A part of a trace in a sealed segment.
  ///
  /// @param trace the trace's number in the segment
  public record SealedPiece(int trace, TraceMeasures measures) {}
}
