package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.TraceSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests become traces of Skep's own.
final class OwnRequestsTest {
  private static final String CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final RunningDoor door = RunningDoor.open().with(span(1));

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void a_request_is_named_by_its_route_and_holds_nothing_that_the_caller_made_up() {
    String path = "/api/v1/traces/" + Spans.traceId(1);
    var answer =
        door.send(door.request(path + "?format=otlp").header("traceparent", CALLER).build());

    List<Span> spans = door.ownSpans();
    Span request = spans.getLast();
    assertThat(answer.headers().firstValue("traceparent"))
        .contains("00-" + request.traceId() + "-" + request.spanId() + "-01");
    assertThat(request.name()).isEqualTo("GET /api/v1/traces/*");
    assertThat(request.kind()).isEqualTo(SpanKind.SERVER);
    assertThat(request.source()).isEqualTo(TraceSource.HTTP);
    assertThat(request.traceId().value()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(request.parent()).isEqualTo(Parent.of(new SpanId("00f067aa0ba902b7")));
    assertThat(request.isError()).isFalse();
    assertThat(request.attributes().text("http.route")).contains("/api/v1/traces/*");
    assertThat(request.attributes().text("url.path")).contains(path);
    assertThat(request.attributes().get("http.response.status_code"))
        .contains(AttributeValue.of(200));
    assertThat(request.attributes().toString()).doesNotContain("otlp", "localhost");
    assertThat(spans.getFirst().name()).isEqualTo("look up trace");
    assertThat(spans.getFirst().parent()).isEqualTo(Parent.of(request.spanId()));
  }

  @Test
  void a_refusal_is_no_error_and_a_failure_is_one() {
    try (var broken = RunningDoor.overBrokenStore()) {
      broken.get("/api/v1/traces?limit=none");
      broken.get("/api/v1/traces");

      assertThat(broken.ownSpans())
          .filteredOn(span -> span.name().equals("GET /api/v1/traces"))
          .satisfiesExactly(
              refused -> {
                assertThat(refused.isError()).isFalse();
                assertThat(refused.attributes().get("http.response.status_code"))
                    .contains(AttributeValue.of(400));
              },
              failed -> {
                assertThat(failed.isError()).isTrue();
                assertThat(failed.attributes().text("error.type")).contains("503");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health/ready",
        "/health/live",
        "/metrics",
        "/first-span",
        "/",
        "/static/x",
        "/nowhere"
      })
  void what_machines_ask_for_again_and_again_is_not_traced(String path) {
    door.get(path);

    assertThat(door.ownSpans()).isEmpty();
  }

  @Test
  void who_may_not_read_makes_us_write_nothing() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
      String request = "GET /traces HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(12);

      assertThat(new String(answer, StandardCharsets.US_ASCII)).matches("HTTP/1.1 40[13]");
    }
    assertThat(door.ownSpans()).isEmpty();
  }

  @Test
  void looking_at_the_first_page_does_not_end_it() {
    try (var empty = RunningDoor.open()) {
      empty.get("/traces");
      assertThat(empty.ownSpans()).isNotEmpty();

      assertThat(empty.get("/traces").body()).contains("OTEL_EXPORTER_OTLP_ENDPOINT");
    }
  }
}
