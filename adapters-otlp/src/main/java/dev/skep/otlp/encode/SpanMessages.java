package dev.skep.otlp.encode;

import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.SpanStatus;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.UnixNano;
import io.opentelemetry.proto.trace.v1.Span.Event;
import io.opentelemetry.proto.trace.v1.Span.Link;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;

/// One span as OTLP's message. Counts and flags are unsigned 32-bit numbers there, times unsigned
/// 64-bit ones, which Java's `int` and `long` carry bit by bit.
final class SpanMessages {
  private static final HexFormat HEX = HexFormat.of();

  private SpanMessages() {}

  static void write(MessageWriter out, int field, Span span) {
    int message = out.open(field);
    traceId(out, span.traceId());
    spanId(out, io.opentelemetry.proto.trace.v1.Span.SPAN_ID_FIELD_NUMBER, span.spanId());
    out.text(io.opentelemetry.proto.trace.v1.Span.TRACE_STATE_FIELD_NUMBER, span.traceState());
    if (span.parent() instanceof Parent.Of(var parent)) {
      spanId(out, io.opentelemetry.proto.trace.v1.Span.PARENT_SPAN_ID_FIELD_NUMBER, parent);
    }
    out.text(io.opentelemetry.proto.trace.v1.Span.NAME_FIELD_NUMBER, span.name());
    out.number(io.opentelemetry.proto.trace.v1.Span.KIND_FIELD_NUMBER, span.kind().number());
    out.fixed64(
        io.opentelemetry.proto.trace.v1.Span.START_TIME_UNIX_NANO_FIELD_NUMBER,
        UnixNano.of(span.start()));
    if (span.end() instanceof EndTime.At(var time)) {
      out.fixed64(
          io.opentelemetry.proto.trace.v1.Span.END_TIME_UNIX_NANO_FIELD_NUMBER, UnixNano.of(time));
    }
    Values.write(
        out, io.opentelemetry.proto.trace.v1.Span.ATTRIBUTES_FIELD_NUMBER, span.attributes());
    out.number(
        io.opentelemetry.proto.trace.v1.Span.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER,
        span.dropped().attributes());
    span.events().forEach(event -> write(out, event));
    out.number(
        io.opentelemetry.proto.trace.v1.Span.DROPPED_EVENTS_COUNT_FIELD_NUMBER,
        span.dropped().events());
    span.links().forEach(link -> write(out, link));
    out.number(
        io.opentelemetry.proto.trace.v1.Span.DROPPED_LINKS_COUNT_FIELD_NUMBER,
        span.dropped().links());
    write(out, span.status());
    out.fixed32(io.opentelemetry.proto.trace.v1.Span.FLAGS_FIELD_NUMBER, (int) span.flags());
    out.close(message);
  }

  private static void write(MessageWriter out, SpanStatus status) {
    int message = out.open(io.opentelemetry.proto.trace.v1.Span.STATUS_FIELD_NUMBER);
    out.text(Status.MESSAGE_FIELD_NUMBER, status.message());
    out.number(Status.CODE_FIELD_NUMBER, status.code().number());
    out.close(message);
  }

  private static void write(MessageWriter out, SpanEvent event) {
    int message = out.open(io.opentelemetry.proto.trace.v1.Span.EVENTS_FIELD_NUMBER);
    out.fixed64(Event.TIME_UNIX_NANO_FIELD_NUMBER, UnixNano.of(event.time()));
    out.text(Event.NAME_FIELD_NUMBER, event.name());
    Values.write(out, Event.ATTRIBUTES_FIELD_NUMBER, event.attributes());
    out.number(Event.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER, event.droppedAttributesCount());
    out.close(message);
  }

  private static void write(MessageWriter out, SpanLink link) {
    int message = out.open(io.opentelemetry.proto.trace.v1.Span.LINKS_FIELD_NUMBER);
    out.bytes(Link.TRACE_ID_FIELD_NUMBER, ofHex(link.traceId()));
    out.bytes(Link.SPAN_ID_FIELD_NUMBER, ofHex(link.spanId()));
    out.text(Link.TRACE_STATE_FIELD_NUMBER, link.traceState());
    Values.write(out, Link.ATTRIBUTES_FIELD_NUMBER, link.attributes());
    out.number(Link.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER, link.droppedAttributesCount());
    out.fixed32(Link.FLAGS_FIELD_NUMBER, (int) link.flags());
    out.close(message);
  }

  private static void traceId(MessageWriter out, TraceId id) {
    int field = io.opentelemetry.proto.trace.v1.Span.TRACE_ID_FIELD_NUMBER;
    if (id.isHex()) {
      out.id(field, id.high(), id.low());
    } else {
      out.bytes(field, ofHex(id.value()));
    }
  }

  private static void spanId(MessageWriter out, int field, SpanId id) {
    if (id.isHex()) {
      out.id(field, id.bits());
    } else {
      out.bytes(field, ofHex(id.value()));
    }
  }

  // The ids of JSON are texts, and some senders' are none of these bytes: a message has no place
  // for them.
  private static byte[] ofHex(String text) {
    boolean bytes = text.length() % 2 == 0;
    for (int i = 0; bytes && i < text.length(); i++) {
      char digit = text.charAt(i);
      bytes = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
    }
    return HEX.parseHex(bytes ? text : "");
  }
}
