package dev.skep.forward;

import static dev.skep.domain.trace.Spans.span;
import static dev.skep.forward.Forwarders.QUICK;
import static dev.skep.forward.Forwarders.ROOM;
import static dev.skep.forward.Forwarders.assertEquation;
import static dev.skep.forward.Forwarders.await;
import static dev.skep.forward.Forwarders.on;
import static dev.skep.forward.Forwarders.start;
import static dev.skep.forward.Forwarders.to;
import static dev.skep.forward.Forwarders.traceIds;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.skep.application.Forwarding;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The forwarder with an endpoint on the other side that is down, busy or slow.
@Timeout(30)
final class TroubledEndpointTest {
  private static final Pace PATIENT =
      new Pace(
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          Duration.ofMillis(700));

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
      for (int i = 0; i < 1_000; i++) {
        forwarder.forward(List.of(span(1).in(1 + i).build()));
      }
      // Each would wait for 10 ms at least.
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
      Forwarding.On down = await(forwarder, on -> !on.trouble().isEmpty());
      assertThat(down.waiting()).isEqualTo(1_000);
      assertThat(down.trouble()).startsWith("cannot be reached");

      try (Sink sink = Sink.startAt(port, Sink.with(200))) {
        Forwarding.On up = await(forwarder, on -> on.waiting() == 0);

        assertThat(up.sent()).isEqualTo(1_000);
        assertThat(up.trouble()).isEmpty();
        assertThat(traceIds(sink.received())).hasSize(1_000);
      }
    }
  }

  @Test
  void what_finds_no_room_is_dropped_and_counted() throws Exception {
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
  void who_is_down_is_not_asked_more_often_because_much_is_coming() throws Exception {
    try (Sink sink = Sink.start(Sink.with(503));
        OtlpForwarder forwarder = start(sink, Map.of(), 20_000)) {
      long begin = System.nanoTime();
      long end = begin + Duration.ofSeconds(1).toNanos();
      for (int i = 0; System.nanoTime() < end || sink.received().size() < 5; i++) {
        forwarder.forward(List.of(span(1).in(1 + i).build()));
      }

      // Pauses are from 10 ms to 80 ms, and mostly more than 40 ms.
      int asked = sink.received().size();
      assertThat(Duration.ofNanos((System.nanoTime() - begin) / asked))
          .isGreaterThan(Duration.ofMillis(25));
      assertEquation(on(forwarder));
    }
  }

  @Test
  void what_finds_no_room_is_not_encoded() throws Exception {
    var encoded = new AtomicInteger();
    try (OtlpForwarder forwarder =
        OtlpForwarder.start(
            to("http://127.0.0.1:1/v1/traces", 20_000),
            PATIENT,
            Clock.systemUTC(),
            spans -> {
              encoded.addAndGet(spans.size());
              return Chunk.of(spans);
            })) {
      for (int i = 0; i < 2_000; i++) {
        forwarder.forward(List.of(span(1).in(1 + i).build()));
      }
      Forwarding.On state = on(forwarder);

      assertThat(state.waiting()).isGreaterThan(50);
      // One span found out that there was no more room.
      assertThat(encoded).hasValue((int) state.waiting() + 1);
      assertThat(state.queued()).isEqualTo(2_000);
      assertEquation(state);
    }
  }

  @Test
  void a_span_that_is_larger_than_all_the_room_is_in_nobodys_way() throws Exception {
    Sink.Answers answers = number -> new Sink.Answer(number < 3 ? 503 : 200);
    try (Sink sink = Sink.start(answers);
        OtlpForwarder forwarder = start(sink, Map.of(), 20_000)) {
      Attributes large = Attributes.of("text", AttributeValue.of("x".repeat(30_000)));
      forwarder.forward(List.of(span(1).with(large).build()));
      forwarder.forward(List.of(span(2).build()));
      forwarder.forward(List.of(span(3).with(large).build()));
      forwarder.forward(List.of(span(4).build()));
      Forwarding.On state = await(forwarder, on -> on.sent() == 2);

      assertThat(state.dropped()).isEqualTo(2);
    }
  }

  @Test
  void each_attempt_in_vain_makes_room_for_the_latest() throws Exception {
    Sink.Answers answers = number -> new Sink.Answer(number < 4 ? 503 : 200);
    try (Sink sink = Sink.start(answers);
        OtlpForwarder forwarder = start(sink, Map.of(), 20_000)) {
      int last = 0;
      for (; sink.received().size() < 4; last++) {
        forwarder.forward(List.of(span(1).in(1 + last).build()));
      }
      Forwarding.On state = await(forwarder, on -> on.waiting() == 0);

      assertThat(state.dropped()).isPositive();
      assertEquation(state);
      assertThat(traceIds(sink.received().subList(3, 4)))
          .isNotEmpty()
          .doesNotContainAnyElementsOf(traceIds(sink.received().subList(0, 1)));
    }
  }

  @Test
  void when_the_other_side_takes_its_time_what_comes_first_is_sent() throws Exception {
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
      Forwarding.On state = await(forwarder, on -> on.waiting() == 0);
      forwarder.forward(List.of(span(1).in(2_000).build()));
      await(forwarder, on -> on.sent() == state.sent() + 1);

      assertThat(traceIds(sink.received()))
          .contains("%032x".formatted(1), "%032x".formatted(2_000))
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
          .isGreaterThanOrEqualTo(Duration.ofMillis(990));
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
      assertThat(sink.received()).hasSizeGreaterThanOrEqualTo(2);
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

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
      assertThat(on(forwarder).dropped()).isEqualTo(1);
      assertEquation(on(forwarder));
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
}
