package dev.skep.persistence.segment;

import dev.skep.application.StoreState.Covered;
import dev.skep.application.StoreState.Segment;
import dev.skep.application.StoreState.Stage;
import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.live.LiveTraces;
import dev.skep.persistence.sealed.SegmentFacts;
import dev.skep.persistence.segment.Catalogue.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// What can be said of each segment without opening its file.
final class Inventory {
  private Inventory() {}

  /// One entry of the catalogue.
  ///
  /// @param live the segments that are not sealed, by number
  static Segment segment(Entry entry, Path file, Map<Long, LiveSegment> live) {
    LiveSegment loaded = live.get(entry.number());
    return loaded != null && loaded.isLoaded()
        ? segment(entry, file, facts(loaded.index().snapshot()))
        : segment(entry, file, entry.facts());
  }

  private static Segment segment(Entry entry, Path file, SegmentFacts facts) {
    Covered covered =
        facts.spanCount() == 0
            ? new Covered.Nothing()
            : new Covered.From(
                UnixNano.toInstant(facts.firstStart()), UnixNano.toInstant(facts.lastMoment()));
    return new Segment(
        entry.number(),
        Stage.valueOf(entry.state().name()),
        facts.spanCount(),
        facts.traceCount(),
        UnixNano.toInstant(entry.createdUnixNano()),
        covered,
        bytes(file));
  }

  private static SegmentFacts facts(LiveTraces traces) {
    long spans = 0;
    long count = 0;
    long first = Long.MAX_VALUE;
    long lastStart = 0;
    long last = 0;
    for (int trace = 0; trace < traces.traceCount(); trace++) {
      if (traces.spanCount(trace) > 0) {
        spans += traces.spanCount(trace);
        count++;
        first = Math.min(first, traces.start(trace));
        lastStart = Math.max(lastStart, traces.start(trace));
        last = Math.max(last, traces.lastMoment(trace));
      }
    }
    return new SegmentFacts(spans, count, first, lastStart, last);
  }

  private static long bytes(Path file) {
    return Stream.of(file, Path.of(file + "-wal")).mapToLong(Inventory::size).sum();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      // It is not there, or goes just now.
      return 0;
    }
  }
}
