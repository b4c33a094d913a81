package dev.skep.bootstrap.browser;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.skep.domain.trace.HostileTexts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/// A trace that holds every hostile text in every field a sender can fill, as OTLP JSON: its root
/// has all of them at once, and each has a span, a service and an operation of its own. Every text
/// is also the id of a small trace.
final class HostileTrace {
  static final String ID = "8b8efff798038103d269b633813fc60c";
  static final String ROOT = "00000000000000a1";

  private final StringWriter text = new StringWriter();
  private final JsonGenerator json;
  private final long start;
  private final List<String> hostile = HostileTexts.all();

  private HostileTrace(long start) throws IOException {
    this.json = new JsonFactory().createGenerator(text);
    this.start = start;
  }

  static String endingAt(long unixNano) {
    try {
      return new HostileTrace(unixNano - 1_000_000_000L).write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String write() throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("resourceSpans");
    service("all", ID, ROOT, "", hostile);
    for (int i = 0; i < hostile.size(); i++) {
      String one = hostile.get(i);
      String id = HostileTexts.id(one);
      service(
          one,
          ID,
          "%s%04d".formatted(id.substring(0, Math.min(id.length(), 60)), i),
          ROOT,
          List.of(one));
      service(one, id, id, id + "?", List.of(one));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.close();
    return text.toString();
  }

  private void service(String name, String trace, String span, String parent, List<String> texts)
      throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("resource");
    json.writeArrayFieldStart("attributes");
    attribute("service.name", name);
    for (String key :
        List.of(
            "service.version",
            "service.instance.id",
            "service.namespace",
            "telemetry.sdk.name",
            "telemetry.sdk.version",
            "host.name")) {
      attribute(key, texts.getLast());
    }
    for (String one : texts) {
      attribute(one, one);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeStringField("schemaUrl", texts.getFirst());
    json.writeArrayFieldStart("scopeSpans");
    json.writeStartObject();
    json.writeStringField("schemaUrl", texts.getFirst());
    json.writeObjectFieldStart("scope");
    json.writeStringField("name", texts.getFirst());
    json.writeStringField("version", texts.getFirst());
    attributes(texts);
    json.writeEndObject();
    json.writeArrayFieldStart("spans");
    span(trace, span, parent, texts);
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void span(String trace, String id, String parent, List<String> texts) throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", trace);
    json.writeStringField("spanId", id);
    json.writeStringField("parentSpanId", HostileTexts.id(parent));
    json.writeStringField("traceState", String.join(",", texts));
    json.writeStringField("name", String.join(" ", texts));
    json.writeNumberField("kind", texts.size() == 1 ? 3 : 2);
    json.writeStringField("startTimeUnixNano", String.valueOf(start));
    json.writeStringField("endTimeUnixNano", String.valueOf(start + 1_000_000_000L));
    json.writeObjectFieldStart("status");
    json.writeNumberField("code", 2);
    json.writeStringField("message", String.join("\n", texts));
    json.writeEndObject();
    json.writeArrayFieldStart("attributes");
    for (String key :
        List.of(
            "http.route",
            "http.request.method",
            "http.response.status_code",
            "url.full",
            "url.path",
            "server.address",
            "server.port",
            "peer.service",
            "db.system.name",
            "db.query.text",
            "messaging.destination.name",
            "rpc.service",
            "error.type",
            "exception.stacktrace",
            "k8s.pod.name",
            "host.id")) {
      attribute(key, texts.getLast());
    }
    for (String one : texts) {
      attribute(one, one);
      nested(one);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("events");
    for (String one : texts) {
      json.writeStartObject();
      json.writeStringField("timeUnixNano", String.valueOf(start + 1_000));
      json.writeStringField("name", one);
      attributes(List.of(one));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("links");
    for (String one : texts) {
      json.writeStartObject();
      json.writeStringField("traceId", HostileTexts.id(one));
      json.writeStringField("spanId", HostileTexts.id(one));
      json.writeStringField("traceState", one);
      attributes(List.of(one));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void attributes(List<String> texts) throws IOException {
    json.writeArrayFieldStart("attributes");
    for (String one : texts) {
      attribute(one, one);
    }
    json.writeEndArray();
  }

  private void attribute(String key, String value) throws IOException {
    json.writeStartObject();
    json.writeStringField("key", key);
    json.writeObjectFieldStart("value");
    json.writeStringField("stringValue", value);
    json.writeEndObject();
    json.writeEndObject();
  }

  /// A list and a map within an attribute.
  private void nested(String one) throws IOException {
    json.writeStartObject();
    json.writeStringField("key", "in " + one);
    json.writeObjectFieldStart("value");
    json.writeObjectFieldStart("kvlistValue");
    json.writeArrayFieldStart("values");
    attribute(one, one);
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }
}
