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
import dev.skep.persistence.sqlite.Readers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The store keeps every promise of the ports where each batch lies in a sealed segment of its own.
final class SealedSegmentsStorageTest
    implements SpanWriterContract,
        TraceReaderContract,
        ServiceCatalogContract,
        AttributeCatalogContract,
        PinnedTracesContract,
        TraceEraserContract,
        CallReaderContract,
        StorageProbeContract,
        SavedSearchesContract {
  private static final SegmentLimits ONE_BATCH = new SegmentLimits(1, 1L << 30, Duration.ofDays(1));

  // Some of the spans that tests write started in 1970.
  private static final RetentionPolicy FOR_EVER =
      new RetentionPolicy(Duration.between(Instant.EPOCH, NOON), 10L << 30);

  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    var settings = new StoreSettings(folder.resolve("data"), FOR_EVER, ONE_BATCH);
    store = SqliteStore.open(settings, Clock.fixed(NOON, ZoneOffset.UTC), Readers.TIME_LIMIT);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public Storage storage() {
    return new Storage(
        spans -> {
          var result = store.writer().write(spans);
          store.sealAll();
          return result;
        },
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
