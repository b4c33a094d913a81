package dev.skep.otlp;

import dev.skep.application.FailureLog;
import dev.skep.application.SlowCallers;
import dev.skep.application.ingest.IngestCounters;
import dev.skep.application.ingest.SenderBook;
import dev.skep.application.usecase.IngestSpans;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.time.Duration;
import java.util.Set;

/// The OTLP/HTTP door: its routes, and what it needs of the server.
///
/// Source: the specification, "API Endpoint" and "Known Behaviors"; OTLP, "OTLP/HTTP Request" for
/// the standard paths.
public final class OtlpDoor {
  /// The longest request line; a longer one is answered with 414.
  public static final int MAX_REQUEST_LINE_BYTES = 4 * 1024;

  /// The most bytes of headers; more are answered with 431.
  public static final int MAX_HEADERS_BYTES = 16 * 1024;

  private static final String SEED = "/api/traces/otlp";
  private static final String TRACES = "/v1/traces";
  private static final String METRICS = "/v1/metrics";
  private static final String LOGS = "/v1/logs";

  /// Every path of the door.
  static final Set<String> PATHS =
      Set.of(SEED, SEED + TRACES, SEED + METRICS, SEED + LOGS, TRACES, METRICS, LOGS);

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final OtlpSettings settings;
  private final IngestSpans ingest;
  private final IngestCounters counters;
  private final SenderBook senders;
  private final FailureLog failures;
  private final InFlightBudget budget;
  private final InFlightBudget chunkBudget;

  /// @param counters where requests are counted
  /// @param senders where it is noted who comes without the right key
  /// @param failures where requests that fail are counted and logged
  public OtlpDoor(
      OtlpSettings settings,
      IngestSpans ingest,
      IngestCounters counters,
      SenderBook senders,
      FailureLog failures) {
    this.settings = settings;
    this.ingest = ingest;
    this.counters = counters;
    this.senders = senders;
    this.failures = failures;
    this.budget = new InFlightBudget(settings.inFlightBytes(), PATIENCE);
    this.chunkBudget = new InFlightBudget(settings.inFlightBytes() / 4, PATIENCE);
  }

  /// Sets what the whole server needs so that no body can hurt it, which the routes alone cannot
  /// see to: bodies reach the routes as they were sent, whatever their coding; lines and chunks
  /// have a limit; so have request lines (4 KiB) and headers (16 KiB). [UnreadBodies] belongs to it
  /// as the first filter of the routing.
  ///
  /// The server's own payload limit is not among these, for it would answer 413 to a stranger
  /// before the key is looked at.
  ///
  /// @param arrival how long requests may take to arrive, of whichever route they are
  /// @param departure how long readers may take for answers, of whichever route they are
  /// @param slow counts connections that were closed because of their callers
  public void configure(
      WebServerConfig.Builder server,
      ArrivalLimits arrival,
      DepartureLimits departure,
      SlowCallers slow) {
    Http1Config http1 =
        Http1Config.builder()
            // The server wants to find the end of the line before this place.
            .maxPrologueLength(MAX_REQUEST_LINE_BYTES + 1)
            .maxHeadersSize(MAX_HEADERS_BYTES)
            .build();
    server
        // With a second selector beside ours, connections would be ours only from the first byte
        // on.
        .protocolsDiscoverServices(false)
        .contentEncoding(new UndecodedBodies(ContentEncodingContext.create()))
        .addConnectionSelector(
            new BoundedConnections(
                Http1ConnectionSelector.builder().config(http1).build(),
                arrival,
                departure,
                slow,
                Math.toIntExact(settings.maxBodyBytes()),
                chunkBudget));
  }

  /// Adds the routes. On the standard paths replies are strictly OTLP's, on the others as the
  /// specification shows them.
  public void register(HttpRouting.Builder routing) {
    Replies negotiated = new Replies(false);
    Replies strict = new Replies(true);
    Decoders decoders = new Decoders(settings);
    WrongKeys wrongKeys = new WrongKeys(settings.proxies(), senders);
    Handler traces =
        new TraceExport(
            settings, decoders, ingest, counters, budget, wrongKeys, failures, negotiated);
    Handler strictTraces =
        new TraceExport(settings, decoders, ingest, counters, budget, wrongKeys, failures, strict);
    Handler sink = new SilentSink(settings, negotiated);
    Handler strictSink = new SilentSink(settings, strict);
    post(routing, SEED, traces, negotiated);
    post(routing, SEED + TRACES, traces, negotiated);
    post(routing, SEED + METRICS, sink, negotiated);
    post(routing, SEED + LOGS, sink, negotiated);
    post(routing, TRACES, strictTraces, strict);
    post(routing, METRICS, strictSink, strict);
    post(routing, LOGS, strictSink, strict);
  }

  private static void post(
      HttpRouting.Builder routing, String path, Handler handler, Replies replies) {
    routing.post(path, handler);
    routing.any(path, (request, response) -> replies.refused(request, response, Refusal.NOT_POST));
  }
}
