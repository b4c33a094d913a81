package dev.skep.bootstrap.demo;

import static dev.skep.bootstrap.demo.SentSpans.attribute;
import static dev.skep.bootstrap.demo.SentSpans.keys;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The rules of Beyla v2.8.5's output, held against more than a thousand traces.
class BeylaShapeTest {
  private static final SentSpans SENT = SentSpans.of(42, Duration.ofMinutes(17));
  private static final Map<ByteString, Span> BY_ID =
      SENT.spans().stream().collect(toMap(Span::getSpanId, span -> span));

  @Test
  void a_thousand_traces_are_looked_at() {
    assertThat(SENT.traces()).hasSizeGreaterThan(1_000);
  }

  @Test
  void ids_have_16_and_8_bytes_and_no_span_id_comes_twice() {
    assertThat(SENT.spans())
        .allMatch(span -> span.getTraceId().size() == 16)
        .allMatch(span -> span.getSpanId().size() == 8)
        .extracting(Span::getSpanId)
        .doesNotHaveDuplicates();
  }

  @Test
  void no_span_ends_before_it_starts() {
    assertThat(SENT.spans())
        .allMatch(span -> span.getStartTimeUnixNano() < span.getEndTimeUnixNano());
  }

  @Test
  void every_trace_has_one_first_span_and_its_parent_is_missing_only_for_traced_visitors() {
    for (var trace : SENT.traces().values()) {
      var ids = trace.stream().map(Span::getSpanId).toList();
      var orphans = trace.stream().filter(span -> !ids.contains(span.getParentSpanId())).toList();

      // The newest traces are still on their way.
      if (trace.stream().allMatch(BeylaShapeTest::endedLongAgo)) {
        assertThat(orphans).hasSize(1);
        var first = orphans.getFirst();
        if (!first.getParentSpanId().isEmpty()) {
          assertThat(first.getName()).isEqualTo("GET /api/users/*");
          assertThat(first.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
        }
      }
    }
  }

  @Test
  void a_child_runs_within_its_parent() {
    assertThat(SENT.spans())
        .filteredOn(span -> BY_ID.containsKey(span.getParentSpanId()))
        .allSatisfy(child -> {
          var parent = BY_ID.get(child.getParentSpanId());
          assertThat(child.getTraceId()).isEqualTo(parent.getTraceId());
          assertThat(child.getStartTimeUnixNano())
              .isGreaterThanOrEqualTo(parent.getStartTimeUnixNano());
          assertThat(child.getEndTimeUnixNano()).isLessThanOrEqualTo(parent.getEndTimeUnixNano());
        });
  }

  @Test
  void each_event_has_an_empty_scope_of_its_own_with_one_span_or_three() {
    assertThat(SENT.scopes())
        .allMatch(ScopeSpans::hasScope)
        .allMatch(scope -> scope.getScope().getSerializedSize() == 0)
        .allMatch(scope -> scope.getSchemaUrl().isEmpty())
        .allMatch(scope -> scope.getSpansCount() == 1 || scope.getSpansCount() == 3);
  }

  @Test
  void a_go_request_that_waited_holds_in_queue_and_processing_below_it() {
    assertThat(SENT.scopes())
        .filteredOn(scope -> scope.getSpansCount() == 3)
        .hasSizeGreaterThan(100)
        .allSatisfy(scope -> {
          var queue = scope.getSpans(0);
          var processing = scope.getSpans(1);
          var request = scope.getSpans(2);

          assertThat(List.of(queue.getName(), processing.getName()))
              .containsExactly("in queue", "processing");
          assertThat(List.of(queue, processing))
              .allMatch(part -> part.getParentSpanId().equals(request.getSpanId()))
              .allMatch(part -> part.getKind() == SpanKind.SPAN_KIND_INTERNAL)
              .allMatch(part -> part.getAttributesCount() == 0)
              .allMatch(part -> part.getStatus().getCode() == StatusCode.STATUS_CODE_UNSET);
          assertThat(queue.getStartTimeUnixNano()).isEqualTo(request.getStartTimeUnixNano());
          assertThat(queue.getEndTimeUnixNano()).isEqualTo(processing.getStartTimeUnixNano());
          assertThat(processing.getEndTimeUnixNano()).isEqualTo(request.getEndTimeUnixNano());
          assertThat(request.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
        });
  }

  @Test
  void the_calls_of_a_request_that_waited_hang_below_processing() {
    var calls =
        SENT.spans().stream()
            .filter(span -> span.getKind() == SpanKind.SPAN_KIND_CLIENT)
            .filter(span -> BY_ID.containsKey(span.getParentSpanId()))
            .map(span -> BY_ID.get(span.getParentSpanId()))
            .toList();

    assertThat(calls).anyMatch(caller -> caller.getName().equals("processing"));
    assertThat(SENT.scopes())
        .filteredOn(scope -> scope.getSpansCount() == 3)
        .allMatch(scope -> !calls.contains(scope.getSpans(2)));
  }

  @Test
  void the_status_is_always_written_and_never_ok() {
    assertThat(SENT.spans())
        .allMatch(Span::hasStatus)
        .allMatch(span -> span.getStatus().getCode() != StatusCode.STATUS_CODE_OK);
  }

  @Test
  void an_http_server_fails_from_500_and_an_http_client_from_400() {
    assertThat(SENT.spans())
        .filteredOn(span -> !http(span).isEmpty())
        .allSatisfy(span -> {
          var limit = span.getKind() == SpanKind.SPAN_KIND_SERVER ? 500 : 400;
          var failed = Integer.parseInt(http(span)) >= limit;
          assertThat(span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR).isEqualTo(failed);
        });
  }

  @Test
  void http_servers_and_clients_carry_their_attributes_in_order() {
    assertThat(httpSpans(SpanKind.SPAN_KIND_SERVER))
        .allSatisfy(span ->
            assertThat(keys(span.getAttributesList()))
                .containsExactly(
                    "http.request.method",
                    "http.response.status_code",
                    "url.path",
                    "client.address",
                    "server.address",
                    "server.port",
                    "http.request.body.size",
                    "http.response.body.size",
                    "http.route"));
    assertThat(httpSpans(SpanKind.SPAN_KIND_CLIENT))
        .allSatisfy(span ->
            assertThat(keys(span.getAttributesList()))
                .containsExactly(
                    "http.request.method",
                    "http.response.status_code",
                    "url.full",
                    "http.scheme",
                    "server.address",
                    "peer.service",
                    "server.port",
                    "http.request.body.size",
                    "http.response.body.size"));
  }

  @Test
  void client_producer_and_consumer_spans_name_their_peer() {
    assertThat(SENT.spans())
        .filteredOn(span ->
            !List.of(SpanKind.SPAN_KIND_SERVER, SpanKind.SPAN_KIND_INTERNAL)
                .contains(span.getKind()))
        .filteredOn(span -> !span.getName().equals("CONNECT"))
        .extracting(span -> attribute(span.getAttributesList(), "peer.service"))
        .containsOnly("app-gw", "users-api", "orders-api", "postgres", "redis", "kafka");
  }

  @Test
  void nothing_is_sent_that_beyla_does_not_send() {
    assertThat(SENT.spans())
        .allMatch(span -> span.getEventsCount() == 0 && span.getLinksCount() == 0)
        .allMatch(span -> span.getTraceState().isEmpty() && span.getFlags() == 0)
        .flatExtracting(Span::getAttributesList)
        .extracting(attribute -> attribute.getValue().getValueCase())
        .containsOnly(AnyValue.ValueCase.STRING_VALUE, AnyValue.ValueCase.INT_VALUE);
    assertThat(SENT.resourceSpans()).extracting(ResourceSpans::getSchemaUrl).containsOnly("");
  }

  @Test
  void each_service_is_one_resource_with_beylas_attributes_in_order() {
    assertThat(SENT.resources())
        .hasSize(Estate.SERVICES.size())
        .allSatisfy(resource -> {
          var attributes = resource.getAttributesList();
          assertThat(keys(attributes))
              .containsExactly(
                  "service.name",
                  "telemetry.sdk.language",
                  "telemetry.sdk.name",
                  "telemetry.sdk.version",
                  "host.name",
                  "host.id",
                  "os.type",
                  "service.namespace",
                  "service.instance.id",
                  "otel.library.name");
          assertThat(attribute(attributes, "telemetry.sdk.name")).isEqualTo("beyla");
          assertThat(attribute(attributes, "telemetry.sdk.version")).isEqualTo("v2.8.5");
          assertThat(attribute(attributes, "service.instance.id"))
              .matches(attribute(attributes, "host.name") + ":\\d+");
        });
  }

  private static boolean endedLongAgo(Span span) {
    var latest = SentSpans.NOON.plus(Duration.ofMinutes(17)).minusSeconds(30);
    return span.getEndTimeUnixNano() < latest.getEpochSecond() * 1_000_000_000L;
  }

  private static List<Span> httpSpans(SpanKind kind) {
    return SENT.spans().stream()
        .filter(span -> span.getKind() == kind)
        .filter(span -> !http(span).isEmpty())
        .toList();
  }

  private static String http(Span span) {
    return attribute(span.getAttributesList(), "http.response.status_code");
  }
}
