package dev.skep.application.port;

/// All that a store promises: the contracts of all its ports.
public interface StorageContract
    extends SpanWriterContract,
        TraceReaderContract,
        ServiceCatalogContract,
        AttributeCatalogContract,
        CallReaderContract,
        PinnedTracesContract,
        TraceEraserContract,
        StorageProbeContract,
        SavedSearchesContract {}
