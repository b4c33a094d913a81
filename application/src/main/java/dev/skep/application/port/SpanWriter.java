package dev.skep.application.port;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.WriteResult;
import dev.skep.domain.trace.Span;
import java.util.List;

/// Keeps spans.
public interface SpanWriter {
  /// Stores all spans or none. When this returns they are on disk and survive a crash of the
  /// process and of the machine.
  ///
  /// A span that is stored already, equal in everything, is not stored again, so that a batch may
  /// be sent any number of times. A span that shares both ids with a stored one and differs from it
  /// is kept beside it.
  ///
  /// @throws StorageUnavailableException if the store cannot take the batch now; nothing was
  ///   stored. After waiting too long it may still be stored later, all of it, and is a duplicate
  ///   when sent again
  WriteResult write(List<Span> spans);
}
