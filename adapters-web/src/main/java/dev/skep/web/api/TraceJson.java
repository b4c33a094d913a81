package dev.skep.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skep.application.usecase.ViewTrace;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.SpanStatus;
import dev.skep.domain.trace.TraceSource;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.domain.trace.UnixNano;
import dev.skep.web.query.CursorText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// Traces in Skep's own JSON: OTLP's field names, times and durations as decimal strings.
final class TraceJson {
  private TraceJson() {}

  static void write(JsonGenerator json, FoundTraces found, TraceOrder order) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("traces");
    for (TraceSummary trace : found.traces()) {
      write(json, trace);
    }
    json.writeEndArray();
    if (found.behind() instanceof FoundTraces.Behind.NotLookedAt) {
      json.writeBooleanField("complete", false);
    }
    if (found.next(order).orElse(PageStart.first()) instanceof PageStart.After after) {
      json.writeStringField("next", CursorText.of(after, order));
    }
    json.writeEndObject();
  }

  static void write(JsonGenerator json, ViewTrace.Pieces trace) throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", trace.id().value());
    json.writeArrayFieldStart("spans");
    for (List<Span> piece : trace.spans()) {
      for (Span span : piece) {
        write(json, span);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, TraceSummary trace) throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", trace.traceId().value());
    json.writeStringField("rootServiceName", trace.rootServiceName());
    json.writeStringField("rootSpanName", trace.rootSpanName());
    writeTime(json, "startTimeUnixNano", trace.start());
    json.writeStringField("durationNano", Long.toString(trace.durationNano()));
    json.writeNumberField("spanCount", trace.spanCount());
    json.writeNumberField("errorCount", trace.errorCount());
    json.writeStringField("status", trace.status().slug());
    json.writeArrayFieldStart("services");
    for (String service : trace.services()) {
      json.writeString(service);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("traceSources");
    for (TraceSource source : trace.sources()) {
      json.writeString(source.slug());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Span span) throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", span.traceId().value());
    json.writeStringField("spanId", span.spanId().value());
    if (span.parent() instanceof Parent.Of(SpanId parent)) {
      json.writeStringField("parentSpanId", parent.value());
    }
    json.writeStringField("traceState", span.traceState());
    json.writeNumberField("flags", span.flags());
    json.writeStringField("name", span.name());
    json.writeStringField("kind", span.kind().slug());
    writeStatus(json, span.status());
    writeTime(json, "startTimeUnixNano", span.start());
    if (span.end() instanceof EndTime.At(Instant end)) {
      writeTime(json, "endTimeUnixNano", end);
    }
    json.writeStringField("durationNano", Long.toString(UnixNano.nanos(span.duration())));
    json.writeStringField("serviceName", span.serviceName());
    json.writeStringField("traceSource", span.source().slug());
    json.writeFieldName("attributes");
    AttributeJson.write(json, span.mergedAttributes());
    json.writeFieldName("resourceAttributes");
    AttributeJson.write(json, span.resource().attributes());
    json.writeFieldName("spanAttributes");
    AttributeJson.write(json, span.attributes());
    writeScope(json, span.scope());
    json.writeStringField("schemaUrl", span.resource().schemaUrl());
    json.writeStringField("scopeSchemaUrl", span.scope().schemaUrl());
    writeEvents(json, span);
    writeLinks(json, span);
    json.writeNumberField("droppedAttributesCount", span.dropped().attributes());
    json.writeNumberField("droppedEventsCount", span.dropped().events());
    json.writeNumberField("droppedLinksCount", span.dropped().links());
    json.writeEndObject();
  }

  private static void writeStatus(JsonGenerator json, SpanStatus status) throws IOException {
    json.writeObjectFieldStart("status");
    json.writeStringField("code", status.code().slug());
    json.writeStringField("message", status.message());
    json.writeEndObject();
  }

  private static void writeScope(JsonGenerator json, InstrumentationScope scope)
      throws IOException {
    json.writeObjectFieldStart("scope");
    json.writeStringField("name", scope.name());
    json.writeStringField("version", scope.version());
    json.writeFieldName("attributes");
    AttributeJson.write(json, scope.attributes());
    json.writeEndObject();
  }

  private static void writeEvents(JsonGenerator json, Span span) throws IOException {
    json.writeArrayFieldStart("events");
    for (SpanEvent event : span.events()) {
      json.writeStartObject();
      writeTime(json, "timeUnixNano", event.time());
      json.writeStringField("name", event.name());
      json.writeFieldName("attributes");
      AttributeJson.write(json, event.attributes());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeLinks(JsonGenerator json, Span span) throws IOException {
    json.writeArrayFieldStart("links");
    for (SpanLink link : span.links()) {
      json.writeStartObject();
      json.writeStringField("traceId", link.traceId());
      json.writeStringField("spanId", link.spanId());
      json.writeStringField("traceState", link.traceState());
      json.writeFieldName("attributes");
      AttributeJson.write(json, link.attributes());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeTime(JsonGenerator json, String name, Instant time) throws IOException {
    json.writeStringField(name, UnixNano.decimal(time));
  }
}
