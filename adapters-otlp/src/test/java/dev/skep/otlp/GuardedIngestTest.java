package dev.skep.otlp;

import static dev.skep.otlp.DoorUnderTest.JSON;
import static dev.skep.otlp.DoorUnderTest.PROTOBUF;
import static dev.skep.otlp.DoorUnderTest.SEED_PATH;
import static dev.skep.otlp.DoorUnderTest.STANDARD_PATH;
import static dev.skep.otlp.DoorUnderTest.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.ingest.IngestFigures;
import dev.skep.application.port.SpanWriter;
import dev.skep.domain.ingest.IngestPolicy;
import dev.skep.domain.ingest.SampleRate;
import dev.skep.domain.ingest.SpanRate;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.Spans;
import dev.skep.otlp.decode.JsonEncoder;
import dev.skep.otlp.decode.ProtobufEncoder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a sender and the counters are told when guardrails or the store leave spans out.
final class GuardedIngestTest {
  private static final IngestPolicy NOTHING =
      new IngestPolicy(new SampleRate(0), new SpanRate.Unlimited());
  private static final IngestPolicy TEN_A_SECOND =
      new IngestPolicy(SampleRate.ALL, new SpanRate.PerSecond(10));

  @Test
  void sampled_out_spans_are_dropped_and_not_rejected() {
    try (var door = DoorUnderTest.under(NOTHING)) {
      var response = door.post(SEED_PATH, PROTOBUF, traces(3));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(text(response)).isEqualTo("{\"accepted\":0,\"dropped\":3}");
      assertThat(door.post(STANDARD_PATH, PROTOBUF, traces(3)).body()).isEmpty();
      assertThat(door.stored()).isEmpty();
      assertThat(door.figures().outcomes().sampledOut()).isEqualTo(6);
    }
  }

  @Test
  void spans_beyond_the_rate_are_rejected_and_the_setting_is_named() throws IOException {
    try (var door = DoorUnderTest.under(TEN_A_SECOND)) {
      String told =
          "2 spans rejected: more than TRACES_INGEST_MAX_SPANS_PER_SEC lets this sender send";

      assertThat(text(door.post(SEED_PATH, PROTOBUF, traces(12))))
          .isEqualTo(
              "{\"accepted\":10,\"dropped\":2,\"partialSuccess\":"
                  + "{\"rejectedSpans\":\"2\",\"errorMessage\":\""
                  + told
                  + "\"}}");
      assertThat(door.stored()).hasSize(10);
      var reply =
          ExportTraceServiceResponse.parseFrom(
              door.post(STANDARD_PATH, PROTOBUF, traces(2)).body());
      assertThat(reply.getPartialSuccess().getRejectedSpans()).isEqualTo(2);
      assertThat(reply.getPartialSuccess().getErrorMessage()).isEqualTo(told);
      assertThat(door.figures().outcomes().rateLimited()).isEqualTo(4);
    }
  }

  @Test
  void bad_spans_and_those_beyond_the_rate_are_told_together() {
    try (var door = DoorUnderTest.under(TEN_A_SECOND)) {
      door.post(SEED_PATH, PROTOBUF, traces(10));

      assertThat(
              text(
                  door.postJson(
                      "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\","
                          + "\"value\":{\"stringValue\":\"nginx\"}}]},\"scopeSpans\":[{\"spans\":["
                          + "{\"traceId\":\"t\",\"spanId\":\"1\"},{\"traceId\":\"t\"}]}]}]}")))
          .isEqualTo(
              "{\"accepted\":0,\"dropped\":1,\"partialSuccess\":{\"rejectedSpans\":\"2\","
                  + "\"errorMessage\":\"1 span rejected: span id missing or invalid (1); first at"
                  + " index 1; 1 span rejected: more than TRACES_INGEST_MAX_SPANS_PER_SEC lets this"
                  + " sender send\"}}");
    }
  }

  @Test
  void what_is_left_out_of_a_span_is_a_warning_in_both_encodings() {
    Span span = largerThanTheLimits();
    String warning =
        "{\"accepted\":1,\"partialSuccess\":{\"rejectedSpans\":\"0\",\"errorMessage\":"
            + "\"5 attributes, events or links beyond the limits left out\"}}";
    byte[] json = JsonEncoder.encode(List.of(span)).getBytes(UTF_8);

    try (var door = DoorUnderTest.open()) {
      assertThat(text(door.post(SEED_PATH, PROTOBUF, ProtobufEncoder.encode(List.of(span)))))
          .isEqualTo(warning);
      assertThat(door.stored().getFirst().dropped().attributes()).isEqualTo(2);
      assertThat(door.stored().getFirst().dropped().events()).isEqualTo(3);
      assertThat(text(door.post(SEED_PATH, JSON, json))).isEqualTo(warning);
    }
  }

  @Test
  void every_answer_is_counted_by_its_status() {
    try (var door = DoorUnderTest.open()) {
      door.post(SEED_PATH, PROTOBUF, traces(1));
      door.post(STANDARD_PATH, PROTOBUF, traces(1));
      door.postJson("{");
      door.postWithKey("wrong", new byte[0]);
      door.post(SEED_PATH, "text/plain", new byte[0]);
      door.post("/v1/metrics", JSON, new byte[0]);

      IngestFigures figures = door.figures();
      assertThat(figures.requestsByStatus()).isEqualTo(Map.of(200, 2L, 400, 1L, 401, 1L, 415, 1L));
      assertThat(figures.received()).isEqualTo(2);
      assertThat(figures.outcomes().stored()).isEqualTo(1);
      assertThat(figures.outcomes().duplicates()).isEqualTo(1);
    }
  }

  @Test
  void spans_that_the_store_cannot_take_count_as_unavailable() {
    SpanWriter full =
        spans -> {
          throw new StorageUnavailableException("the disk is full");
        };
    try (var door = DoorUnderTest.over(full)) {
      assertThat(door.post(SEED_PATH, PROTOBUF, traces(3)).statusCode()).isEqualTo(503);

      assertThat(door.figures().outcomes().unavailable()).isEqualTo(3);
      assertThat(door.figures().requestsByStatus()).isEqualTo(Map.of(503, 1L));
    }
  }

  private static byte[] traces(int count) {
    return ProtobufEncoder.encode(
        IntStream.rangeClosed(1, count)
            .mapToObj(number -> Spans.span(number).in(number).build())
            .toList());
  }

  private static Span largerThanTheLimits() {
    Attributes.Builder attributes = Attributes.builder();
    for (int i = 0; i < 1026; i++) {
      attributes.put("key-" + i, AttributeValue.of(i));
    }
    SpanEvent event = new SpanEvent(Spans.NOON, "event", Attributes.NONE, 0);
    return Spans.span(1)
        .with(attributes.build())
        .withEvents(Collections.nCopies(1027, event).toArray(SpanEvent[]::new))
        .build();
  }
}
