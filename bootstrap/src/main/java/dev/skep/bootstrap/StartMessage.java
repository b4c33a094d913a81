package dev.skep.bootstrap;

/// What is printed once Skep is ready: where to look, where to send, and what to do next.
final class StartMessage {
  private StartMessage() {}

  static String of(SkepApplication skep, Settings settings, String version) {
    return """

    Skep %s is ready. Ctrl-C stops it.

      Explorer   %s/traces   (on this machine only)
      Ingest     %s
      Data       %s\
    """
        .formatted(
            version, skep.address(), ingest(skep, settings), settings.store().dataDirectory());
  }

  private static String ingest(SkepApplication skep, Settings settings) {
    if (!settings.otlp().enabled()) {
      return """
      off. To receive traces, put these two lines into a file .env and start again:

                       TRACES_INGESTION_ENABLED=true
                       TRACES_INGESTION_API_KEY=a-secret-of-your-own
      """
          .stripIndent();
    }
    return skep.address() + "/api/traces/otlp   (OTLP over HTTP, X-API-Key)";
  }
}
