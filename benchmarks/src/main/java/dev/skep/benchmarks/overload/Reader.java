package dev.skep.benchmarks.overload;

import dev.skep.benchmarks.load.Latencies;
import dev.skep.benchmarks.process.SkepServer;
import dev.skep.benchmarks.proof.Findings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Somebody who looks at a few pages every half second, on a thread of its own.
public final class Reader implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_READS = 100_000;
  private static final int OK = 200;

  private final SkepServer server;
  private final Findings findings;
  private final Map<String, Latencies> latencies = new LinkedHashMap<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private long failures;

  /// Starts reading.
  ///
  /// @param paths what to read, one after the other
  public Reader(SkepServer server, List<String> paths, Findings findings) {
    this.server = server;
    this.findings = findings;
    paths.forEach(path -> latencies.put(path, new Latencies(MOST_READS)));
    thread = Thread.ofPlatform().unstarted(this::readUntilTheEnd);
    thread.start();
  }

  private void readUntilTheEnd() {
    try {
      do {
        for (Map.Entry<String, Latencies> page : latencies.entrySet()) {
          read(page.getKey(), page.getValue());
        }
      } while (!end.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(String path, Latencies answers) throws InterruptedException {
    long before = System.nanoTime();
    try {
      int status =
          http.send(
                  HttpRequest.newBuilder(server.address(path)).timeout(PATIENCE).build(),
                  BodyHandlers.discarding())
              .statusCode();
      answers.add(System.nanoTime() - before);
      if (status != OK) {
        fail("reading " + path + " was answered with " + status);
      }
    } catch (IOException e) {
      fail("reading " + path + " failed: " + e);
    }
  }

  private void fail(String finding) {
    failures++;
    findings.add(finding);
  }

  /// Ends reading and waits for the last answer. Call it before asking for results.
  @Override
  public void close() {
    end.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    http.close();
  }

  /// How long the answers of each path took.
  public Map<String, Latencies> latencies() {
    return latencies;
  }

  public long failures() {
    return failures;
  }
}
