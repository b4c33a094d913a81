package dev.skep.persistence.segment;

import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.live.LiveIndex;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.sql.Connection;
import java.sql.SQLException;

/// Erases a trace from segments that nothing is added to any more. Posting lists keep its number,
/// which leads to nothing.
final class Erasure {
  private final TraceId traceId;

  Erasure(TraceId traceId) {
    this.traceId = traceId;
  }

  /// Erases the trace from one segment.
  ///
  /// @return how many spans were erased
  int from(Segment segment) throws SQLException {
    return switch (segment) {
      case LiveSegment live -> from(live);
      case SealedSegment sealed -> from(sealed);
    };
  }

  private int from(LiveSegment full) throws SQLException {
    LiveIndex index = full.index();
    if (index.find(traceId) == LiveIndex.NONE) {
      return 0;
    }
    try (Connection connection = SqliteConnections.writing(full.file())) {
      return TraceRows.delete(connection, traceId, index);
    }
  }

  private int from(SealedSegment sealed) throws SQLException {
    long[] rows = sealed.read(sql -> sealed.traces(sql).rowIds(traceId));
    if (rows.length == 0) {
      return 0;
    }
    try (Connection connection = SqliteConnections.writing(sealed.file())) {
      TraceRows.delete(connection, traceId, rows);
    }
    sealed.erased();
    return rows.length;
  }
}
