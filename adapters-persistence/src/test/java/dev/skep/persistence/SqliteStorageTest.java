package dev.skep.persistence;

import dev.skep.application.port.AttributeCatalogContract;
import dev.skep.application.port.CallReaderContract;
import dev.skep.application.port.PinnedTracesContract;
import dev.skep.application.port.SavedSearchesContract;
import dev.skep.application.port.ServiceCatalogContract;
import dev.skep.application.port.SpanWriterContract;
import dev.skep.application.port.Storage;
import dev.skep.application.port.StorageProbeContract;
import dev.skep.application.port.TraceEraserContract;
import dev.skep.application.port.TraceReaderContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The store keeps every promise of the ports, on real files.
final class SqliteStorageTest
    implements SpanWriterContract,
        TraceReaderContract,
        ServiceCatalogContract,
        AttributeCatalogContract,
        PinnedTracesContract,
        TraceEraserContract,
        CallReaderContract,
        StorageProbeContract,
        SavedSearchesContract {
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
    return new Storage(
        store.writer(),
        store.reader(),
        store.catalog(),
        store.attributes(),
        store.pins(),
        store.eraser(),
        store.calls(),
        store.probe(),
        store.searches());
  }
}
