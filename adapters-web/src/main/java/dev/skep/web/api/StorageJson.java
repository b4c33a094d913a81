package dev.skep.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skep.application.LatencyFigures;
import dev.skep.application.StoreState;
import dev.skep.application.StoreState.Covered;
import dev.skep.application.StoreState.Segment;
import dev.skep.application.StoreState.Stage;
import dev.skep.application.usecase.ViewStatus.Storage;
import dev.skep.domain.trace.UnixNano;
import java.io.IOException;
import java.time.Instant;

/// What `/api/v1/status` says of the store.
final class StorageJson {
  private StorageJson() {}

  /// @param at the moment that this is told
  static void write(JsonGenerator json, Storage storage, Instant at) throws IOException {
    json.writeObjectFieldStart("storage");
    switch (storage) {
      case Storage.Unavailable(String reason) -> json.writeStringField("unavailable", reason);
      case Storage.Known(StoreState state) -> write(json, state, at);
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, StoreState state, Instant at) throws IOException {
    number(json, "spans", state.spans());
    number(json, "bytes", state.disk().used());
    number(json, "maxBytes", state.disk().cap());
    number(json, "freeDiskBytes", state.disk().free());
    number(json, "keptFreeDiskBytes", state.disk().lowBelow());
    if (state.oldestSpan().isPresent()) {
      time(json, "oldestSpanUnixNano", state.oldestSpan().get());
    }
    if (state.roomLasts(at).isPresent()) {
      number(json, "roomLastsNano", UnixNano.nanos(state.roomLasts(at).get()));
    }
    number(json, "retentionNano", UnixNano.nanos(state.keeping().age()));
    json.writeNumberField("pinnedTraces", state.keeping().pinned());
    json.writeObjectFieldStart("queue");
    json.writeNumberField("spans", state.queue().spans());
    json.writeNumberField("maxSpans", state.queue().most());
    number(json, "longestWaitNano", UnixNano.nanos(state.queue().longestWait()));
    json.writeEndObject();
    write(json, state.commits());
    json.writeObjectFieldStart("segmentsByState");
    for (Stage stage : Stage.values()) {
      json.writeNumberField(stage.slug(), count(state, stage));
    }
    json.writeEndObject();
    number(json, "droppedSegments", state.droppedSegments());
    json.writeArrayFieldStart("segments");
    for (Segment segment : state.segments()) {
      write(json, segment);
    }
    json.writeEndArray();
  }

  static long count(StoreState state, Stage stage) {
    return state.segments().stream().filter(segment -> segment.stage() == stage).count();
  }

  private static void write(JsonGenerator json, LatencyFigures commits) throws IOException {
    json.writeObjectFieldStart("commits");
    number(json, "count", commits.count());
    number(json, "lastNano", commits.lastNano());
    number(json, "p50Nano", commits.p50Nano());
    number(json, "p99Nano", commits.p99Nano());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Segment segment) throws IOException {
    json.writeStartObject();
    number(json, "number", segment.number());
    json.writeStringField("state", segment.stage().slug());
    number(json, "spans", segment.spans());
    number(json, "traces", segment.traces());
    number(json, "bytes", segment.bytes());
    time(json, "begunUnixNano", segment.begun());
    if (segment.covered() instanceof Covered.From(Instant first, Instant last)) {
      time(json, "firstStartUnixNano", first);
      time(json, "lastMomentUnixNano", last);
    }
    json.writeEndObject();
  }

  private static void time(JsonGenerator json, String name, Instant time) throws IOException {
    json.writeStringField(name, UnixNano.decimal(time));
  }

  private static void number(JsonGenerator json, String name, long number) throws IOException {
    json.writeStringField(name, Long.toString(number));
  }
}
