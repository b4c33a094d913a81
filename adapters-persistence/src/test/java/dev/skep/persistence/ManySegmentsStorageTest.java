package dev.skep.persistence;

import static dev.skep.domain.trace.Spans.NOON;

import dev.skep.application.port.Storage;
import dev.skep.application.port.StorageContract;
import dev.skep.persistence.segment.SegmentLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The store keeps every promise of the ports where a segment is full after a few spans, so that
/// traces and answers are spread over many segments, most of them sealed.
final class ManySegmentsStorageTest implements StorageContract {
  private static final SegmentLimits TINY = new SegmentLimits(3, 1L << 30, Duration.ofDays(1));

  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    var settings = new StoreSettings(folder.resolve("data"), Stores.FOR_EVER, TINY);
    store = SqliteStore.open(settings, Clock.fixed(NOON, ZoneOffset.UTC));
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
