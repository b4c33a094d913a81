package dev.skep.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import dev.skep.benchmarks.traffic.Replay;
import dev.skep.benchmarks.traffic.Traffic;
import dev.skep.benchmarks.traffic.TrafficFile;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadDriverTest {
  private static final int CONNECTIONS = 4;

  @TempDir Path folder;

  private final AtomicLong received = new AtomicLong();
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private TrafficFile traffic;
  private Load load;
  private volatile int mostAnswered = Integer.MAX_VALUE;

  @BeforeEach
  void start() throws IOException {
    Path file = folder.resolve("traffic.bin");
    new Traffic(5_000, 10, 100, 1).writeTo(file);
    traffic = TrafficFile.open(file);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/api/traces/otlp/v1/traces",
        exchange -> {
          byte[] answer = "{\"accepted\":1}".getBytes(US_ASCII);
          byte[] body = exchange.getRequestBody().readAllBytes();
          received.addAndGet(
              ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
                  .flatMap(each -> each.getScopeSpansList().stream())
                  .mapToInt(each -> each.getSpansCount())
                  .sum());
          int request = requests.incrementAndGet();
          if (request > mostAnswered) {
            goWhenAllWait(request);
            return;
          }
          // Every tenth is refused, and the connection closed.
          boolean refused = request % 10 == 0;
          if (refused) {
            exchange.getResponseHeaders().add("Connection", "close");
          }
          exchange.sendResponseHeaders(refused ? 503 : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    load =
        Load.closedLoop("k", CONNECTIONS, Duration.ofSeconds(30)).to(server.getAddress().getPort());
  }

  /// Leaves a request without an answer; with the last that can be posted the server goes.
  private void goWhenAllWait(int request) {
    if (request == mostAnswered + CONNECTIONS) {
      server.stop(0);
    }
  }

  @AfterEach
  void stop() {
    if (mostAnswered == Integer.MAX_VALUE) {
      server.stop(0);
    }
    traffic.close();
  }

  @Test
  void everything_is_posted_once_and_every_answer_counted() throws IOException {
    Replay replay = new Replay(traffic, 12_000, 2_000_000_000_000_000_000L, 1);
    LoadResult result = LoadDriver.run(load, replay);
    assertThat(received).hasValue(replay.spans());
    assertThat(result.requests()).isEqualTo(replay.requests());
    assertThat(result.statuses())
        .isEqualTo(
            Map.of(200, replay.requests() - replay.requests() / 10, 503, replay.requests() / 10));
    assertThat(result.accepted()).isBetween(replay.spans() * 8 / 10, replay.spans());
  }

  @Test
  void when_the_server_goes_every_request_that_was_posted_still_has_one_end() {
    Replay replay = new Replay(traffic, 1_000_000, 2_000_000_000_000_000_000L, 1);
    List<Ending> endings = new ArrayList<>();
    mostAnswered = 25;
    assertThatIOException()
        .isThrownBy(() -> LoadDriver.run(load, replay, endings::add))
        .withMessage("the server is gone");
    // Whoever connects anew while the server goes may still post a request or two.
    assertThat(endings).hasSizeGreaterThanOrEqualTo(mostAnswered + CONNECTIONS);
    assertThat(endings)
        .extracting(Ending::request)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, endings.size()).boxed().toList());
    assertThat(endings.subList(0, mostAnswered)).extracting(Ending::status).containsOnly(200, 503);
    assertThat(endings.subList(mostAnswered, endings.size()))
        .extracting(Ending::status)
        .containsOnly(0);
  }

  @Test
  void at_a_rate_requests_are_posted_when_they_are_due() throws IOException {
    Replay replay = new Replay(traffic, 2_000, 2_000_000_000_000_000_000L, 1);
    double perSecond = 50;
    LoadResult result = LoadDriver.run(load.atRate(perSecond, Duration.ofSeconds(30)), replay);
    assertThat(result.seconds()).isGreaterThanOrEqualTo((replay.requests() - 1) / perSecond);
    assertThat(received).hasValue(replay.spans());
  }
}
