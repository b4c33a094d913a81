package dev.skep.persistence;

import static dev.skep.domain.trace.Spans.NOON;

import dev.skep.application.port.SpanWriter;
import dev.skep.application.port.Storage;
import dev.skep.persistence.segment.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;

/// SQLite stores as the contracts of the ports want them.
final class Stores {
  /// Some of the spans that the contracts write started in 1970.
  static final RetentionPolicy FOR_EVER =
      new RetentionPolicy(Duration.between(Instant.EPOCH, NOON), 10L << 30);

  private Stores() {}

  static Storage ports(SqliteStore store) {
    return ports(store, store.writer());
  }

  /// Those of a store, but for the one that writes.
  static Storage ports(SqliteStore store, SpanWriter writer) {
    return new Storage(
        writer,
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
