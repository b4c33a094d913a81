package dev.skep.web.api;

import dev.skep.application.usecase.CheckHealth;
import dev.skep.application.usecase.CheckHealth.Health;
import dev.skep.web.http.JsonReply;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;

/// Answers `/health/live` (the program runs) and `/health/ready` (it can do its work).
public final class HealthApi implements Routed {
  private final CheckHealth health;

  public HealthApi(CheckHealth health) {
    this.health = health;
  }

  @Override
  public void addTo(Routes routes) {
    routes.openJson("/health/live", () -> status(200, "UP", ""));
    routes.openJson("/health/ready", this::ready);
  }

  private JsonReply ready() {
    return switch (health.check()) {
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
