package dev.skep.bootstrap;

import dev.skep.persistence.SqliteStore;
import dev.skep.persistence.sqlite.StoreCannotOpenException;
import java.nio.file.Path;
import java.time.Clock;

/// Opens the store and words its refusal for the operator.
final class DataFolder {
  private DataFolder() {}

  /// @throws CannotStartException if the folder cannot be used
  static SqliteStore open(Path folder, Clock clock) {
    try {
      return SqliteStore.open(folder, clock);
    } catch (StoreCannotOpenException e) {
      throw new CannotStartException(String.valueOf(e.getMessage()), e);
    }
  }
}
