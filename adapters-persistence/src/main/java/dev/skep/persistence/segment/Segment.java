package dev.skep.persistence.segment;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import org.jooq.DSLContext;

/// A file of spans that can be read.
public sealed interface Segment permits LiveSegment, SealedSegment {
  /// Larger than those of all segments that were begun before.
  long number();

  /// Answers a question from one snapshot of the file.
  ///
  /// @throws dev.skep.application.StorageUnavailableException if there is no answer in time, or
  ///   none at all
  <T> T read(Function<DSLContext, T> question);

  /// The same within a given time.
  <T> T read(Duration within, Function<DSLContext, T> question);

  /// Ends the questions that are being answered, and closes the file.
  void close() throws SQLException;
}
