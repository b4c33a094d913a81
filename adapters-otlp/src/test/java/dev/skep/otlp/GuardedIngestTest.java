package dev.skep.otlp;

import static dev.skep.otlp.DoorUnderTest.JSON;
import static dev.skep.otlp.DoorUnderTest.PROTOBUF;
import static dev.skep.otlp.DoorUnderTest.SEED_PATH;
import static dev.skep.otlp.DoorUnderTest.STANDARD_PATH;
import static dev.skep.otlp.DoorUnderTest.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.WriteResult;
import dev.skep.application.ingest.IngestFigures;
import dev.skep.application.port.InMemoryStorage;
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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a sender and the counters are told when guardrails leave spans out or there is no room.
final class GuardedIngestTest {
  private static final int CHUNK = 1024 * 1024;
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

  @Test
  void room_is_held_until_the_store_is_done_and_who_finds_none_is_to_come_again()
      throws InterruptedException, ExecutionException {
    CountDownLatch arrived = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    SpanWriter slow =
        spans -> {
          arrived.countDown();
          await(release);
          return new WriteResult(spans.size(), 0);
        };
    try (var door = DoorUnderTest.over(slow, 4 * 4_096);
        var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<byte[]>> first =
          senders.submit(() -> door.post(SEED_PATH, PROTOBUF, traces(1)));
      Future<HttpResponse<byte[]>> beyond =
          senders.submit(() -> door.post(SEED_PATH, PROTOBUF, traces(1)));
      arrived.await();

      var refused = door.post(SEED_PATH, PROTOBUF, traces(1));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(text(refused)).contains("Too much is being received at once");

      release.countDown();
      assertThat(first.get().statusCode()).isEqualTo(200);
      assertThat(beyond.get().statusCode()).isEqualTo(200);
      assertThat(door.post(SEED_PATH, PROTOBUF, traces(1)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void of_many_large_bodies_at_once_each_is_stored_or_told_to_come_again()
      throws InterruptedException, ExecutionException {
    InMemoryStorage storage = new InMemoryStorage();
    byte[] body = ProtobufEncoder.encode(IntStream.range(1, 200).mapToObj(this::large).toList());
    assertThat(body.length).isGreaterThan(1_000_000);
    List<Future<Integer>> statuses = new ArrayList<>();
    try (var door = DoorUnderTest.over(storage, 8L * 1024 * 1024)) {
      try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 40; i++) {
          boolean chunked = i % 2 == 0;
          statuses.add(
              senders.submit(() ->
                  (chunked
                          ? door.postChunked(SEED_PATH, PROTOBUF, body)
                          : door.post(SEED_PATH, PROTOBUF, body))
                      .statusCode()));
        }
      }
      int stored = 0;
      for (Future<Integer> status : statuses) {
        assertThat(status.get()).isIn(200, 503);
        stored += status.get() == 200 ? 1 : 0;
      }
      assertThat(stored).isPositive();
      assertThat(door.figures().received()).isEqualTo(199L * stored);
      assertThat(door.figures().outcomes().total()).isEqualTo(199L * stored);
      assertThat(door.post(SEED_PATH, PROTOBUF, body).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void large_chunks_that_are_still_arriving_share_room_too() throws Exception {
    try (var door = DoorUnderTest.over(new InMemoryStorage(), 4 * 65_536)) {
      try (Socket first = door.connect();
          Socket second = door.connect()) {
        beginChunk(first);
        // The door has it when it asks for the rest of the chunk, which no answer tells.
        Thread.sleep(1_000);
        beginChunk(second);

        assertThat(statusLine(second)).startsWith("HTTP/1.1 503");
        first.getOutputStream().write(new byte[CHUNK]);
        first.getOutputStream().write("\r\n0\r\n\r\n".getBytes(UTF_8));
        assertThat(statusLine(first)).startsWith("HTTP/1.1 400");
      }
      try (Socket third = door.connect()) {
        beginChunk(third);
        third.getOutputStream().write(new byte[CHUNK]);
        third.getOutputStream().write("\r\n0\r\n\r\n".getBytes(UTF_8));
        assertThat(statusLine(third)).startsWith("HTTP/1.1 400");
      }
    }
  }

  @Test
  void requests_that_have_hardly_begun_hold_hardly_any_room() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (var door = DoorUnderTest.over(new InMemoryStorage(), 1024 * 1024)) {
      for (int i = 0; i < 40; i++) {
        Socket socket = door.connect();
        slow.add(socket);
        beginBody(socket);
      }
      // The door has them when it asks for the rest, which no answer tells.
      Thread.sleep(300);

      assertThat(door.post(SEED_PATH, PROTOBUF, traces(1)).statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static void beginBody(Socket socket) throws IOException {
    String head =
        """
        POST /api/traces/otlp HTTP/1.1
        Host: localhost
        X-API-Key: %s
        Content-Type: application/x-protobuf
        Content-Length: 100000

        x\
        """
            .formatted(DoorUnderTest.KEY);
    socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(UTF_8));
  }

  private static void beginChunk(Socket socket) throws IOException {
    String head =
        """
        POST /api/traces/otlp HTTP/1.1
        Host: localhost
        X-API-Key: %s
        Content-Type: application/x-protobuf
        Transfer-Encoding: chunked

        %x
        """
            .formatted(DoorUnderTest.KEY, CHUNK);
    socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(UTF_8));
  }

  private static String statusLine(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] traces(int count) {
    return ProtobufEncoder.encode(
        IntStream.rangeClosed(1, count)
            .mapToObj(number -> Spans.span(number).in(number).build())
            .toList());
  }

  private Span large(int number) {
    return Spans.span(number)
        .with(Attributes.builder().put("text", AttributeValue.of("x".repeat(8_000))).build())
        .build();
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
