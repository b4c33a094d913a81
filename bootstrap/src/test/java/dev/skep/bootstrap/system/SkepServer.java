package dev.skep.bootstrap.system;

import dev.skep.bootstrap.Settings;
import dev.skep.bootstrap.SettingsReport;
import dev.skep.bootstrap.SkepApplication;
import dev.skep.bootstrap.demo.DemoBacklog;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// The program as it is shipped, on a free port and a folder of its own, with a client beside it.
public final class SkepServer implements AutoCloseable {
  /// The ingest key; the requests of the corpus were recorded with it.
  public static final String KEY = "capture-key";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SkepApplication skep;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private SkepServer(SkepApplication skep) {
    this.skep = skep;
  }

  /// Starts with ingestion switched on.
  public static SkepServer start(Path folder) {
    return start(folder, Map.of());
  }

  /// Starts with these settings besides the usual ones.
  public static SkepServer start(Path folder, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("TRACES_HOST", "127.0.0.1");
    environment.put("TRACES_PORT", "0");
    environment.put("TRACES_DATA_DIR", folder.toString());
    environment.put("TRACES_INGESTION_ENABLED", "true");
    environment.put("TRACES_INGESTION_API_KEY", KEY);
    environment.put("TRACES_EXPLORER_AUTH", "none");
    // So that what is stored is what a test sent.
    environment.put("TRACES_OWN_TRACES", "false");
    environment.putAll(settings);
    if (Settings.from(environment, Runtime.getRuntime().maxMemory())
        instanceof SettingsReport.Usable usable) {
      return new SkepServer(SkepApplication.start(usable.settings(), "test", Clock.systemUTC()));
    }
    throw new IllegalArgumentException("settings " + environment.keySet());
  }

  public URI address() {
    return skep.address();
  }

  public HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address().resolve(path)).timeout(PATIENCE).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  /// Posts OTLP JSON with the key.
  public HttpResponse<byte[]> post(String json) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(address().resolve("/api/traces/otlp"))
            .header("X-API-Key", KEY)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /// Posts five minutes of demonstration traffic, up to now.
  public void postLivingData() throws IOException, InterruptedException {
    for (byte[] request : DemoBacklog.until(Instant.now())) {
      post(request);
    }
  }

  /// Posts OTLP in protobuf with the key.
  public HttpResponse<byte[]> post(byte[] protobuf) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(address().resolve("/v1/traces"))
            .header("X-API-Key", KEY)
            .header("Content-Type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(protobuf)));
  }

  /// Posts as senders do: whoever is told to come again (503) does, and all is stored at the end.
  public void store(String json) throws IOException, InterruptedException {
    for (int i = 0; i < 10; i++) {
      HttpResponse<byte[]> answer = post(json);
      if (answer.statusCode() == 200) {
        return;
      }
      if (answer.statusCode() != 503) {
        throw new AssertionError(
            answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
      }
      Thread.sleep(1000);
    }
    throw new AssertionError("not stored");
  }

  public HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /// A trace as the read API shows it, or as OTLP JSON.
  public Map<String, Object> trace(String traceId, String query)
      throws IOException, InterruptedException {
    String id = URLEncoder.encode(traceId, StandardCharsets.UTF_8).replace("+", "%20");
    HttpResponse<byte[]> response = get("/api/v1/traces/" + id + query);
    if (response.statusCode() != 200) {
      throw new AssertionError(
          traceId
              + ": "
              + response.statusCode()
              + " "
              + new String(response.body(), StandardCharsets.UTF_8));
    }
    return Json.object(response.body());
  }

  @Override
  public void close() {
    skep.close();
    client.close();
  }
}
