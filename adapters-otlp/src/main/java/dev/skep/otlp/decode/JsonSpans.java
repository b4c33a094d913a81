package dev.skep.otlp.decode;

import dev.skep.domain.ingest.Rejection;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.UnixNano;
import java.io.IOException;

/// Reads spans. Ids are taken as [TraceId] takes them: hexadecimal digits in any case, or any short
/// text.
///
/// Source: OTLP `Span`, `Span.Event`, `Span.Link`, `Status`; the specification's own example with
/// the ids `abc123...` and `span001`.
final class JsonSpans {
  private static final String ZERO_SPAN_ID = "0000000000000000";

  private final JsonInput in;
  private final JsonValues values;
  private final Texts texts;

  JsonSpans(JsonInput in, JsonValues values, Texts texts) {
    this.in = in;
    this.values = values;
    this.texts = texts;
  }

  void span(SpanDraft span) throws IOException {
    if (in.isNull() || !in.enterObject()) {
      in.skipWrongType();
    } else {
      while (in.nextField()) {
        field(span);
      }
    }
    if (in.takeWrongType()) {
      span.reject(Rejection.WRONG_TYPE);
    }
  }

  private void field(SpanDraft span) throws IOException {
    switch (in.field()) {
      case "traceId" -> span.traceId(in.text());
      case "spanId" -> span.spanId(in.text());
      case "traceState" -> span.traceState = in.text();
      case "parentSpanId" -> parent(span);
      case "flags" -> span.flags = in.uint32();
      case "name" -> span.name = in.repeatedText();
      case "kind" -> span.kind = SpanKind.ofNumber(in.enumeration(JsonSpans::kindNumber));
      case "startTimeUnixNano" -> span.startUnixNano = in.uint64();
      case "endTimeUnixNano" -> span.endUnixNano = in.uint64();
      case "attributes" -> values.attributes(span.attributes);
      case "droppedAttributesCount" -> span.attributes.droppedBySender(in.uint32());
      case "events" -> events(span);
      case "droppedEventsCount" -> span.eventsDroppedBySender = in.uint32();
      case "links" -> links(span);
      case "droppedLinksCount" -> span.linksDroppedBySender = in.uint32();
      case "status" -> status(span);
      default -> in.skip();
    }
  }

  /// Empty and all zero both mean that there is no parent.
  private void parent(SpanDraft span) throws IOException {
    String id = in.text();
    if (id.isEmpty() || id.equals(ZERO_SPAN_ID)) {
      span.parent(Parent.NONE);
      return;
    }
    SpanId.parse(id)
        .ifPresentOrElse(
            parent -> span.parent(Parent.of(parent)), () -> span.reject(Rejection.PARENT_SPAN_ID));
  }

  private void status(SpanDraft span) throws IOException {
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      switch (in.field()) {
        case "code" ->
            span.statusCode = StatusCode.ofNumber(in.enumeration(JsonSpans::statusNumber));
        case "message" -> span.statusMessage = in.text();
        default -> in.skip();
      }
    }
  }

  private void events(SpanDraft span) throws IOException {
    if (!in.enterArray()) {
      return;
    }
    while (in.nextElement()) {
      if (span.takesEvent()) {
        event(span);
      } else {
        texts.countLeftOut();
        in.skip();
      }
    }
  }

  private void event(SpanDraft span) throws IOException {
    if (in.isNull() || !in.enterObject()) {
      in.skipWrongType();
      return;
    }
    long timeUnixNano = 0;
    String name = "";
    AttributesDraft attributes = new AttributesDraft();
    while (in.nextField()) {
      switch (in.field()) {
        case "timeUnixNano" -> timeUnixNano = in.uint64();
        case "name" -> name = in.repeatedText();
        case "attributes" -> values.attributes(attributes);
        case "droppedAttributesCount" -> attributes.droppedBySender(in.uint32());
        default -> in.skip();
      }
    }
    span.add(
        new SpanEvent(
            UnixNano.toInstant(timeUnixNano),
            name,
            attributes.attributes(),
            attributes.droppedCount()));
  }

  private void links(SpanDraft span) throws IOException {
    if (!in.enterArray()) {
      return;
    }
    while (in.nextElement()) {
      if (span.takesLink()) {
        link(span);
      } else {
        texts.countLeftOut();
        in.skip();
      }
    }
  }

  private void link(SpanDraft span) throws IOException {
    if (in.isNull() || !in.enterObject()) {
      in.skipWrongType();
      return;
    }
    String traceId = "";
    String spanId = "";
    String traceState = "";
    long flags = 0;
    AttributesDraft attributes = new AttributesDraft();
    while (in.nextField()) {
      switch (in.field()) {
        case "traceId" -> {
          String sent = in.text();
          traceId = TraceId.parse(sent).map(TraceId::value).orElse(sent);
        }
        case "spanId" -> {
          String sent = in.text();
          spanId = SpanId.parse(sent).map(SpanId::value).orElse(sent);
        }
        case "traceState" -> traceState = in.text();
        case "flags" -> flags = in.uint32();
        case "attributes" -> values.attributes(attributes);
        case "droppedAttributesCount" -> attributes.droppedBySender(in.uint32());
        default -> in.skip();
      }
    }
    span.add(
        new SpanLink(
            traceId,
            spanId,
            traceState,
            flags,
            attributes.attributes(),
            attributes.droppedCount()));
  }

  // OTLP wants numbers; some senders write the names all the same, and the Collector reads them.

  private static int kindNumber(String name) {
    return switch (name) {
      case "SPAN_KIND_INTERNAL" -> SpanKind.INTERNAL.number();
      case "SPAN_KIND_SERVER" -> SpanKind.SERVER.number();
      case "SPAN_KIND_CLIENT" -> SpanKind.CLIENT.number();
      case "SPAN_KIND_PRODUCER" -> SpanKind.PRODUCER.number();
      case "SPAN_KIND_CONSUMER" -> SpanKind.CONSUMER.number();
      default -> 0;
    };
  }

  private static int statusNumber(String name) {
    return switch (name) {
      case "STATUS_CODE_OK" -> StatusCode.OK.number();
      case "STATUS_CODE_ERROR" -> StatusCode.ERROR.number();
      default -> 0;
    };
  }
}
