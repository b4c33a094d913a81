package dev.skep.application.selftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.InMemoryStorage;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceSource;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class OwnTracesTest {
  private static final Resource SKEP =
      Resource.of(Attributes.of("service.name", AttributeValue.of("skep")));
  private static final String CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0";

  private final InMemoryStorage storage = new InMemoryStorage();
  private final AtomicLong nanos = new AtomicLong();
  private final OwnTraces traces =
      new OwnTraces(SKEP, Clock.fixed(Spans.NOON, ZoneOffset.UTC), nanos::get);

  @Test
  void a_request_becomes_a_server_span_with_what_was_done_for_it_below() {
    String answer =
        traces.request(
            "GET /traces",
            "",
            span -> {
              nanos.addAndGet(1_000);
              span.put("http.response.status_code", 200);
              return traces.part(
                  "search traces",
                  () -> {
                    traces.segment("read segment", 2, () -> nanos.addAndGet(10));
                    traces.segment("read segment", 1, () -> nanos.addAndGet(20));
                    traces.segment("read segment", 2, () -> nanos.addAndGet(30));
                    return "found";
                  });
            });

    assertThat(answer).isEqualTo("found");
    Trace trace = onlyTrace();
    assertThat(trace.spans())
        .allSatisfy(span -> {
          assertThat(span.source()).isEqualTo(TraceSource.HTTP);
          assertThat(span.serviceName()).isEqualTo("skep");
        });
    Span root = named(trace, "GET /traces");
    assertThat(root.kind()).isEqualTo(SpanKind.SERVER);
    assertThat(root.parent()).isEqualTo(Parent.NONE);
    assertThat(root.start()).isEqualTo(Spans.NOON);
    assertThat(root.duration()).isEqualTo(Duration.ofNanos(1_060));
    assertThat(root.attributes())
        .isEqualTo(Attributes.of("http.response.status_code", AttributeValue.of(200)));
    Span search = named(trace, "search traces");
    assertThat(search.parent()).isEqualTo(Parent.of(root.spanId()));
    assertThat(search.start()).isEqualTo(Spans.NOON.plusNanos(1_000));
    List<Span> segments =
        trace.spans().stream().filter(span -> span.name().equals("read segment")).toList();
    assertThat(segments)
        .hasSize(2)
        .extracting(Span::parent)
        .containsOnly(Parent.of(search.spanId()));
    Span second =
        segments.stream()
            .filter(span ->
                span.attributes()
                    .get("skep.segment.number")
                    .equals(Optional.of(AttributeValue.of(2))))
            .findFirst()
            .orElseThrow();
    assertThat(second.duration()).isEqualTo(Duration.ofNanos(60));
    assertThat(second.attributes().get("skep.segment.busy_nano")).contains(AttributeValue.of(40));
    assertThat(second.attributes().get("skep.segment.steps")).contains(AttributeValue.of(2));
  }

  @Test
  void a_caller_s_trace_is_gone_on_with_if_he_records_it() {
    traces.request("GET /traces", CALLER + "1", span -> span.position());
    traces.request("GET /traces", CALLER + "0", span -> assertThat(span.position()).isEmpty());

    Span root = onlyTrace().spans().getFirst();
    assertThat(root.traceId().value()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(root.parent()).isEqualTo(Parent.of(new SpanId("00f067aa0ba902b7")));
  }

  @Test
  void a_failure_is_told_and_goes_on_its_way() {
    assertThatThrownBy(() ->
            traces.request(
                "GET /traces",
                "",
                request ->
                    traces.part(
                        "search traces",
                        () -> {
                          throw new StorageUnavailableException("secret path");
                        })))
        .isInstanceOf(StorageUnavailableException.class);

    assertThat(onlyTrace().spans())
        .hasSize(2)
        .allSatisfy(span -> {
          assertThat(span.isError()).isTrue();
          assertThat(span.status().message()).isEmpty();
          assertThat(span.attributes().text("error.type"))
              .contains(StorageUnavailableException.class.getName());
        });
  }

  @Test
  void a_job_is_a_trace_of_its_own() {
    traces.job("retention", span -> traces.segment("drop segment", 7, () -> true));

    Trace trace = onlyTrace();
    assertThat(trace.spans()).extracting(Span::source).containsOnly(TraceSource.SCHEDULER);
    assertThat(named(trace, "retention").parent()).isEqualTo(Parent.NONE);
    assertThat(named(trace, "drop segment").parent())
        .isEqualTo(Parent.of(named(trace, "retention").spanId()));
  }

  @Test
  void what_is_done_outside_of_a_trace_just_happens() {
    assertThat(traces.part("search traces", () -> 1)).isEqualTo(1);
    assertThat(traces.segment("read segment", 1, () -> 2)).isEqualTo(2);

    assertThat(stored()).isEmpty();
  }

  @Test
  void there_are_never_more_traces_than_the_store_can_well_do_without() {
    for (int i = 0; i < 1_000; i++) {
      traces.request("GET /traces", "", span -> true);
    }
    assertThat(traces.figures().overRate()).isEqualTo(1_000 - Allowance.AT_ONCE);

    nanos.addAndGet(Duration.ofSeconds(3).toNanos());
    for (int i = 0; i < 10; i++) {
      traces.request("GET /traces", "", span -> true);
    }
    assertThat(stored()).hasSize(Allowance.AT_ONCE + 3);
  }

  @Test
  void a_trace_does_not_grow_beyond_bounds_and_what_is_left_out_is_counted() {
    traces.request(
        "GET /traces",
        "",
        span -> {
          for (int i = 0; i < 1_000; i++) {
            traces.part("search traces", () -> true);
          }
          return true;
        });

    assertThat(onlyTrace().spans())
        .hasSize(Recording.MOST_SPANS)
        .anyMatch(s -> s.name().equals("GET /traces"));
    assertThat(traces.figures().overSize()).isEqualTo(1_001 - Recording.MOST_SPANS);
  }

  @Test
  void a_store_that_takes_nothing_loses_traces_and_harms_nobody() {
    traces.storeWith(spans -> {
      throw new StorageUnavailableException("full");
    });

    traces.request("GET /traces", "", span -> true);
    traces.close();

    assertThat(traces.figures().notStored()).isEqualTo(1);
    assertThat(traces.figures().stored()).isZero();
  }

  @Test
  void what_waits_is_bounded() {
    for (int i = 0; i < 30; i++) {
      traces.request(
          "GET /traces",
          "",
          span -> {
            for (int j = 0; j < 99; j++) {
              traces.part("search traces", () -> true);
            }
            return true;
          });
    }

    assertThat(traces.figures().noRoom()).isEqualTo(30 * 100 - Outbox.MOST_WAITING);
  }

  @Test
  void switched_off_it_records_nothing() {
    var off = OwnTraces.off();
    off.storeWith(storage);
    off.request("GET /traces", CALLER + "1", span -> off.part("search traces", () -> true));
    off.job("retention", span -> true);
    off.close();

    assertThat(storage.search(TraceQuery.newest(10)).traces()).isEmpty();
    assertThat(off.figures().recording()).isFalse();
  }

  private Trace onlyTrace() {
    List<Trace> all = stored();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private List<Trace> stored() {
    traces.storeWith(storage);
    traces.close();
    return storage.search(TraceQuery.newest(1_000)).traces().stream()
        .map(found -> storage.find(found.traceId()).orElseThrow())
        .toList();
  }

  private static Span named(Trace trace, String name) {
    return trace.spans().stream()
        .filter(span -> span.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
