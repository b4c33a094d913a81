package dev.skep.application.port;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.StoreState;

/// Tells how a store is doing, in figures.
public interface StoreFigures {
  /// As of now; costs little however much is stored.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  StoreState state();
}
