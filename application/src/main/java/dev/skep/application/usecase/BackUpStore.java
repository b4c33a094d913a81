package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.StoreCopy;
import dev.skep.application.port.StoreBackup;
import java.util.concurrent.atomic.AtomicBoolean;

/// Copies all that is stored, one copy at a time.
public final class BackUpStore {
  private final StoreBackup backup;
  private final AtomicBoolean underway = new AtomicBoolean();

  public BackUpStore(StoreBackup backup) {
    this.backup = backup;
  }

  /// Returns when the copy is made, or at once if another one is being made.
  ///
  /// @throws StorageUnavailableException if there is no copy
  public Outcome backUp() {
    if (!underway.compareAndSet(false, true)) {
      return new Outcome.Underway();
    }
    try {
      return new Outcome.Made(backup.copy());
    } finally {
      underway.set(false);
    }
  }

  /// What became of it.
  public sealed interface Outcome {
    /// There is a copy.
    record Made(StoreCopy copy) implements Outcome {}

    /// Another copy is being made; nothing was done.
    record Underway() implements Outcome {}
  }
}
