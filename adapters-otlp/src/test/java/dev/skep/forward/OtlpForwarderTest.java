package dev.skep.forward;

import static dev.skep.domain.trace.Spans.span;
import static dev.skep.forward.Forwarders.ROOM;
import static dev.skep.forward.Forwarders.assertEquation;
import static dev.skep.forward.Forwarders.await;
import static dev.skep.forward.Forwarders.on;
import static dev.skep.forward.Forwarders.start;
import static dev.skep.forward.Forwarders.to;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The forwarder with a real endpoint on the other side that answers at once.
@Timeout(30)
final class OtlpForwarderTest {
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
  void settings_tell_nothing_of_the_headers() {
    assertThat(new ForwardSettings.To(to("http://h/", 1).endpoint(), Map.of("k", "hush"), 1))
        .asString()
        .contains("http://h/", "k")
        .doesNotContain("hush");
  }
}
