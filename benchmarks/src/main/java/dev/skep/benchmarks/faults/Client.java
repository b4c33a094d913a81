package dev.skep.benchmarks.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skep.benchmarks.process.SkepServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/// Somebody who behaves well.
final class Client implements AutoCloseable {
  static final String PATH = "/api/traces/otlp";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SkepServer server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Client(SkepServer server) {
    this.server = server;
  }

  /// What was answered, and after what time.
  record Answer(int status, String body, double millis, Optional<String> retryAfter) {}

  Answer get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(server.address(path)));
  }

  Answer post(String type, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.address(PATH))
            .header("X-API-Key", SkepServer.API_KEY)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  Answer postProtobuf(byte[] body) throws IOException, InterruptedException {
    return post("application/x-protobuf", body);
  }

  Answer postJson(String body) throws IOException, InterruptedException {
    return post("application/json", body.getBytes(UTF_8));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpResponse<String> answer =
        http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    return new Answer(
        answer.statusCode(),
        answer.body(),
        (System.nanoTime() - start) / 1e6,
        answer.headers().firstValue("Retry-After"));
  }

  @Override
  public void close() {
    http.close();
  }
}
