package dev.skep.application.selftrace;

import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.DroppedCounts;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanStatus;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// The spans of one request or one run. Used by one thread.
final class Recording {
  /// More spans than that are not kept of one trace.
  static final int MOST_SPANS = 200;

  // W3C: whoever made the span recorded it.
  private static final long SAMPLED = 1;

  private final TraceId traceId;
  private final TraceSource source;
  private final Resource resource;
  private final RandomGenerator random;
  private final LongSupplier nanoTime;
  private final Instant begin;
  private final long beginNano;
  private final List<Span> spans = new ArrayList<>();
  private int begun;
  private int left;

  Recording(
      TraceId traceId,
      TraceSource source,
      Resource resource,
      RandomGenerator random,
      Instant begin,
      LongSupplier nanoTime) {
    this.traceId = traceId;
    this.source = source;
    this.resource = resource;
    this.random = random;
    this.nanoTime = nanoTime;
    this.begin = begin;
    this.beginNano = nanoTime.getAsLong();
  }

  TraceId traceId() {
    return traceId;
  }

  SpanId newSpanId() {
    return SpanId.of(notZero(random));
  }

  static long notZero(RandomGenerator random) {
    long bits = random.nextLong();
    return bits == 0 ? 1 : bits;
  }

  /// Whether one more span may be begun. One that has begun ends, so that none misses its parent.
  boolean mayBegin() {
    if (begun == MOST_SPANS) {
      left++;
      return false;
    }
    begun++;
    return true;
  }

  long nanoTime() {
    return nanoTime.getAsLong();
  }

  /// Adds a span that ended.
  void add(
      SpanId id,
      Parent parent,
      String name,
      SpanKind kind,
      Attributes attributes,
      SpanStatus status,
      Stretch stretch) {
    spans.add(
        new Span(
            traceId,
            id,
            parent,
            "",
            SAMPLED,
            name,
            kind,
            status,
            instant(stretch.fromNano),
            EndTime.at(instant(stretch.toNano)),
            attributes,
            List.of(),
            List.of(),
            DroppedCounts.NONE,
            resource,
            InstrumentationScope.NONE,
            source));
  }

  List<Span> spans() {
    return spans;
  }

  /// How many spans were not kept.
  int left() {
    return left;
  }

  /// One clock gives the time of day, another one, which never goes back, all distances from it.
  private Instant instant(long nano) {
    return begin.plusNanos(nano - beginNano);
  }

  /// From when to when, by the clock that never goes back.
  record Stretch(long fromNano, long toNano) {}
}
