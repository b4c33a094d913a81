package dev.skep.bootstrap;

import dev.skep.application.port.WorkObserver;
import dev.skep.persistence.SqliteStore;
import dev.skep.persistence.StoreSettings;
import dev.skep.persistence.sqlite.StoreCannotOpenException;
import java.time.Clock;

/// Opens the store and words its refusal for the operator.
final class DataFolder {
  private DataFolder() {}

  /// @throws CannotStartException if the folder cannot be used
  static SqliteStore open(StoreSettings settings, Clock clock, WorkObserver observer) {
    try {
      return SqliteStore.open(settings, clock, observer);
    } catch (StoreCannotOpenException e) {
      throw new CannotStartException(String.valueOf(e.getMessage()), e);
    }
  }
}
