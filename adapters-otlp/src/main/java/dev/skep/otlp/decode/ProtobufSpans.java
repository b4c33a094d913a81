package dev.skep.otlp.decode;

import static dev.skep.otlp.decode.ProtobufInput.END;
import static dev.skep.otlp.decode.ProtobufInput.FIXED32;
import static dev.skep.otlp.decode.ProtobufInput.FIXED64;
import static dev.skep.otlp.decode.ProtobufInput.LENGTH_DELIMITED;
import static dev.skep.otlp.decode.ProtobufInput.VARINT;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.skep.domain.ingest.Rejection;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.UnixNano;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;

/// Reads spans.
///
/// Source: OTLP `Span`, `Span.Event`, `Span.Link`, `Status`.
final class ProtobufSpans {
  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  private final ProtobufInput in;
  private final ProtobufValues values;
  private final Texts texts;
  // Of the event or the link that is being read.
  private final AttributesDraft inner = new AttributesDraft();

  ProtobufSpans(ProtobufInput in, ProtobufValues values, Texts texts) {
    this.in = in;
    this.values = values;
    this.texts = texts;
  }

  void span(SpanDraft span) throws InvalidProtocolBufferException {
    int outer = in.enter();
    int tag;
    while ((tag = in.tag()) != END) {
      switch (tag) {
        case Span.TRACE_ID_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> traceId(span);
        case Span.SPAN_ID_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> spanId(span);
        case Span.TRACE_STATE_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> span.traceState = in.text();
        case Span.PARENT_SPAN_ID_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> parent(span);
        case Span.NAME_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> span.name = in.text();
        case Span.KIND_FIELD_NUMBER << 3 | VARINT ->
            span.kind = SpanKind.ofNumber(in.enumeration());
        case Span.START_TIME_UNIX_NANO_FIELD_NUMBER << 3 | FIXED64 ->
            span.startUnixNano = in.fixed64();
        case Span.END_TIME_UNIX_NANO_FIELD_NUMBER << 3 | FIXED64 -> span.endUnixNano = in.fixed64();
        case Span.ATTRIBUTES_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
            values.attribute(tag, span.attributes);
        case Span.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER << 3 | VARINT ->
            span.attributes.droppedBySender(in.uint32());
        case Span.EVENTS_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> event(tag, span);
        case Span.DROPPED_EVENTS_COUNT_FIELD_NUMBER << 3 | VARINT ->
            span.eventsDroppedBySender = in.uint32();
        case Span.LINKS_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> link(tag, span);
        case Span.DROPPED_LINKS_COUNT_FIELD_NUMBER << 3 | VARINT ->
            span.linksDroppedBySender = in.uint32();
        case Span.STATUS_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> status(span);
        case Span.FLAGS_FIELD_NUMBER << 3 | FIXED32 -> span.flags = in.fixed32();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void traceId(SpanDraft span) throws InvalidProtocolBufferException {
    int size = in.size();
    if (size == TRACE_ID_BYTES) {
      span.traceId(in.idBits(), in.idBits());
    } else {
      in.skipBytes(size);
      span.traceId(0, 0);
    }
  }

  private void spanId(SpanDraft span) throws InvalidProtocolBufferException {
    int size = in.size();
    if (size == SPAN_ID_BYTES) {
      span.spanId(in.idBits());
    } else {
      in.skipBytes(size);
      span.spanId(0);
    }
  }

  /// Empty and all zero both mean that there is no parent. One of irregular length is kept as its
  /// hexadecimal digits: a span with a strange parent is still worth seeing.
  private void parent(SpanDraft span) throws InvalidProtocolBufferException {
    int size = in.size();
    if (size == SPAN_ID_BYTES) {
      long bits = in.idBits();
      span.parent(bits == 0 ? Parent.NONE : Parent.of(SpanId.of(bits)));
      return;
    }
    String digits = in.hex(size);
    if (digits.chars().allMatch(digit -> digit == '0')) {
      span.parent(Parent.NONE);
      return;
    }
    SpanId.parse(digits)
        .ifPresentOrElse(
            parent -> span.parent(Parent.of(parent)), () -> span.reject(Rejection.PARENT_SPAN_ID));
  }

  private void status(SpanDraft span) throws InvalidProtocolBufferException {
    int outer = in.enter();
    int tag;
    while ((tag = in.tag()) != END) {
      switch (tag) {
        case Status.MESSAGE_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> span.statusMessage = in.text();
        case Status.CODE_FIELD_NUMBER << 3 | VARINT ->
            span.statusCode = StatusCode.ofNumber(in.enumeration());
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void event(int eventTag, SpanDraft span) throws InvalidProtocolBufferException {
    if (!span.takesEvent()) {
      texts.countLeftOut();
      in.skip(eventTag);
      return;
    }
    long timeUnixNano = 0;
    String name = "";
    inner.restart();
    int outer = in.enter();
    int tag;
    while ((tag = in.tag()) != END) {
      switch (tag) {
        case Span.Event.TIME_UNIX_NANO_FIELD_NUMBER << 3 | FIXED64 -> timeUnixNano = in.fixed64();
        case Span.Event.NAME_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> name = in.text();
        case Span.Event.ATTRIBUTES_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
            values.attribute(tag, inner);
        case Span.Event.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER << 3 | VARINT ->
            inner.droppedBySender(in.uint32());
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    span.add(
        new SpanEvent(
            UnixNano.toInstant(timeUnixNano), name, inner.attributes(), inner.droppedCount()));
  }

  private void link(int linkTag, SpanDraft span) throws InvalidProtocolBufferException {
    if (!span.takesLink()) {
      texts.countLeftOut();
      in.skip(linkTag);
      return;
    }
    String traceId = "";
    String spanId = "";
    String traceState = "";
    long flags = 0;
    inner.restart();
    int outer = in.enter();
    int tag;
    while ((tag = in.tag()) != END) {
      switch (tag) {
        case Span.Link.TRACE_ID_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> traceId = in.hex(in.size());
        case Span.Link.SPAN_ID_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> spanId = in.hex(in.size());
        case Span.Link.TRACE_STATE_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> traceState = in.text();
        case Span.Link.ATTRIBUTES_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
            values.attribute(tag, inner);
        case Span.Link.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER << 3 | VARINT ->
            inner.droppedBySender(in.uint32());
        case Span.Link.FLAGS_FIELD_NUMBER << 3 | FIXED32 -> flags = in.fixed32();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    span.add(
        new SpanLink(traceId, spanId, traceState, flags, inner.attributes(), inner.droppedCount()));
  }
}
