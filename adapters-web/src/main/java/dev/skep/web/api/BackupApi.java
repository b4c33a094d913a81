package dev.skep.web.api;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.StoreCopy;
import dev.skep.application.usecase.BackUpStore;
import dev.skep.application.usecase.BackUpStore.Outcome;

/// Answers `POST /api/v1/backups`.
public final class BackupApi {
  private final BackUpStore backups;

  public BackupApi(BackUpStore backups) {
    this.backups = backups;
  }

  /// Returns when the copy is made.
  public JsonReply backUp() {
    try {
      return switch (backups.backUp()) {
        case Outcome.Made(StoreCopy copy) -> made(copy);
        case Outcome.Underway() -> JsonReply.error(409, "another backup is being made");
      };
    } catch (StorageUnavailableException e) {
      return JsonReply.error(503, String.valueOf(e.getMessage()));
    }
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
