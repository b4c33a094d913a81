package dev.skep.application.port;

final class InMemoryStorageTest
    implements SpanWriterContract,
        TraceReaderContract,
        ServiceCatalogContract,
        AttributeCatalogContract,
        PinnedTracesContract,
        TraceEraserContract,
        CallReaderContract,
        StorageProbeContract,
        SavedSearchesContract {
  private final Storage storage = new InMemoryStorage().ports();

  @Override
  public Storage storage() {
    return storage;
  }
}
