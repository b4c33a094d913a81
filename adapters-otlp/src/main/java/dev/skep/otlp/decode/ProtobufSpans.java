package dev.skep.otlp.decode;

import static dev.skep.otlp.decode.ProtobufInput.END;
import static dev.skep.otlp.decode.ProtobufInput.FIXED32;
import static dev.skep.otlp.decode.ProtobufInput.FIXED64;
import static dev.skep.otlp.decode.ProtobufInput.LENGTH_DELIMITED;
import static dev.skep.otlp.decode.ProtobufInput.VARINT;

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
import java.io.IOException;

/// Reads spans.
///
/// Source: OTLP `Span`, `Span.Event`, `Span.Link`, `Status`.
final class ProtobufSpans {
  private final ProtobufInput in;
  private final ProtobufValues values;
  private final Texts texts;

  ProtobufSpans(ProtobufInput in, ProtobufValues values, Texts texts) {
    this.in = in;
    this.values = values;
    this.texts = texts;
  }

  void span(SpanDraft span) throws IOException {
    int outer = in.enter();
    int tag;
    while ((tag = in.tag()) != END) {
      switch (tag) {
        case Span.TRACE_ID_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> span.traceId(in.id());
        case Span.SPAN_ID_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> span.spanId(in.id());
        case Span.TRACE_STATE_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> span.traceState = in.text();
        case Span.PARENT_SPAN_ID_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> parent(span);
        case Span.NAME_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> span.name = in.repeatedText();
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

  /// Empty and all zero both mean that there is no parent. One of irregular length is kept as its
  /// hexadecimal digits: a span with a strange parent is still worth seeing.
  private void parent(SpanDraft span) throws IOException {
    byte[] id = in.id();
    if (ProtobufInput.isZero(id)) {
      span.parent(Parent.NONE);
      return;
    }
    SpanId.parse(ProtobufInput.hex(id))
        .ifPresentOrElse(
            parent -> span.parent(Parent.of(parent)), () -> span.reject(Rejection.PARENT_SPAN_ID));
  }

  private void status(SpanDraft span) throws IOException {
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

  private void event(int eventTag, SpanDraft span) throws IOException {
    if (!span.takesEvent()) {
      texts.countLeftOut();
      in.skip(eventTag);
      return;
    }
    long timeUnixNano = 0;
    String name = "";
    AttributesDraft attributes = new AttributesDraft();
    int outer = in.enter();
    int tag;
    while ((tag = in.tag()) != END) {
      switch (tag) {
        case Span.Event.TIME_UNIX_NANO_FIELD_NUMBER << 3 | FIXED64 -> timeUnixNano = in.fixed64();
        case Span.Event.NAME_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> name = in.repeatedText();
        case Span.Event.ATTRIBUTES_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
            values.attribute(tag, attributes);
        case Span.Event.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER << 3 | VARINT ->
            attributes.droppedBySender(in.uint32());
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    span.add(
        new SpanEvent(
            UnixNano.toInstant(timeUnixNano),
            name,
            attributes.attributes(),
            attributes.droppedCount()));
  }

  private void link(int linkTag, SpanDraft span) throws IOException {
    if (!span.takesLink()) {
      texts.countLeftOut();
      in.skip(linkTag);
      return;
    }
    String traceId = "";
    String spanId = "";
    String traceState = "";
    long flags = 0;
    AttributesDraft attributes = new AttributesDraft();
    int outer = in.enter();
    int tag;
    while ((tag = in.tag()) != END) {
      switch (tag) {
        case Span.Link.TRACE_ID_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
            traceId = ProtobufInput.hex(in.id());
        case Span.Link.SPAN_ID_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
            spanId = ProtobufInput.hex(in.id());
        case Span.Link.TRACE_STATE_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> traceState = in.text();
        case Span.Link.ATTRIBUTES_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
            values.attribute(tag, attributes);
        case Span.Link.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER << 3 | VARINT ->
            attributes.droppedBySender(in.uint32());
        case Span.Link.FLAGS_FIELD_NUMBER << 3 | FIXED32 -> flags = in.fixed32();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    span.add(
        new SpanLink(
            traceId,
            spanId,
            traceState,
            flags,
            attributes.attributes(),
            attributes.droppedCount()));
  }
}
