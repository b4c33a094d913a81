package dev.skep.bootstrap;

/// What is printed once Skep is ready: where to look, where to send, and what to do next. The only
/// place where the access token is ever printed, and only one that Skep made itself: what an
/// operator has set is known already.
final class StartMessage {
  private StartMessage() {}

  static String of(SkepApplication skep, Settings settings, String version) {
    return """

    Skep %s is ready. Ctrl-C stops it.

      Explorer   %s
      Ingest     %s
      Data       %s
      Limits     %s\
    """
        .formatted(
            version,
            explorer(skep, settings.reading()),
            ingest(skep, settings),
            settings.store().dataDirectory(),
            HttpLimits.USUAL.inWords(settings.otlp().maxBodyBytes()));
  }

  private static String explorer(SkepApplication skep, ReadingSettings reading) {
    if (!reading.needsToken()) {
      return skep.address() + "/traces   OPEN TO EVERYBODY: TRACES_EXPLORER_AUTH=none";
    }
    return reading.makesToken()
        ? skep.loginAddress() + "   (signs you in)"
        : skep.address() + "/login   (with TRACES_EXPLORER_TOKEN)";
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
