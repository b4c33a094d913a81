package dev.skep.web;

import dev.skep.application.usecase.CheckHealth.Health;
import dev.skep.web.api.JsonReply;

/// The answers of `/health/live` (the program runs) and `/health/ready` (it can do its work).
final class HealthJson {
  private HealthJson() {}

  static JsonReply live() {
    return status(200, "UP", "");
  }

  static JsonReply of(Health health) {
    return switch (health) {
      case Health.Ready() -> status(200, "UP", "");
      case Health.NotReady(String reason) -> status(503, "DOWN", reason);
    };
  }

  private static JsonReply status(int code, String status, String reason) {
    return new JsonReply(
        code,
        json -> {
          json.writeStartObject();
          json.writeStringField("status", status);
          if (!reason.isEmpty()) {
            json.writeStringField("reason", reason);
          }
          json.writeEndObject();
        });
  }
}
