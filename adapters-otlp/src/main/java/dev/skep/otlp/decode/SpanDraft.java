package dev.skep.otlp.decode;

import dev.skep.domain.ingest.Rejection;
import dev.skep.domain.trace.DroppedCounts;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.SpanStatus;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSource;
import dev.skep.domain.trace.UnixNano;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A span while it is read: fields come in any order, and in JSON its resource may come after it.
/// Both decoders fill it, so that both give equal spans. A draft can serve for one span after the
/// other.
final class SpanDraft {
  final AttributesDraft attributes = new AttributesDraft();
  String traceState = "";
  long flags;
  String name = "";
  SpanKind kind = SpanKind.INTERNAL;
  StatusCode statusCode = StatusCode.UNSET;
  String statusMessage = "";

  /// Unsigned nanoseconds since 1970; 0 when none was sent, and kept as 1970.
  long startUnixNano;

  /// Unsigned nanoseconds since 1970; 0 when none was sent.
  long endUnixNano;

  long eventsDroppedBySender;
  long linksDroppedBySender;

  // Where the span stands among all spans of the request.
  private int index;
  private @Nullable TraceId traceId;
  // Spans of a trace often follow one another.
  private @Nullable TraceId lastTraceId;
  private @Nullable SpanId spanId;
  private Parent parent = Parent.NONE;
  private @Nullable Rejection rejection;
  private List<SpanEvent> events = List.of();
  private List<SpanLink> links = List.of();
  private long eventsDroppedHere;
  private long linksDroppedHere;

  /// Forgets what was read and begins with the span that stands at `index` in the request.
  void restart(int index) {
    this.index = index;
    attributes.restart();
    traceState = "";
    flags = 0;
    name = "";
    kind = SpanKind.INTERNAL;
    statusCode = StatusCode.UNSET;
    statusMessage = "";
    startUnixNano = 0;
    endUnixNano = 0;
    eventsDroppedBySender = 0;
    linksDroppedBySender = 0;
    traceId = null;
    spanId = null;
    parent = Parent.NONE;
    rejection = null;
    events = List.of();
    links = List.of();
    eventsDroppedHere = 0;
    linksDroppedHere = 0;
  }

  /// An id that is none leaves the span without one, which refuses it in the end.
  void traceId(String text) {
    traceId = TraceId.parse(text).orElse(null);
  }

  /// The bytes of a regular id; all zero are none.
  void traceId(long high, long low) {
    if ((high | low) == 0) {
      traceId = null;
    } else if (lastTraceId != null && lastTraceId.high() == high && lastTraceId.low() == low) {
      traceId = lastTraceId;
    } else {
      traceId = TraceId.of(high, low);
      lastTraceId = traceId;
    }
  }

  void spanId(String text) {
    spanId = SpanId.parse(text).orElse(null);
  }

  /// The bytes of a regular id; zero is none.
  void spanId(long bits) {
    spanId = bits == 0 ? null : SpanId.of(bits);
  }

  void parent(Parent parent) {
    this.parent = parent;
  }

  /// Marks the span as bad; the first reason stands.
  void reject(Rejection reason) {
    if (rejection == null) {
      rejection = reason;
    }
  }

  boolean takesEvent() {
    if (events.size() < SpanLimits.EVENTS) {
      return true;
    }
    eventsDroppedHere++;
    return false;
  }

  void add(SpanEvent event) {
    if (events.isEmpty()) {
      events = new ArrayList<>();
    }
    events.add(event);
  }

  boolean takesLink() {
    if (links.size() < SpanLimits.LINKS) {
      return true;
    }
    linksDroppedHere++;
    return false;
  }

  void add(SpanLink link) {
    if (links.isEmpty()) {
      links = new ArrayList<>();
    }
    links.add(link);
  }

  /// Hands the span to `spans` if it is good, and to `rejections` if it is not.
  void finish(
      Resource resource, InstrumentationScope scope, List<Span> spans, Rejections rejections) {
    if (rejection != null) {
      rejections.add(index, resource, rejection);
    } else if (traceId == null) {
      rejections.add(index, resource, Rejection.TRACE_ID);
    } else if (spanId == null) {
      rejections.add(index, resource, Rejection.SPAN_ID);
    } else {
      spans.add(
          new Span(
              traceId,
              spanId,
              parent,
              traceState,
              flags,
              name,
              kind,
              statusMessage.isEmpty()
                  ? SpanStatus.of(statusCode)
                  : new SpanStatus(statusCode, statusMessage),
              UnixNano.toInstant(startUnixNano),
              endUnixNano == 0 ? EndTime.NONE : EndTime.at(UnixNano.toInstant(endUnixNano)),
              attributes.attributes(),
              events,
              links,
              dropped(),
              resource,
              scope,
              TraceSource.EBPF));
    }
  }

  private DroppedCounts dropped() {
    long attributesCount = attributes.droppedCount();
    long eventsCount = AttributesDraft.sum(eventsDroppedBySender, eventsDroppedHere);
    long linksCount = AttributesDraft.sum(linksDroppedBySender, linksDroppedHere);
    return (attributesCount | eventsCount | linksCount) == 0
        ? DroppedCounts.NONE
        : new DroppedCounts(attributesCount, eventsCount, linksCount);
  }
}
