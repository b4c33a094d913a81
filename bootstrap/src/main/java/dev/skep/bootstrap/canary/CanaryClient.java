package dev.skep.bootstrap.canary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;

/// Asks Skep over HTTP. What it is answered with is either of use, or a sentence that says why not.
final class CanaryClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int TRIES = 10;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MOST_BYTES = 64 << 20;
  // Not to be recorded: what a canary does would hide what readers do.
  private static final String UNRECORDED = "00-%032x-%016x-00".formatted(1, 1);

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final CanaryTarget target;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();
  private int questions;

  CanaryClient(CanaryTarget target) {
    this.target = target;
  }

  /// How the body of an export is written.
  enum Coding {
    JSON,
    PROTOBUF,
    GZIPPED_PROTOBUF
  }

  /// Posts an export request, again and again for a while when Skep asks for that.
  ///
  /// @return how many of its spans Skep says it stored
  long send(byte[] body, Coding coding) throws CannotAskException {
    HttpRequest.Builder request =
        request("/api/traces/otlp/v1/traces").header("X-API-Key", target.key());
    request.header(
        "Content-Type", coding == Coding.JSON ? "application/json" : "application/x-protobuf");
    if (coding == Coding.GZIPPED_PROTOBUF) {
      request.header("Content-Encoding", "gzip");
    }
    request.POST(
        BodyPublishers.ofByteArray(coding == Coding.GZIPPED_PROTOBUF ? gzipped(body) : body));
    for (int i = 1; ; i++) {
      HttpResponse<InputStream> response = answer(request.build());
      byte[] answer = body(response);
      switch (response.statusCode()) {
        case OK -> {
          return JsonTree.field(tree(answer), "accepted") instanceof Long accepted ? accepted : 0;
        }
        case 401 ->
            throw new CannotAskException(
                "the key is wrong: TRACES_INGESTION_API_KEY must be the one of that Skep");
        case 501 ->
            throw new CannotAskException(
                "ingestion is off: that Skep needs TRACES_INGESTION_ENABLED=true");
        case 503 -> {
          if (i == TRIES) {
            throw new CannotAskException("it takes no spans: " + text(answer));
          }
          pause();
        }
        default ->
            throw new CannotAskException(
                "spans were answered with " + response.statusCode() + ": " + text(answer));
      }
    }
  }

  /// What is at this path; empty when it answers 404.
  byte[] get(String path) throws CannotAskException {
    questions++;
    HttpRequest.Builder request = request(path).GET();
    if (!target.token().isEmpty()) {
      request.header("Authorization", "Bearer " + target.token());
    }
    HttpResponse<InputStream> response = answer(request.build());
    byte[] answer = body(response);
    return switch (response.statusCode()) {
      case OK -> answer;
      case NOT_FOUND -> new byte[0];
      case 303, 401 ->
          throw new CannotAskException(
              "the token is wrong: TRACES_EXPLORER_TOKEN must be the one of that Skep");
      default ->
          throw new CannotAskException(
              path + " was answered with " + response.statusCode() + ": " + text(answer));
    };
  }

  /// What is at this path, as a [JsonTree]; [JsonTree.Nothing] when it answers 404.
  Object json(String path) throws CannotAskException {
    byte[] answer = get(path);
    return answer.length == 0 ? JsonTree.Nothing.NULL : tree(answer);
  }

  /// How often something was asked for.
  int questions() {
    return questions;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(target.address().resolve(path))
        .timeout(PATIENCE)
        .header("traceparent", UNRECORDED);
  }

  private HttpResponse<InputStream> answer(HttpRequest request) throws CannotAskException {
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new CannotAskException("no answer from " + target.address() + ": " + e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static byte[] body(HttpResponse<InputStream> response) throws CannotAskException {
    try (InputStream body = response.body()) {
      byte[] bytes = body.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new CannotAskException(response.uri().getPath() + " answers without an end");
      }
      return bytes;
    } catch (IOException e) {
      throw new CannotAskException(response.uri().getPath() + " breaks off: " + e);
    }
  }

  private static Object tree(byte[] json) throws CannotAskException {
    try {
      return JsonTree.parse(json);
    } catch (IOException e) {
      throw new CannotAskException("this is no JSON: " + Differences.shown(text(json)));
    }
  }

  private static String text(byte[] answer) {
    return new String(answer, StandardCharsets.UTF_8);
  }

  private static byte[] gzipped(byte[] body) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void pause() throws CannotAskException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static CannotAskException interrupted() {
    Thread.currentThread().interrupt();
    return new CannotAskException("it was stopped before it was done");
  }
}
