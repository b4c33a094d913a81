package dev.skep.otlp;

import dev.skep.application.FailureLog;
import dev.skep.application.SlowCallers;
import dev.skep.application.access.AddressRanges;
import dev.skep.application.ingest.Guardrails;
import dev.skep.application.ingest.IngestCounters;
import dev.skep.application.ingest.IngestFigures;
import dev.skep.application.ingest.SenderBook;
import dev.skep.application.port.InMemoryStorage;
import dev.skep.application.port.SpanWriter;
import dev.skep.application.usecase.IngestSpans;
import dev.skep.domain.ingest.IngestPolicy;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.Spans;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/// A real server on a free port with the door on it, wired as the program wires it, and a store in
/// memory behind it.
final class DoorUnderTest implements AutoCloseable {
  static final String KEY = "test-key-0123456789";
  static final String JSON = "application/json";
  static final String PROTOBUF = "application/x-protobuf";
  static final String SEED_PATH = "/api/traces/otlp";
  static final String BEYLA_PATH = "/api/traces/otlp/v1/traces";
  static final String STANDARD_PATH = "/v1/traces";
  static final int MAX_BODY = 16 * 1024 * 1024;
  static final long IN_FLIGHT = 256L * 1024 * 1024;

  /// What its sockets are asked to hold of what comes in.
  static final int SOCKET_BUFFER = 128 * 1024;

  private static final OtlpSettings SETTINGS = settings(true, KEY, AddressRanges.NONE, IN_FLIGHT);

  private final InMemoryStorage storage;
  private final WebServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private final FailureLog failures = new FailureLog(System::nanoTime);
  private final IngestCounters counters = new IngestCounters(Spans.NOON);

  private DoorUnderTest(
      OtlpSettings settings, IngestPolicy policy, InMemoryStorage storage, SpanWriter writer) {
    this.storage = storage;
    // Time stands still, so that no bucket fills while a test runs.
    var guardrails = new Guardrails(policy, () -> 0);
    var senders = new SenderBook(Clock.systemUTC());
    var ingest = new IngestSpans(guardrails, writer, counters, senders);
    OtlpDoor door = new OtlpDoor(settings, ingest, counters, senders, failures);
    WebServerConfig.Builder builder =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .connectionOptions(
                socket -> socket.tcpNoDelay(true).socketReceiveBufferSize(SOCKET_BUFFER));
    door.configure(builder, ArrivalLimits.USUAL, DepartureLimits.USUAL, new SlowCallers());
    server =
        builder
            .routing(routing -> {
              routing.addFilter(new UnreadBodies());
              routing.get("/page", (request, response) -> response.send("a page"));
              routing.get(
                  "/echo",
                  (request, response) ->
                      response
                          .header("X-Echo", request.query().first("text").orElse(""))
                          .send("echo"));
              routing.post(
                  "/form",
                  (request, response) ->
                      response.send(
                          request.content().hasEntity() ? request.content().as(String.class) : ""));
              door.register(routing);
            })
            .build()
            .start();
  }

  static DoorUnderTest open() {
    return with(true, KEY);
  }

  static DoorUnderTest with(boolean enabled, String keys) {
    return with(settings(enabled, keys, AddressRanges.NONE, IN_FLIGHT));
  }

  /// @param proxies as in `TRACES_TRUSTED_PROXIES`
  static DoorUnderTest behind(String proxies) {
    return with(settings(true, KEY, AddressRanges.parse(proxies).orElseThrow(), IN_FLIGHT));
  }

  private static DoorUnderTest with(OtlpSettings settings) {
    InMemoryStorage storage = new InMemoryStorage();
    return new DoorUnderTest(settings, IngestPolicy.EVERYTHING, storage, storage);
  }

  private static OtlpSettings settings(
      boolean enabled, String keys, AddressRanges proxies, long inFlightBytes) {
    return new OtlpSettings(enabled, ApiKeys.parse(keys), proxies, MAX_BODY, inFlightBytes, true);
  }

  static DoorUnderTest under(IngestPolicy policy) {
    InMemoryStorage storage = new InMemoryStorage();
    return new DoorUnderTest(SETTINGS, policy, storage, storage);
  }

  static DoorUnderTest over(SpanWriter writer) {
    return over(writer, IN_FLIGHT);
  }

  static DoorUnderTest over(SpanWriter writer, long inFlightBytes) {
    return new DoorUnderTest(
        settings(true, KEY, AddressRanges.NONE, inFlightBytes),
        IngestPolicy.EVERYTHING,
        new InMemoryStorage(),
        writer);
  }

  /// A request to `path`, to be completed and sent.
  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// Sends with the right key.
  HttpResponse<byte[]> post(String path, String mediaType, byte[] body, String... headers) {
    HttpRequest.Builder request =
        to(path)
            .header("X-API-Key", KEY)
            .header("Content-Type", mediaType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /// Sends JSON with this key.
  HttpResponse<byte[]> postWithKey(String key, byte[] body, String... headers) {
    HttpRequest.Builder request =
        to("/api/traces/otlp")
            .header("X-API-Key", key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /// Sends with the right key and without saying how long the body is.
  HttpResponse<byte[]> postChunked(String path, String mediaType, byte[] body) {
    return send(
        to(path)
            .header("X-API-Key", KEY)
            .header("Content-Type", mediaType)
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
  }

  HttpResponse<byte[]> postJson(String body) {
    return post(SEED_PATH, JSON, body.getBytes(StandardCharsets.UTF_8));
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    return socket;
  }

  IngestFigures figures() {
    return counters.figures();
  }

  /// How many requests failed for a defect.
  long failures() {
    return failures.count();
  }

  List<Span> stored() {
    return storage.search(TraceQuery.newest(1000)).traces().stream()
        .flatMap(trace -> storage.find(trace.traceId()).orElseThrow().spans().stream())
        .toList();
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop();
    client.close();
  }
}
