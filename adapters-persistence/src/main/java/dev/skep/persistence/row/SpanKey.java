package dev.skep.persistence.row;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;
import java.io.IOException;
import java.util.Collection;

/// Both ids of a span. Different spans may share them, so a key finds those that could be equal.
public record SpanKey(TraceId traceId, SpanId spanId) {
  public static SpanKey of(Span span) {
    return new SpanKey(span.traceId(), span.spanId());
  }

  /// The keys as a JSON array of pairs, in hexadecimal digits of the stored bytes.
  public static String json(Collection<SpanKey> keys) {
    return Json.write(json -> {
      json.writeStartArray();
      for (SpanKey key : keys) {
        key.write(json);
      }
      json.writeEndArray();
    });
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartArray();
    json.writeString(IdBytes.hex(IdBytes.of(traceId)));
    json.writeString(IdBytes.hex(IdBytes.of(spanId)));
    json.writeEndArray();
  }
}
