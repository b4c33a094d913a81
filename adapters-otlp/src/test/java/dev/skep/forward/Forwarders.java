package dev.skep.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.Forwarding;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Starts forwarders in a hurry, and looks at them.
final class Forwarders {
  static final Pace QUICK =
      new Pace(
          Duration.ofMillis(20),
          Duration.ofMillis(80),
          Duration.ofMillis(500),
          Duration.ofMillis(700));
  static final long ROOM = 4L << 20;

  private Forwarders() {}

  static void assertEquation(Forwarding.On state) {
    assertThat(state.sent() + state.failed() + state.dropped() + state.waiting())
        .isEqualTo(state.queued());
  }

  static Set<String> traceIds(List<Sink.Request> requests) {
    Set<String> ids = new HashSet<>();
    for (Sink.Request request : requests) {
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

  static OtlpForwarder start(Sink sink, Map<String, String> headers, long room) {
    return OtlpForwarder.start(
        new ForwardSettings.To(sink.address(), headers, room), QUICK, Clock.systemUTC());
  }

  static ForwardSettings.To to(String endpoint, long room) {
    return new ForwardSettings.To(URI.create(endpoint), Map.of(), room);
  }

  static Forwarding.On on(OtlpForwarder forwarder) {
    return (Forwarding.On) forwarder.state();
  }

  static Forwarding.On await(OtlpForwarder forwarder, Predicate<Forwarding.On> condition)
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
