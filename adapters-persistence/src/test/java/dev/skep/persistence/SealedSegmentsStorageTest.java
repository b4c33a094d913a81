package dev.skep.persistence;

import static dev.skep.domain.trace.Spans.NOON;

import dev.skep.application.port.Storage;
import dev.skep.application.port.StorageContract;
import dev.skep.persistence.segment.SegmentLimits;
import dev.skep.persistence.sqlite.Readers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The store keeps every promise of the ports where each batch lies in a sealed segment of its own.
final class SealedSegmentsStorageTest implements StorageContract {
  private static final SegmentLimits ONE_BATCH = new SegmentLimits(1, 1L << 30, Duration.ofDays(1));

  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    var settings = new StoreSettings(folder.resolve("data"), Stores.FOR_EVER, ONE_BATCH);
    store = SqliteStore.open(settings, Clock.fixed(NOON, ZoneOffset.UTC), Readers.TIME_LIMIT);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public Storage storage() {
    return Stores.ports(
        store,
        spans -> {
          var result = store.writer().write(spans);
          store.sealAll();
          return result;
        });
  }
}
