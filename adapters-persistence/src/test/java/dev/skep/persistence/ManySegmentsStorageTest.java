package dev.skep.persistence;

import static dev.skep.domain.trace.Spans.NOON;

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
import dev.skep.persistence.segment.RetentionPolicy;
import dev.skep.persistence.segment.SegmentLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The store keeps every promise of the ports where a segment is full after a few spans, so that
/// traces and answers are spread over many segments, most of them sealed.
final class ManySegmentsStorageTest
    implements SpanWriterContract,
        TraceReaderContract,
        ServiceCatalogContract,
        AttributeCatalogContract,
        CallReaderContract,
        PinnedTracesContract,
        TraceEraserContract,
        StorageProbeContract,
        SavedSearchesContract {
  private static final SegmentLimits TINY = new SegmentLimits(3, 1L << 30, Duration.ofDays(1));

  // Some of the spans that tests write started in 1970.
  private static final RetentionPolicy FOR_EVER =
      new RetentionPolicy(Duration.between(Instant.EPOCH, NOON), 10L << 30);

  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    var settings = new StoreSettings(folder.resolve("data"), FOR_EVER, TINY);
    store = SqliteStore.open(settings, Clock.fixed(NOON, ZoneOffset.UTC));
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
