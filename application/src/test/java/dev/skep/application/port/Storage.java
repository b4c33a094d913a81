package dev.skep.application.port;

/// A store under test: all its ports over the same data.
///
/// @param writer writes what the others read
public record Storage(
    SpanWriter writer,
    TraceReader reader,
    ServiceCatalog catalog,
    AttributeCatalog attributes,
    PinnedTraces pins,
    TraceEraser eraser,
    CallReader calls,
    StorageProbe probe,
    SavedSearches searches) {
  /// The same with another one that reads traces.
  public Storage with(TraceReader reader) {
    return new Storage(writer, reader, catalog, attributes, pins, eraser, calls, probe, searches);
  }
}
