package dev.skep.otlp;

import static dev.skep.otlp.DoorUnderTest.BEYLA_PATH;
import static dev.skep.otlp.DoorUnderTest.JSON;
import static dev.skep.otlp.DoorUnderTest.PROTOBUF;
import static dev.skep.otlp.DoorUnderTest.SEED_PATH;
import static dev.skep.otlp.DoorUnderTest.STANDARD_PATH;
import static dev.skep.otlp.DoorUnderTest.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.TraceSource;
import dev.skep.otlp.decode.ProtobufEncoder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Good requests, and what is answered to them.
final class IngestTest {
  private static final byte[] TWO_SPANS =
      ProtobufEncoder.encode(List.of(Spans.span(1).build(), Spans.span(2).under(1).build()));
  private static final String ONE_OF_THREE_IS_BAD =
      """
      {"resourceSpans":[{"scopeSpans":[{"spans":[
        {"traceId":"t","spanId":"1","name":"a"},
        {"traceId":"","spanId":"2","name":"<secret>"},
        {"traceId":"t","spanId":"3"}]}]}]}
      """;

  private final DoorUnderTest door = DoorUnderTest.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void secrets_are_masked_before_they_are_stored() {
    String attributes =
        """
        "attributes":[{"key":"http.request.header.x-api-key","value":{"stringValue":"k"}},
          {"key":"url.full","value":{"stringValue":"http://a/?b=1&password=p"}}]\
        """;
    door.postJson(
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"t","spanId":"s",%s}]}]}]}
        """
            .formatted(attributes));

    Span span = door.stored().getFirst();
    byte[] protobuf =
        ProtobufEncoder.encode(
            List.of(Spans.span(7).with(Attributes.of("password", AttributeValue.of("p"))).build()));
    door.post(SEED_PATH, PROTOBUF, protobuf);

    assertThat(span.attributes().text("http.request.header.x-api-key")).hasValue("REDACTED");
    assertThat(span.attributes().text("url.full")).hasValue("http://a/?b=1&password=REDACTED");
    assertThat(door.stored().stream().flatMap(each -> each.attributes().text("password").stream()))
        .containsExactly("REDACTED");
  }

  @Test
  void the_example_of_the_specification_is_stored() {
    HttpResponse<byte[]> response = door.postJson(Bodies.SPECIFICATION_EXAMPLE);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response)).isEqualTo("{\"accepted\":1}");
    assertThat(response.headers().allValues("Content-Type")).containsExactly(JSON);
    Span span = door.stored().getFirst();
    assertThat(span.traceId().value()).isEqualTo("abc123...");
    assertThat(span.spanId().value()).isEqualTo("span001");
    assertThat(span.serviceName()).isEqualTo("my-app");
    assertThat(span.duration()).isEqualTo(Duration.ofMillis(150));
    assertThat(span.source()).isEqualTo(TraceSource.EBPF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-protobuf",
        "application/protobuf",
        "Application/X-Protobuf; charset=utf-8"
      })
  void protobuf_is_answered_as_the_specification_shows_it(String mediaType) {
    for (String path : List.of(SEED_PATH, BEYLA_PATH)) {
      HttpResponse<byte[]> response = door.post(path, mediaType, TWO_SPANS);

      assertThat(text(response)).isEqualTo("{\"accepted\":2}");
      assertThat(response.headers().allValues("Content-Type")).containsExactly(JSON);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-protobuf",
        "application/protobuf",
        "text/html, APPLICATION/X-PROTOBUF;q=0.5"
      })
  void who_sends_and_accepts_protobuf_gets_protobuf(String accept) throws IOException {
    HttpResponse<byte[]> response = door.post(SEED_PATH, PROTOBUF, TWO_SPANS, "Accept", accept);

    assertThat(response.headers().allValues("Content-Type")).containsExactly(PROTOBUF);
    assertThat(ExportTraceServiceResponse.parseFrom(response.body()))
        .isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
  }

  @Test
  void a_wildcard_names_no_protobuf_and_json_is_always_answered_in_json() {
    byte[] empty = "{\"resourceSpans\":[]}".getBytes(UTF_8);

    assertThat(text(door.post(SEED_PATH, PROTOBUF, TWO_SPANS, "Accept", "*/*")))
        .isEqualTo("{\"accepted\":2}");
    assertThat(text(door.post(SEED_PATH, JSON, empty, "Accept", PROTOBUF)))
        .isEqualTo("{\"accepted\":0}");
  }

  @Test
  void the_standard_path_answers_in_the_encoding_of_the_request() {
    byte[] empty = "{\"resourceSpans\":[]}".getBytes(UTF_8);

    HttpResponse<byte[]> protobuf = door.post(STANDARD_PATH, PROTOBUF, TWO_SPANS, "Accept", JSON);
    assertThat(protobuf.headers().allValues("Content-Type")).containsExactly(PROTOBUF);
    assertThat(protobuf.body()).isEmpty();
    assertThat(text(door.post(STANDARD_PATH, JSON, empty))).isEqualTo("{\"accepted\":0}");
  }

  @Test
  void an_empty_request_is_fine() {
    assertThat(text(door.post(SEED_PATH, PROTOBUF, new byte[0]))).isEqualTo("{\"accepted\":0}");
    assertThat(text(door.postJson("{\"resourceSpans\":[]}"))).isEqualTo("{\"accepted\":0}");
    assertThat(text(door.postJson("{\"resourceSpans\":[{},{\"scopeSpans\":[{}]}]}")))
        .isEqualTo("{\"accepted\":0}");
  }

  @Test
  void spans_that_are_stored_already_are_accepted_again() {
    assertThat(text(door.post(SEED_PATH, PROTOBUF, TWO_SPANS))).isEqualTo("{\"accepted\":2}");
    assertThat(text(door.post(SEED_PATH, PROTOBUF, TWO_SPANS))).isEqualTo("{\"accepted\":2}");
    assertThat(door.stored()).hasSize(2);
  }

  @Test
  void bad_spans_are_left_out_and_told_by_reason_and_index() throws IOException {
    HttpResponse<byte[]> response = door.postJson(ONE_OF_THREE_IS_BAD);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response))
        .isEqualTo(
            "{\"accepted\":2,\"partialSuccess\":{\"rejectedSpans\":\"1\",\"errorMessage\":"
                + "\"1 span rejected: trace id missing or invalid (1); first at index 1\"}}");
    assertThat(door.stored()).hasSize(2);
  }

  @Test
  void in_protobuf_a_partial_success_is_a_message() throws IOException {
    var request = ProtobufEncoder.message(List.of(Spans.span(1).build())).toBuilder();
    request
        .getResourceSpansBuilder(0)
        .getScopeSpansBuilder(0)
        .addSpans(io.opentelemetry.proto.trace.v1.Span.getDefaultInstance());

    var response = door.post(STANDARD_PATH, PROTOBUF, request.build().toByteArray());

    var partial = ExportTraceServiceResponse.parseFrom(response.body()).getPartialSuccess();
    assertThat(partial.getRejectedSpans()).isEqualTo(1);
    assertThat(partial.getErrorMessage())
        .isEqualTo("1 span rejected: trace id missing or invalid (1); first at index 1");
  }

  @Test
  void values_that_had_to_be_cut_are_a_warning_without_rejections() {
    String name = "x".repeat(20_000);

    var response =
        door.postJson(
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"t\",\"spanId\":\"s\","
                + "\"name\":\""
                + name
                + "\"}]}]}]}");

    assertThat(text(response))
        .isEqualTo(
            "{\"accepted\":1,\"partialSuccess\":{\"rejectedSpans\":\"0\",\"errorMessage\":"
                + "\"1 value beyond the limits was cut\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/traces/otlp/v1/metrics",
        "/api/traces/otlp/v1/logs",
        "/v1/metrics",
        "/v1/logs"
      })
  void metrics_and_logs_are_accepted_from_anybody_and_thrown_away(String path) {
    try (var disabled = DoorUnderTest.with(false, "")) {
      var response =
          disabled.send(
              disabled
                  .to(path)
                  .header("Content-Type", JSON)
                  .POST(BodyPublishers.ofString("whatever")));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(text(response)).isEqualTo("{}");
      assertThat(response.headers().allValues("Content-Type")).containsExactly(JSON);
    }
  }

  @Test
  void the_sinks_negotiate_their_encoding_as_traces_do() {
    byte[] body = {1, 2, 3};

    assertThat(text(door.post("/api/traces/otlp/v1/metrics", PROTOBUF, body))).isEqualTo("{}");
    assertThat(door.post("/api/traces/otlp/v1/metrics", PROTOBUF, body, "Accept", PROTOBUF).body())
        .isEmpty();
    assertThat(door.post("/v1/metrics", PROTOBUF, body).body()).isEmpty();
  }
}
