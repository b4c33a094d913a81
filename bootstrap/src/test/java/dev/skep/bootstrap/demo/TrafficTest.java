package dev.skep.bootstrap.demo;

import static dev.skep.bootstrap.demo.SentSpans.NOON;
import static dev.skep.bootstrap.demo.SentSpans.attribute;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrafficTest {
  private static final long SEED = 7;

  @Test
  void the_same_seed_at_the_same_moments_gives_the_same_bytes() {
    var once = SentSpans.of(SEED, Duration.ofSeconds(20));
    var again = SentSpans.of(SEED, Duration.ofSeconds(20));

    assertThat(again.requests()).isEqualTo(once.requests());
    assertThat(SentSpans.of(8, Duration.ofSeconds(20)).requests()).isNotEqualTo(once.requests());
  }

  @Test
  void the_first_answer_is_a_backlog_of_some_300_traces_in_a_few_requests() {
    var backlog = SentSpans.of(SEED, Duration.ZERO);

    assertThat(backlog.traces()).hasSizeBetween(200, 450);
    assertThat(backlog.requests()).hasSizeBetween(2, 12);
    assertThat(backlog.spans())
        .allSatisfy(span -> assertThat(end(span)).isBetween(NOON.minusSeconds(300), NOON));
    assertThat(backlog.spans())
        .anySatisfy(span -> assertThat(end(span)).isAfter(NOON.minusSeconds(5)));
  }

  @Test
  void live_traffic_comes_after_it_at_a_calm_pace_and_only_when_it_has_ended() {
    var traffic = new Traffic(new Random(SEED));
    traffic.until(NOON);
    var traces = 0;

    for (var second = 1; second <= 120; second++) {
      var now = NOON.plusSeconds(second);
      var sent = new SentSpans(traffic.until(now));
      assertThat(sent.spans())
          .allSatisfy(span -> assertThat(end(span)).isBetween(now.minusSeconds(3), now));
      traces +=
          (int) sent.spans().stream().filter(span -> span.getParentSpanId().isEmpty()).count();
    }

    assertThat(traces).isBetween(60, 240);
  }

  @Test
  void after_a_long_silence_only_the_last_minutes_are_told() {
    var traffic = new Traffic(new Random(SEED));
    traffic.until(NOON);

    var afterTheNight = new SentSpans(traffic.until(NOON.plus(Duration.ofHours(10))));

    assertThat(afterTheNight.traces()).hasSizeBetween(200, 450);
  }

  @Test
  void times_are_true_to_the_nanosecond() {
    var spans = SentSpans.of(SEED, Duration.ZERO).spans();

    assertThat(spans)
        .filteredOn(span -> span.getEndTimeUnixNano() % 1_000 != 0)
        .hasSizeGreaterThan(spans.size() / 2);
  }

  @Test
  void children_arrive_before_and_after_their_parents() {
    var sent = SentSpans.of(SEED, Duration.ofMinutes(3));
    var requestOf = sent.requestOfSpan();
    var children =
        sent.spans().stream()
            .filter(span -> requestOf.containsKey(span.getParentSpanId()))
            .toList();

    assertThat(children)
        .anyMatch(
            child -> requestOf.get(child.getSpanId()) < requestOf.get(child.getParentSpanId()))
        .anyMatch(
            child -> requestOf.get(child.getSpanId()) > requestOf.get(child.getParentSpanId()));
  }

  @Test
  void within_one_resource_children_stand_before_their_parents() {
    for (var resourceSpans : SentSpans.of(SEED, Duration.ZERO).resourceSpans()) {
      var ends =
          resourceSpans.getScopeSpansList().stream()
              .map(scope -> scope.getSpansList().getLast().getEndTimeUnixNano())
              .toList();

      assertThat(ends).isSorted();
    }
  }

  @Test
  void one_request_holds_many_resources_and_some_service_more_than_once() {
    var largest = SentSpans.of(SEED, Duration.ZERO).requests().getFirst();
    var services =
        largest.getResourceSpansList().stream()
            .map(each -> attribute(each.getResource().getAttributesList(), "service.name"))
            .toList();

    assertThat(services).hasSizeGreaterThan(5);
    assertThat(Set.copyOf(services)).hasSizeLessThan(services.size());
  }

  @Test
  void listing_orders_is_slow_for_one_minute_in_five() {
    var listing =
        SentSpans.of(SEED, Duration.ofMinutes(10)).spans().stream()
            .filter(span -> span.getName().equals("GET /v1/orders"))
            .filter(span -> span.getKind() == SpanKind.SPAN_KIND_SERVER)
            .toList();

    assertThat(listing)
        .filteredOn(span -> ShopWork.listingOrdersIsSlow(span.getStartTimeUnixNano()))
        .isNotEmpty()
        .anyMatch(span -> duration(span).toMillis() > 400);
    assertThat(listing)
        .filteredOn(span -> !ShopWork.listingOrdersIsSlow(span.getEndTimeUnixNano()))
        .isNotEmpty()
        .allMatch(span -> duration(span).toMillis() < 100);
  }

  @Test
  void static_files_are_answered_in_well_under_a_millisecond() {
    var files = named(SentSpans.of(SEED, Duration.ZERO), "GET /static/*");

    assertThat(files)
        .hasSizeGreaterThan(20)
        .allMatch(span -> duration(span).toNanos() >= 140_000)
        .allMatch(span -> duration(span).toNanos() < 400_000);
  }

  @Test
  void everything_that_a_visitor_shall_see_happens_within_a_quarter_of_an_hour() {
    var sent = SentSpans.of(SEED, Duration.ofMinutes(10));
    var traces = sent.traces().values();

    assertThat(traces).anyMatch(trace -> trace.size() == 1);
    assertThat(traces)
        .anyMatch(trace ->
            trace.stream().filter(span -> span.getName().equals("SELECT order_items")).count()
                >= 110);
    assertThat(named(sent, "publish orders")).isNotEmpty();
    assertThat(named(sent, "process orders")).isNotEmpty();
    assertThat(named(sent, "CONNECT")).isNotEmpty();
    assertThat(named(sent, "UPDATE stock"))
        .anyMatch(span ->
            span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR
                && span.getStatus().getMessage().contains("deadlock detected"));
    assertThat(
            sent.spans().stream()
                .map(span -> attribute(span.getAttributesList(), "http.response.status_code")))
        .contains("200", "201", "304", "404", "500", "502");
    assertThat(traces.stream().filter(TrafficTest::hangsBelowTheUnknown).count())
        .isBetween(3L, 60L);
  }

  private static boolean hangsBelowTheUnknown(List<Span> trace) {
    var byId = trace.stream().collect(toMap(Span::getSpanId, span -> span));
    return trace.stream()
        .anyMatch(span ->
            span.getName().startsWith("GET /api/users")
                && span.getKind() == SpanKind.SPAN_KIND_SERVER
                && !span.getParentSpanId().isEmpty()
                && !byId.containsKey(span.getParentSpanId()));
  }

  private static List<Span> named(SentSpans sent, String name) {
    return sent.spans().stream().filter(span -> span.getName().equals(name)).toList();
  }

  private static Instant end(Span span) {
    return Instant.EPOCH.plusNanos(span.getEndTimeUnixNano());
  }

  private static Duration duration(Span span) {
    return Duration.ofNanos(span.getEndTimeUnixNano() - span.getStartTimeUnixNano());
  }
}
