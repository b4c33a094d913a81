package dev.skep.persistence;

import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.traceId;

import dev.skep.application.port.WorkObserver;
import dev.skep.domain.trace.Span;
import dev.skep.persistence.segment.RetentionPolicy;
import dev.skep.persistence.segment.SegmentLimits;
import dev.skep.persistence.sqlite.Readers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Stores that begin a new segment after a few spans.
final class SmallSegments {
  private SmallSegments() {}

  static SqliteStore open(Path data, int spansOfASegment) {
    return open(data, spansOfASegment, Runtime.getRuntime().maxMemory());
  }

  /// @param heap how large it is said to be, in bytes
  static SqliteStore open(Path data, int spansOfASegment, long heap) {
    return open(data, spansOfASegment, heap, new Unwatched());
  }

  static SqliteStore open(Path data, int spansOfASegment, WorkObserver observer) {
    return open(data, spansOfASegment, Runtime.getRuntime().maxMemory(), observer);
  }

  private static SqliteStore open(
      Path data, int spansOfASegment, long heap, WorkObserver observer) {
    return SqliteStore.open(
        new StoreSettings(
            data,
            new RetentionPolicy(Duration.ofDays(3_650), 1L << 40),
            new SegmentLimits(spansOfASegment, 1L << 30, Duration.ofDays(1))),
        Clock.systemUTC(),
        Readers.TIME_LIMIT,
        heap,
        observer);
  }

  /// Stores that many spans, each of a trace of its own and in a batch of its own, and closes.
  static void fill(Path data, int spans, int spansOfASegment) {
    try (SqliteStore store = open(data, spansOfASegment)) {
      for (int i = 1; i <= spans; i++) {
        store.writer().write(List.of(one(i)));
      }
    }
  }

  /// The same, and waits until all segments but the last are sealed.
  static void fillAndSeal(Path data, int spans, int spansOfASegment) {
    try (SqliteStore store = open(data, spansOfASegment)) {
      for (int i = 1; i <= spans; i++) {
        store.writer().write(List.of(one(i)));
      }
      awaitSealed(data);
    }
  }

  /// Waits until all segments but the last are sealed.
  static void awaitSealed(Path data) {
    while (!catalogue(data).ask("SELECT number FROM segments WHERE state = 'full'").isEmpty()) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  /// The span of a trace of this number.
  static Span one(int trace) {
    return span(1).in(traceId(trace)).build();
  }

  static SqlFile catalogue(Path data) {
    return new SqlFile(data.resolve("catalogue.db"));
  }

  static SqlFile segment(Path data, int number) {
    return new SqlFile(data.resolve("segments").resolve("%06d.db".formatted(number)));
  }
}
