package dev.skep.bootstrap.demo;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// Posts the last minutes of ever new estates to an OTLP door, as fast as it takes them: what Skep
/// is like when much is asked of it.
public final class DemoCrowd implements AutoCloseable {
  private static final int SENDERS = 8;

  private final OtlpPost door;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicLong seed = new AtomicLong(1);
  private final AtomicLong spans = new AtomicLong();

  /// @param endpoint the whole address to post to
  /// @param apiKey sent as `X-API-Key`
  public DemoCrowd(URI endpoint, String apiKey, Clock clock) {
    this.door = new OtlpPost(endpoint, apiKey);
    this.clock = clock;
  }

  /// Posts until so many spans were taken, or for so long.
  ///
  /// @return how many were taken
  public long send(long wantedSpans, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SENDERS; i++) {
        senders.execute(() -> sendUntil(wantedSpans, end));
      }
    }
    return spans.get();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private void sendUntil(long wantedSpans, long end) {
    try {
      while (true) {
        var estate = new Traffic(new Random(seed.getAndIncrement()));
        for (ExportTraceServiceRequest request : estate.until(clock.instant())) {
          if (spans.get() >= wantedSpans || System.nanoTime() >= end) {
            return;
          }
          if (http.send(door.of(request), BodyHandlers.discarding()).statusCode() == 200) {
            spans.addAndGet(spansOf(request));
          }
        }
      }
    } catch (IOException e) {
      // This sender has had enough; there are others.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long spansOf(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .mapToLong(scope -> scope.getSpansCount())
        .sum();
  }
}
