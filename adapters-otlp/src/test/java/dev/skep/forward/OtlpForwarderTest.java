package dev.skep.forward;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.skep.application.Forwarding;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSource;
import dev.skep.otlp.decode.DecodeResult;
import dev.skep.otlp.decode.ProtobufDecoder;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The forwarder with a real endpoint on the other side: one that is up, down, slow, busy or
/// unwilling.
@Timeout(30)
final class OtlpForwarderTest {
  private static final Pace QUICK =
      new Pace(
          Duration.ofMillis(20),
          Duration.ofMillis(80),
          Duration.ofMillis(500),
          Duration.ofMillis(700));
  private static final long ROOM = 4L << 20;

  @Test
  void what_is_stored_arrives_as_it_was_compressed_and_with_the_headers() throws Exception {
    List<Span> spans =
        new GeneratedSpans(new Random(11), 30)
            .spans(2_500).stream()
                .filter(span -> span.traceId().isHex() && span.source() == TraceSource.EBPF)
                // OTLP's 0 means no end.
                .filter(span -> !span.end().equals(EndTime.at(Instant.EPOCH)))
                .distinct()
                .toList();
    try (Sink sink = Sink.start(Sink.with(200));
        OtlpForwarder forwarder = start(sink, Map.of("X-API-Key", "hush"), ROOM)) {
      forwarder.forward(spans);
      Forwarding.On state = await(forwarder, on -> on.waiting() == 0);

      assertThat(state.sent()).isEqualTo(spans.size());
      assertThat(state.trouble()).isEmpty();
      List<Span> arrived = new ArrayList<>();
      for (Sink.Request request : sink.received()) {
        assertThat(request.path()).isEqualTo("/v1/traces");
        assertThat(request.headers().getFirst("X-API-Key")).isEqualTo("hush");
        assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/x-protobuf");
        arrived.addAll(
            ((DecodeResult.Decoded)
                    new ProtobufDecoder()
                        .decode(new ByteArrayInputStream(request.message().toByteArray())))
                .spans());
      }
      assertThat(arrived).hasSameSizeAs(spans).hasSameElementsAs(spans);
    }
  }

  @Test
  void while_the_other_side_is_down_nobody_waits_and_nothing_is_lost() throws Exception {
    int port;
    try (Sink sink = Sink.start(Sink.with(200))) {
      port = sink.port();
    }
    try (OtlpForwarder forwarder =
        OtlpForwarder.start(
            to("http://127.0.0.1:" + port + "/v1/traces", ROOM), QUICK, Clock.systemUTC())) {
      long before = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        forwarder.forward(List.of(span(1).in(1 + i).build()));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
      Forwarding.On down = await(forwarder, on -> !on.trouble().isEmpty());
      assertThat(down.waiting()).isEqualTo(100);
      assertThat(down.trouble()).startsWith("cannot be reached");

      try (Sink sink = Sink.startAt(port, Sink.with(200))) {
        Forwarding.On up = await(forwarder, on -> on.waiting() == 0);

        assertThat(up.sent()).isEqualTo(100);
        assertThat(up.trouble()).isEmpty();
        assertThat(traceIds(sink)).hasSize(100);
      }
    }
  }

  @Test
  void what_finds_no_room_drives_out_the_oldest_and_is_counted() throws Exception {
    long room = 50_000;
    try (OtlpForwarder forwarder =
        OtlpForwarder.start(to("http://127.0.0.1:1/v1/traces", room), QUICK, Clock.systemUTC())) {
      for (int i = 0; i < 2_000; i++) {
        forwarder.forward(List.of(span(1).in(1 + i).build()));
        assertThat(on(forwarder).waitingBytes()).isLessThanOrEqualTo(room);
      }
      Forwarding.On state = on(forwarder);

      assertThat(state.queued()).isEqualTo(2_000);
      assertThat(state.dropped()).isGreaterThan(1_000);
      assertThat(state.waiting()).isGreaterThan(100);
      assertEquation(state);
    }
  }

