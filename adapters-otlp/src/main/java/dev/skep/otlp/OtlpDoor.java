package dev.skep.otlp;

import dev.skep.application.usecase.IngestSpans;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;

/// The routes of the OTLP/HTTP door.
///
/// Source: the specification, "API Endpoint" and "Known Behaviors"; OTLP, "OTLP/HTTP Request" for
/// the standard paths.
public final class OtlpDoor {
  private static final String SEED = "/api/traces/otlp";

  private final OtlpSettings settings;
  private final IngestSpans ingest;

  public OtlpDoor(OtlpSettings settings, IngestSpans ingest) {
    this.settings = settings;
    this.ingest = ingest;
  }

  /// Adds the routes. On the standard paths replies are strictly OTLP's.
  public void register(HttpRouting.Builder routing) {
    Replies negotiated = new Replies(false);
    Replies strict = new Replies(true);
    Handler traces = new TraceExport(settings, ingest, negotiated);
    post(routing, SEED, traces, negotiated);
    post(routing, SEED + "/v1/traces", traces, negotiated);
    post(routing, "/v1/traces", new TraceExport(settings, ingest, strict), strict);
  }

  private static void post(
      HttpRouting.Builder routing, String path, Handler handler, Replies replies) {
    routing.post(path, handler);
    routing.any(path, (request, response) -> replies.refused(request, response, Refusal.NOT_POST));
  }
}
