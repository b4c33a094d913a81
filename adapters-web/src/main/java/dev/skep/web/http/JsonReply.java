package dev.skep.web.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// An answer in JSON: its HTTP status, and a body that is written straight to the caller, so that a
/// large trace never stands in memory as text.
public record JsonReply(int status, Body body) {
  private static final JsonFactory FACTORY = new JsonFactory();

  /// Writes one JSON value.
  @FunctionalInterface
  public interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  public static JsonReply ok(Body body) {
    return new JsonReply(200, body);
  }

  /// `{"error":message}`.
  public static JsonReply error(int status, String message) {
    return new JsonReply(
        status,
        json -> {
          json.writeStartObject();
          json.writeStringField("error", message);
          json.writeEndObject();
        });
  }

  /// `{"error":message,"parameter":name}`.
  public static JsonReply badParameter(String name, String message) {
    return new JsonReply(
        400,
        json -> {
          json.writeStartObject();
          json.writeStringField("error", message);
          json.writeStringField("parameter", name);
          json.writeEndObject();
        });
  }

  /// Writes the body as UTF-8 and closes the stream. Of a body that cannot be written to its end,
  /// nothing is closed: it must not look like a whole one.
  public void writeTo(OutputStream out) {
    try {
      JsonGenerator json = FACTORY.createGenerator(out);
      body.write(json);
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
