package dev.skep.application.port;

import dev.skep.application.StorageUnavailableException;

/// Tries the store out.
public interface StorageProbe {
  /// Writes and reads a little, as a span would be written and read.
  ///
  /// @throws StorageUnavailableException if either does not work
  void probe();
}
