package dev.skep.benchmarks;

import dev.skep.benchmarks.load.Latencies;
import dev.skep.benchmarks.process.SkepServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;

/// Asks a server one question after the other over one connection.
final class Asking implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int OK = 200;
  private static final int CLIENT_WARM_UPS = 5_000;

  private final SkepServer server;
  private final int warmUps;
  private final int calls;
  private final Duration atMost;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// @param atMost of one kind of question; then fewer calls must do
  Asking(SkepServer server, int warmUps, int calls, Duration atMost) {
    this.server = server;
    this.warmUps = warmUps;
    this.calls = calls;
    this.atMost = atMost;
  }

  /// What came of one kind of question.
  ///
  /// @param status of all answers, or that of the first that was not 200
  /// @param bytes the median answer
  record Outcome(int status, int calls, Latencies latencies, long bytes) {}

  /// Makes the client ready, so that the first answers do not wait for it: asks for nothing that is
  /// stored.
  void warmUpClient() throws IOException, InterruptedException {
    for (int n = 0; n < CLIENT_WARM_UPS; n++) {
      answer("/health/live");
    }
  }

  Outcome ask(Query query) throws IOException, InterruptedException {
    int warmUps = this.warmUps * query.times();
    int calls = this.calls * query.times();
    Latencies latencies = new Latencies(calls);
    long[] sizes = new long[calls];
    long start = System.nanoTime();
    int done = 0;
    for (int n = 0; n < warmUps + calls; n++) {
      long before = System.nanoTime();
      if (before - start > atMost.toNanos() && done > 0) {
        break;
      }
      HttpResponse<byte[]> answer = answer(query.path().apply(n));
      if (answer.statusCode() != OK) {
        return new Outcome(answer.statusCode(), 0, latencies, 0);
      }
      if (n >= warmUps) {
        latencies.add(System.nanoTime() - before);
        sizes[done++] = answer.body().length;
      }
    }
    Arrays.sort(sizes, 0, done);
    return new Outcome(OK, done, latencies, sizes[done / 2]);
  }

  private HttpResponse<byte[]> answer(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(server.address(path)).timeout(TIMEOUT).build(),
        BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    http.close();
  }
}
