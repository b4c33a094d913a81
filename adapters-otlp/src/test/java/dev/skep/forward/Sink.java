package dev.skep.forward;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/// An OTLP endpoint that answers as it is told, and keeps what it got.
final class Sink implements AutoCloseable {
  private final HttpServer server;
  private final Answers answers;
  private final AtomicInteger requests = new AtomicInteger();
  private final List<Request> received = new CopyOnWriteArrayList<>();

  private Sink(int port, Answers answers) throws IOException {
    this.answers = answers;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  static Sink start(Answers answers) throws IOException {
    return new Sink(0, answers);
  }

  static Sink startAt(int port, Answers answers) throws IOException {
    return new Sink(port, answers);
  }

  /// Answers every request with this status.
  static Answers with(int status) {
    return number -> new Answer(status);
  }

  /// What the request with this number is answered, counted from 1.
  @FunctionalInterface
  interface Answers {
    Answer to(int number) throws InterruptedException;
  }

  record Answer(int status, Map<String, String> headers, ByteString body) {
    /// Without a word.
    Answer(int status) {
      this(status, Map.of(), ByteString.EMPTY);
    }
  }

  record Request(String path, Headers headers, ExportTraceServiceRequest message, long nanoTime) {
    int spans() {
      return message.getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .mapToInt(scope -> scope.getSpansCount())
          .sum();
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port() + "/v1/traces");
  }

  List<Request> received() {
    return received;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ExportTraceServiceRequest message;
      try (InputStream body = new GZIPInputStream(exchange.getRequestBody())) {
        message = ExportTraceServiceRequest.parseFrom(body);
      }
      received.add(
          new Request(
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders(),
              message,
              System.nanoTime()));
      Answer answer = answers.to(requests.incrementAndGet());
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          answer.status(), answer.body().isEmpty() ? -1 : answer.body().size());
      answer.body().writeTo(exchange.getResponseBody());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
