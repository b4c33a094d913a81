package dev.skep.benchmarks.proof;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.skep.benchmarks.process.SkepServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a server says of itself at `/api/v1/status`: the counts of spans, which stand there as
/// decimal strings under `ingest.spans`.
public final class ServerStatus {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int OK = 200;

  private final Map<String, Long> numbers;

  private ServerStatus(Map<String, Long> numbers) {
    this.numbers = numbers;
  }

  /// Asks a server.
  ///
  /// @return nothing when it has no such page
  public static Optional<ServerStatus> of(SkepServer server)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.address("/api/v1/status")).timeout(TIMEOUT).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() == OK ? Optional.of(parse(answer.body())) : Optional.empty();
    }
  }

  /// Reads the counts by their names.
  static ServerStatus parse(String json) throws IOException {
    Map<String, Long> numbers = new TreeMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      if (enter(parser, "ingest") && enter(parser, "spans")) {
        for (JsonToken token = parser.nextToken();
            token != JsonToken.END_OBJECT;
            token = parser.nextToken()) {
          if (token == JsonToken.VALUE_STRING) {
            numbers.put(parser.currentName(), Long.valueOf(parser.getText()));
          }
        }
      }
    }
    return new ServerStatus(numbers);
  }

  /// Goes into the object of this name below the one that the parser is in, or before.
  private static boolean enter(JsonParser parser, String name) throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals(name);
        JsonToken value = parser.nextToken();
        if (wanted && value == JsonToken.START_OBJECT) {
          return true;
        }
        parser.skipChildren();
      } else if (token == JsonToken.END_OBJECT) {
        return false;
      }
    }
    return false;
  }

  /// How many spans have come in; nothing when the server does not say.
  public Optional<Long> received() {
    return Optional.ofNullable(numbers.get("received"));
  }

  /// How many of them were new and are stored; nothing when the server does not say.
  public Optional<Long> stored() {
    return Optional.ofNullable(numbers.get("stored"));
  }

  /// How many of them were there already; nothing when the server does not say.
  public Optional<Long> duplicates() {
    return Optional.ofNullable(numbers.get("duplicates"));
  }

  /// What became of those that have come in, all ways together.
  public long accountedFor() {
    return numbers.getOrDefault("stored", 0L)
        + numbers.getOrDefault("duplicates", 0L)
        + numbers.getOrDefault("rejected", 0L)
        + numbers.getOrDefault("sampledOut", 0L)
        + numbers.getOrDefault("rateLimited", 0L)
        + numbers.getOrDefault("unavailable", 0L);
  }

  @Override
  public String toString() {
    return numbers.toString();
  }
}
