package dev.skep.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoSenderTest {
  // Sooner than an answer that does not come is given up.
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final String PATH = "/api/traces/otlp/v1/traces";

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private final LogLines logged = new LogLines();
  private final Logger logger = Logger.getLogger(DemoSender.class.getName());

  @BeforeEach
  void listenToTheLog() {
    logger.setUseParentHandlers(false);
    logger.addHandler(logged);
  }

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
    logger.removeHandler(logged);
    logger.setUseParentHandlers(true);
  }

  @Test
  void posts_the_backlog_and_then_life_with_key_and_media_type() throws Exception {
    var port = startServer(0, () -> 200);

    try (var sender = sender(port)) {
      Thread.ofVirtual().start(sender);
      var first = next();

      assertThat(first.method()).isEqualTo("POST");
      assertThat(first.path()).isEqualTo(PATH);
      assertThat(first.key()).isEqualTo("demo-key");
      assertThat(first.mediaType()).isEqualTo("application/x-protobuf");
      assertThat(new SentSpans(List.of(first.request())).traces()).hasSizeGreaterThan(20);
      awaitSpanEndingAfter(Clock.systemUTC().millis());
      assertThat(logged.lines)
          .hasSize(1)
          .first()
          .asString()
          .startsWith("Demo traffic flows to http://");
    }
  }

  @Test
  void a_request_answered_503_is_posted_again() throws Exception {
    var answers = List.of(503, 503, 200).iterator();
    var port = startServer(0, () -> answers.hasNext() ? answers.next() : 200);

    try (var sender = sender(port)) {
      Thread.ofVirtual().start(sender);
      var first = next();

      assertThat(next().request()).isEqualTo(first.request());
      assertThat(next().request()).isEqualTo(first.request());
      assertThat(next().request()).isNotEqualTo(first.request());
      assertThat(logged.lines).hasSize(2);
      assertThat(logged.lines.getFirst()).startsWith("Demo traffic waits").endsWith("answers 503");
    }
  }

  @Test
  void a_request_that_is_refused_is_left() throws Exception {
    var port = startServer(0, () -> 401);

    try (var sender = sender(port)) {
      Thread.ofVirtual().start(sender);
      var first = next();

      assertThat(next().request()).isNotEqualTo(first.request());
      assertThat(logged.lines).hasSize(1).first().asString().endsWith("answers 401");
    }
  }

  @Test
  void waits_for_a_server_that_is_not_there_yet() throws Exception {
    var port = startServer(0, () -> 200);
    servers.getFirst().stop(0);

    try (var sender = sender(port)) {
      Thread.ofVirtual().start(sender);
      logged.awaitFirst();
      startServer(port, () -> 200);

      assertThat(new SentSpans(List.of(next().request())).traces()).hasSizeGreaterThan(20);
      assertThat(logged.lines.getFirst()).contains("cannot be reached");
    }
  }

  @Test
  void closing_ends_it_even_while_it_waits_for_an_answer() throws Exception {
    var closed = new CountDownLatch(1);
    var port = startServer(0, () -> awaitThenAccept(closed));
    var sender = sender(port);
    var thread = Thread.ofVirtual().start(sender);
    next();

    sender.close();

    assertThat(thread.join(SOON)).isTrue();
    assertThat(logged.lines).isEmpty();
    closed.countDown();
  }

  @Test
  void closing_ends_it_while_it_pauses() throws Exception {
    var sender = sender(startServer(0, () -> 503));
    var thread = Thread.ofVirtual().start(sender);
    next();

    sender.close();

    assertThat(thread.join(SOON)).isTrue();
  }

  @Test
  void an_interrupt_ends_it_too() throws Exception {
    try (var sender = sender(startServer(0, () -> 200))) {
      var thread = Thread.ofVirtual().start(sender);
      next();

      thread.interrupt();

      assertThat(thread.join(SOON)).isTrue();
    }
  }

  private static DemoSender sender(int port) {
    var endpoint = URI.create("http://127.0.0.1:" + port + PATH);
    return new DemoSender(endpoint, "demo-key", new Random(1), Clock.systemUTC());
  }

  /// @param port 0 for any that is free
  /// @param status what the server answers, asked after a request was read
  private int startServer(int port, IntSupplier status) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var server = HttpServer.create(address, 0);
    server.createContext("/", exchange -> answer(exchange, status));
    server.start();
    servers.add(server);
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange, IntSupplier status) throws IOException {
    try (exchange) {
      received.add(Received.from(exchange));
      exchange.sendResponseHeaders(status.getAsInt(), -1);
    }
  }

  private static int awaitThenAccept(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 200;
  }

  private Received next() throws InterruptedException {
    var next = received.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("a request within 20 s").isNotNull();
    return next;
  }

  private void awaitSpanEndingAfter(long unixMillis) throws InterruptedException {
    while (new SentSpans(List.of(next().request()))
        .spans().stream().noneMatch(span -> span.getEndTimeUnixNano() > unixMillis * 1_000_000)) {
      // next() gives up when nothing comes any more.
    }
  }

  private record Received(
      String method, String path, String key, String mediaType, ExportTraceServiceRequest request) {
    static Received from(HttpExchange exchange) throws IOException {
      var headers = exchange.getRequestHeaders();
      return new Received(
          exchange.getRequestMethod(),
          exchange.getRequestURI().getPath(),
          headers.getFirst("X-API-Key"),
          headers.getFirst("Content-Type"),
          ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
    }
  }

  private static final class LogLines extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);

    void awaitFirst() throws InterruptedException {
      assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void publish(LogRecord line) {
      lines.add(line.getMessage());
      first.countDown();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
