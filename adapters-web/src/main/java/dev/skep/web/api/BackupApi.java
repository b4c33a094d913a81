package dev.skep.web.api;

import dev.skep.application.StoreCopy;
import dev.skep.application.usecase.BackUpStore;
import dev.skep.application.usecase.BackUpStore.Outcome;
import dev.skep.web.http.JsonReply;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import io.helidon.http.Method;

/// Answers `POST /api/v1/backups`.
public final class BackupApi implements Routed {
  private final BackUpStore backups;

  public BackupApi(BackUpStore backups) {
    this.backups = backups;
  }

  @Override
  public void addTo(Routes routes) {
    routes.change(Method.POST, "/api/v1/backups", request -> backUp());
  }

  /// Returns when the copy is made.
  public JsonReply backUp() {
    return switch (backups.backUp()) {
      case Outcome.Made(StoreCopy copy) -> made(copy);
      case Outcome.Underway() -> JsonReply.error(409, "another backup is being made");
    };
  }

  private static JsonReply made(StoreCopy copy) {
    return new JsonReply(
        201,
        json -> {
          json.writeStartObject();
          json.writeStringField("path", copy.place());
          json.writeNumberField("segments", copy.segments());
          json.writeNumberField("bytes", copy.bytes());
          json.writeEndObject();
        });
  }
}
