package dev.skep.persistence;

import dev.skep.application.port.Storage;
import dev.skep.application.port.StorageContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The store keeps every promise of the ports, on real files.
final class SqliteStorageTest implements StorageContract {
  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(StoreSettings.of(folder.resolve("data")), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public Storage storage() {
    return Stores.ports(store);
  }
}
