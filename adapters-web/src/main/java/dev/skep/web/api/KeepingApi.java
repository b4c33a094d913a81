package dev.skep.web.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.skep.application.usecase.EraseTrace;
import dev.skep.application.usecase.ListPinnedTraces;
import dev.skep.application.usecase.PinTrace;
import dev.skep.application.usecase.UnpinTrace;
import dev.skep.domain.trace.PinnedTrace;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.UnixNano;
import dev.skep.web.http.JsonReply;
import dev.skep.web.http.Requests;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.Optional;

/// Answers what keeps a trace for longer or erases it: `/api/v1/traces/{traceId}/pin`, `DELETE` of
/// a trace, and `/api/v1/pins`.
public final class KeepingApi implements Routed {
  // The plus takes in a slash of an id that is not hexadecimal.
  private static final String PIN = TraceApi.TRACES + "/{+id}/pin";

  /// The largest body of a request to pin, in bytes.
  private static final int MOST_BYTES = 16 * 1024;

  private static final String NO_SUCH_TRACE = "no span with this trace id is stored";
  private static final JsonFactory FACTORY = new JsonFactory();

  private final PinTrace pin;
  private final UnpinTrace unpin;
  private final ListPinnedTraces pinned;
  private final EraseTrace eraser;

  public KeepingApi(PinTrace pin, UnpinTrace unpin, ListPinnedTraces pinned, EraseTrace eraser) {
    this.pin = pin;
    this.unpin = unpin;
    this.pinned = pinned;
    this.eraser = eraser;
  }

  @Override
  public void addTo(Routes routes) {
    routes.json("/api/v1/pins", request -> list());
    routes.change(Method.POST, PIN, request -> pin(pinned(request), body(request)));
    routes.change(Method.DELETE, PIN, request -> unpin(pinned(request)));
    routes.change(
        Method.DELETE,
        TraceApi.TRACES + "/*",
        request -> erase(Requests.pathBehind(TraceApi.TRACES + "/", request)));
  }

  private static String pinned(ServerRequest request) {
    return Requests.pathBetween(TraceApi.TRACES + "/", "/pin", request).orElse("");
  }

  private static byte[] body(ServerRequest request) {
    return request.content().hasEntity() ? Requests.body(request, MOST_BYTES) : new byte[0];
  }

  /// Pins a trace that is stored.
  ///
  /// @param body `{"note":"…"}`, or empty for no note
  public JsonReply pin(String traceId, byte[] body) {
    Optional<String> note = note(body);
    if (note.isEmpty()) {
      return JsonReply.error(400, "the body must be {\"note\":\"…\"}, or empty");
    }
    if (note.get().length() > PinnedTrace.MAX_NOTE_LENGTH) {
      return JsonReply.error(
          400, "a note has at most " + PinnedTrace.MAX_NOTE_LENGTH + " characters");
    }
    Optional<TraceId> id = TraceId.parse(traceId);
    if (id.isEmpty()) {
      return JsonReply.error(404, NO_SUCH_TRACE);
    }
    return switch (pin.pin(id.get(), note.get())) {
      case PinTrace.Outcome.Pinned(PinnedTrace done) -> JsonReply.ok(json -> write(json, done));
      case PinTrace.Outcome.NoSuchTrace() -> JsonReply.error(404, NO_SUCH_TRACE);
      case PinTrace.Outcome.TooMany() ->
          JsonReply.error(
              409, PinTrace.MOST + " traces are pinned, and more cannot be; unpin some first");
    };
  }

  public JsonReply unpin(String traceId) {
    boolean unpinned = TraceId.parse(traceId).filter(unpin::unpin).isPresent();
    return unpinned
        ? JsonReply.ok(json -> {
          json.writeStartObject();
          json.writeStringField("traceId", traceId);
          json.writeEndObject();
        })
        : JsonReply.error(404, "this trace is not pinned");
  }

  public JsonReply erase(String traceId) {
    int erased = TraceId.parse(traceId).map(eraser::erase).orElse(0);
    return erased == 0
        ? JsonReply.error(404, NO_SUCH_TRACE)
        : JsonReply.ok(json -> {
          json.writeStartObject();
          json.writeStringField("traceId", traceId);
          json.writeNumberField("erasedSpans", erased);
          json.writeEndObject();
        });
  }

  public JsonReply list() {
    var all = pinned.list();
    return JsonReply.ok(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("pins");
      for (PinnedTrace one : all) {
        write(json, one);
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static void write(JsonGenerator json, PinnedTrace pin) throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", pin.traceId().value());
    json.writeStringField("note", pin.note());
    json.writeStringField("pinnedUnixNano", UnixNano.decimal(pin.pinnedAt()));
    json.writeEndObject();
  }

  /// The note, or nothing when the body is not what it should be.
  private static Optional<String> note(byte[] body) {
    if (body.length == 0) {
      return Optional.of("");
    }
    try (JsonParser json = FACTORY.createParser(body)) {
      boolean isNote =
          json.nextToken() == JsonToken.START_OBJECT
              && "note".equals(json.nextFieldName())
              && json.nextToken() == JsonToken.VALUE_STRING;
      if (!isNote) {
        return Optional.empty();
      }
      String note = json.getText();
      boolean ends = json.nextToken() == JsonToken.END_OBJECT && json.nextToken() == null;
      return ends ? Optional.of(note) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