  @Test
  void the_latest_are_what_is_left_when_the_other_side_is_back() throws Exception {
    var open = new CountDownLatch(1);
    Sink.Answers answers =
        number -> {
          if (number == 1) {
            open.await();
          }
          return new Sink.Answer(200);
        };
    try (Sink sink = Sink.start(answers);
        OtlpForwarder forwarder = start(sink, Map.of(), 20_000)) {
      for (int i = 0; i < 1_000; i++) {
        forwarder.forward(List.of(span(1).in(1 + i).build()));
      }
      open.countDown();
      await(forwarder, on -> on.waiting() == 0);

      assertThat(traceIds(sink))
          .contains("%032x".formatted(1_000))
          .doesNotContain("%032x".formatted(500));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void who_is_busy_is_asked_again_and_gets_all(int status) throws Exception {
    Sink.Answers answers = number -> new Sink.Answer(number < 4 ? status : 200);
    try (Sink sink = Sink.start(answers);
        OtlpForwarder forwarder = start(sink, Map.of(), ROOM)) {
      forwarder.forward(List.of(span(1).build(), span(2).build()));
      Forwarding.On state = await(forwarder, on -> on.waiting() == 0);

      assertThat(state.sent()).isEqualTo(2);
      assertThat(sink.received()).hasSize(4);
    }
  }

  @Test
  void the_time_that_the_other_side_asks_for_is_waited() throws Exception {
    Sink.Answers answers =
        number ->
            number == 1
                ? new Sink.Answer(503, Map.of("Retry-After", "1"), ByteString.EMPTY)
                : new Sink.Answer(200);
    try (Sink sink = Sink.start(answers);
        OtlpForwarder forwarder = start(sink, Map.of(), ROOM)) {
      forwarder.forward(List.of(span(1).build()));
      await(forwarder, on -> on.sent() == 1);

      assertThat(
              Duration.ofNanos(
                  sink.received().get(1).nanoTime() - sink.received().get(0).nanoTime()))
          .isBetween(Duration.ofMillis(990), Duration.ofSeconds(5));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 413, 500, 301, 307})
  void what_is_refused_is_not_sent_again_and_the_next_goes_on(int status) throws Exception {
    Sink.Answers answers =
        number ->
            number == 1
                ? new Sink.Answer(status, Map.of("Location", "/elsewhere"), ByteString.EMPTY)
                : new Sink.Answer(200);
    try (Sink sink = Sink.start(answers);
        OtlpForwarder forwarder = start(sink, Map.of(), ROOM)) {
      forwarder.forward(List.of(span(1).build(), span(2).build()));
      assertThat(await(forwarder, on -> on.failed() == 2).trouble()).isEqualTo("answers " + status);
      forwarder.forward(List.of(span(3).build()));
      await(forwarder, on -> on.sent() == 1);

      assertThat(sink.received()).extracting(Sink.Request::path).containsOnly("/v1/traces");
    }
  }

  @Test
  void spans_that_the_other_side_takes_in_part_count_as_what_they_are() throws Exception {
    ByteString partly =
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(ExportTracePartialSuccess.newBuilder().setRejectedSpans(2))
            .build()
            .toByteString();
    try (Sink sink = Sink.start(number -> new Sink.Answer(200, Map.of(), partly));
        OtlpForwarder forwarder = start(sink, Map.of(), ROOM)) {
      forwarder.forward(List.of(span(1).build(), span(2).build(), span(3).build()));
      Forwarding.On state = await(forwarder, on -> on.waiting() == 0);

      assertThat(state.sent()).isEqualTo(1);
      assertThat(state.failed()).isEqualTo(2);
    }
  }

  @Test
  void who_is_slow_is_left_alone_and_asked_again() throws Exception {
    Sink.Answers answers =
        number -> {
          if (number == 1) {
            Thread.sleep(2_000);
          }
          return new Sink.Answer(200);
        };
    try (Sink sink = Sink.start(answers);
        OtlpForwarder forwarder = start(sink, Map.of(), ROOM)) {
      forwarder.forward(List.of(span(1).build()));

      assertThat(await(forwarder, on -> !on.trouble().isEmpty()).trouble()).isNotEmpty();
      assertThat(await(forwarder, on -> on.waiting() == 0).sent()).isEqualTo(1);
      assertThat(sink.received()).hasSize(2);
    }
  }

  @Test
  void ids_that_protobuf_has_no_form_for_count_as_failed() throws Exception {
    try (Sink sink = Sink.start(Sink.with(200));
        OtlpForwarder forwarder = start(sink, Map.of(), ROOM)) {
      forwarder.forward(List.of(span(1).in(new TraceId("abc123...")).build(), span(2).build()));
      Forwarding.On state = await(forwarder, on -> on.waiting() == 0);

      assertThat(state.failed()).isEqualTo(1);
      assertThat(state.sent()).isEqualTo(1);
    }
  }

  @Test
  void large_batches_become_several_requests() throws Exception {
    Attributes large = Attributes.of("text", AttributeValue.of("x".repeat(16_000)));
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      spans.add(span(i).with(large).build());
    }
    try (Sink sink = Sink.start(Sink.with(200));
        OtlpForwarder forwarder = start(sink, Map.of(), ROOM)) {
      forwarder.forward(spans);
      await(forwarder, on -> on.sent() == 200);

      assertThat(sink.received())
          .hasSizeGreaterThan(3)
          .allSatisfy(request ->
              assertThat(request.message().getSerializedSize()).isLessThan(Chunk.MOST_BYTES + 1));
    }
  }

  @Test
  void at_the_stop_what_waits_is_sent() throws Exception {
    try (Sink sink = Sink.start(Sink.with(200))) {
      OtlpForwarder forwarder = start(sink, Map.of(), ROOM);
      for (int i = 0; i < 500; i++) {
        forwarder.forward(List.of(span(1).in(1 + i).build()));
      }
      forwarder.close();

      assertThat(on(forwarder).sent()).isEqualTo(500);
      forwarder.forward(List.of(span(1).build()));
      assertThat(on(forwarder).dropped()).isEqualTo(1);
    }
  }

  @Test
  void a_stop_does_not_wait_for_who_does_not_answer() throws Exception {
    Sink.Answers answers =
        number -> {
          Thread.sleep(10_000);
          return new Sink.Answer(200);
        };
    try (Sink sink = Sink.start(answers)) {
      OtlpForwarder forwarder = start(sink, Map.of(), ROOM);
      forwarder.forward(List.of(span(1).build()));
      long before = System.nanoTime();
      forwarder.close();

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
      assertThat(on(forwarder).dropped()).isEqualTo(1);
      assertEquation(on(forwarder));
    }
  }

  @Test
  void whatever_happens_every_span_is_counted_once() throws Exception {
    var random = new Random(5);
    int[] statuses = {200, 200, 503, 400, 200, 429, 200};
    Sink.Answers answers = number -> new Sink.Answer(statuses[random.nextInt(statuses.length)]);
    try (Sink sink = Sink.start(answers)) {
      OtlpForwarder forwarder = start(sink, Map.of(), 30_000);
      List<Thread> senders = new ArrayList<>();
      for (int sender = 0; sender < 4; sender++) {
        int first = 1 + sender * 500;
        senders.add(
            Thread.ofVirtual()
                .start(() -> {
                  for (int i = 0; i < 500; i++) {
                    forwarder.forward(List.of(span(1).in(first + i).build()));
                    assertEquation(on(forwarder));
                  }
                }));
      }
      for (Thread sender : senders) {
        sender.join();
      }
      forwarder.close();

      Forwarding.On state = on(forwarder);
      assertThat(state.queued()).isEqualTo(2_000);
      assertThat(state.waiting()).isZero();
      assertThat(state.waitingBytes()).isZero();
      assertEquation(state);
    }
  }

  @Test
  void pauses_grow_to_a_bound_and_are_never_all_the_same() {
    var random = new Random(1);

    assertThat(Pace.USUAL.pause(1, random))
        .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(Pace.USUAL.pause(3, random)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(Pace.USUAL.pause(1_000, random))
        .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    assertThat(Pace.USUAL.pause(9, random)).isNotEqualTo(Pace.USUAL.pause(9, random));
  }

  @Test
  void settings_tell_nothing_of_the_headers() {
    assertThat(new ForwardSettings.To(to("http://h/", 1).endpoint(), Map.of("k", "hush"), 1))
        .asString()
        .contains("http://h/", "k")
        .doesNotContain("hush");
  }

  private static void assertEquation(Forwarding.On state) {
    assertThat(state.sent() + state.failed() + state.dropped() + state.waiting())
        .isEqualTo(state.queued());
  }

  private static Set<String> traceIds(Sink sink) {
    Set<String> ids = new HashSet<>();
    for (Sink.Request request : sink.received()) {
      for (var resource : request.message().getResourceSpansList()) {
        for (var scope : resource.getScopeSpansList()) {
          scope
              .getSpansList()
              .forEach(span -> ids.add(HexFormat.of().formatHex(span.getTraceId().toByteArray())));
        }
      }
    }
    return ids;
  }

  private static OtlpForwarder start(Sink sink, Map<String, String> headers, long room) {
    return OtlpForwarder.start(
        new ForwardSettings.To(sink.address(), headers, room), QUICK, Clock.systemUTC());
  }

  private static ForwardSettings.To to(String endpoint, long room) {
    return new ForwardSettings.To(URI.create(endpoint), Map.of(), room);
  }

  private static Forwarding.On on(OtlpForwarder forwarder) {
    return (Forwarding.On) forwarder.state();
  }

  private static Forwarding.On await(OtlpForwarder forwarder, Predicate<Forwarding.On> condition)
      throws InterruptedException {
    for (int i = 0; i < 1_500; i++) {
      Forwarding.On state = on(forwarder);
      if (condition.test(state)) {
        return state;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("still " + forwarder.state());
  }
}
