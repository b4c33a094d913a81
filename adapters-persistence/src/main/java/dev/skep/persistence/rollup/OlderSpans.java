package dev.skep.persistence.rollup;

import dev.skep.domain.trace.TraceId;
import java.sql.SQLException;
import java.util.List;

/// Finds the spans of a trace that were stored before the writer of the open segment was opened: in
/// older segments, or in this one before a restart.
public interface OlderSpans {
  /// Those of one trace in the order in which they were stored. Nothing is added to them any more.
  List<OlderSpan> of(TraceId traceId) throws SQLException;
}
