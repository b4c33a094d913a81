package dev.skep.persistence.segment;

import dev.skep.application.StorageUnavailableException;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.live.LiveIndex;
import dev.skep.persistence.sealed.TraceIdFilter;
import dev.skep.persistence.segment.SpreadTraces.Piece;
import dev.skep.persistence.segment.SpreadTraces.SealedPiece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks in segments for traces that nearly none of them has.
///
/// One segment after the other, each for all of the traces: what a processor has to fetch of a
/// filter for one of them, it then fetches while it waits for another.
///
/// What cannot be read counts as not there: what is new must be stored all the same.
final class TracePieces {
  private TracePieces() {}

  /// Those of the traces that lie there, and where: in the order of the segments.
  static Map<TraceId, List<Piece>> find(List<TraceId> ids, List<Segment> segments) {
    Map<TraceId, List<Piece>> found = new HashMap<>();
    var keys = ids.stream().map(TraceIdFilter.Key::of).toArray(TraceIdFilter.Key[]::new);
    for (Segment segment : segments) {
      findIn(segment, ids, keys, found);
    }
    return found;
  }

  private static void findIn(
      Segment segment,
      List<TraceId> ids,
      TraceIdFilter.Key[] keys,
      Map<TraceId, List<Piece>> found) {
    try {
      switch (segment) {
        case LiveSegment live -> findIn(live, ids, found);
        case SealedSegment sealed -> findIn(sealed, ids, keys, found);
      }
    } catch (StorageUnavailableException e) {
      // Neither its index nor its filter can be had.
    }
  }

  private static void findIn(
      LiveSegment segment, List<TraceId> ids, Map<TraceId, List<Piece>> found) {
    for (TraceId id : ids) {
      if (segment.index().find(id) != LiveIndex.NONE) {
        add(id, Piece.live(segment.number()), found);
      }
    }
  }

  private static void findIn(
      SealedSegment segment,
      List<TraceId> ids,
      TraceIdFilter.Key[] keys,
      Map<TraceId, List<Piece>> found) {
    for (int candidate : segment.filter().among(keys)) {
      TraceId id = ids.get(candidate);
      find(segment, id).ifPresent(piece -> add(id, new Piece(segment.number(), piece), found));
    }
  }

  private static Optional<SealedPiece> find(SealedSegment segment, TraceId id) {
    try {
      return segment.find(id);
    } catch (StorageUnavailableException e) {
      return Optional.empty();
    }
  }

  private static void add(TraceId id, Piece piece, Map<TraceId, List<Piece>> found) {
    found.computeIfAbsent(id, none -> new ArrayList<>()).add(piece);
  }
}
