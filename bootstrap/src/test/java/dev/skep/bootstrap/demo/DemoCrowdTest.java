package dev.skep.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DemoCrowdTest {
  private final List<ExportTraceServiceRequest> received = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void posts_ever_new_spans_until_so_many_were_taken() throws Exception {
    try (var crowd = crowd(200)) {
      long taken = crowd.send(5_000, Duration.ofSeconds(50));

      assertThat(taken).isBetween(5_000L, 12_000L);
      assertThat(new SentSpans(received).traces()).hasSizeGreaterThan(200);
      assertThat(received).doesNotHaveDuplicates();
    }
  }

  @Test
  void gives_up_in_time_at_a_door_that_takes_nothing() throws Exception {
    try (var crowd = crowd(401)) {
      assertThat(crowd.send(5_000, Duration.ofMillis(500))).isZero();
      assertThat(received).isNotEmpty();
    }
  }

  private DemoCrowd crowd(int answer) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          received.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    server.start();
    URI door = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces");
    return new DemoCrowd(door, "a-key", Clock.systemUTC());
  }
}
