package dev.skep.application.port;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.StoreCopy;

/// Copies the store while it is being used.
public interface StoreBackup {
  /// Makes a copy that can be opened as a store of its own, in a new place. Every span whose
  /// [SpanWriter#write] returned before is in it, if it is still stored. When this returns the copy
  /// is on disk. Not to be called again before that.
  ///
  /// @throws StorageUnavailableException if there is no copy
  StoreCopy copy();
}
