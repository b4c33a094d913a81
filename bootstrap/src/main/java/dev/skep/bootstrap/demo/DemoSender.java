package dev.skep.bootstrap.demo;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Posts demonstration traffic to an OTLP door over HTTP: first the last few minutes, then what
/// happens now, second by second.
///
/// A server that is not there yet or asks to come back later gets the same request again; a request
/// that it refuses is left. Each change of fortune is logged once.
public final class DemoSender implements Runnable, AutoCloseable {
  private static final Logger LOG = System.getLogger(DemoSender.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final OtlpPost door;
  private final Clock clock;
  private final Traffic traffic;
  private final HttpClient http;
  private final CountDownLatch closed = new CountDownLatch(1);
  private String fortune = "";

  /// @param endpoint the whole address to post to, such as
  ///   `http://localhost:3051/api/traces/otlp/v1/traces`
  /// @param apiKey sent as `X-API-Key`
  /// @param random decides what happens; a seeded one makes it repeatable
  public DemoSender(URI endpoint, String apiKey, RandomGenerator random, Clock clock) {
    this.door = new OtlpPost(endpoint, apiKey);
    this.clock = clock;
    this.traffic = new Traffic(random);
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
  }

  /// Sends until this is closed or the calling thread is interrupted.
  @Override
  public void run() {
    var waiting = new ArrayDeque<ExportTraceServiceRequest>();
    try {
      do {
        if (waiting.isEmpty()) {
          waiting.addAll(traffic.until(clock.instant()));
        }
        post(waiting);
      } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Makes [#run] return soon, also when it waits for an answer.
  @Override
  public void close() {
    closed.countDown();
    http.shutdownNow();
  }

  /// Posts what waits until nothing does, or until the server wants to be left alone for a while.
  private void post(Queue<ExportTraceServiceRequest> waiting) throws InterruptedException {
    for (var request = waiting.peek(); request != null; request = waiting.peek()) {
      if (!isSettled(request)) {
        return;
      }
      waiting.remove();
    }
  }

  /// Whether there is no sense in posting this request again.
  private boolean isSettled(ExportTraceServiceRequest request) throws InterruptedException {
    try {
      var status = http.send(door.of(request), BodyHandlers.discarding()).statusCode();
      return switch (status) {
        case 200 -> {
          tell(Level.INFO, "Demo traffic flows to " + door.endpoint());
          yield true;
        }
        case 429, 502, 503, 504 -> {
          tell(Level.WARNING, "Demo traffic waits: " + door.endpoint() + " answers " + status);
          yield false;
        }
        default -> {
          tell(Level.WARNING, "Demo traffic is lost: " + door.endpoint() + " answers " + status);
          yield true;
        }
      };
    } catch (IOException e) {
      tell(
          Level.WARNING,
          "Demo traffic waits: " + door.endpoint() + " cannot be reached (" + e + ")");
      return false;
    }
  }

  private void tell(Level level, String news) {
    if (!news.equals(fortune) && closed.getCount() > 0) {
      fortune = news;
      LOG.log(level, news);
    }
  }
}
