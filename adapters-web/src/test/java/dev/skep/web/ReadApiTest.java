package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.spanId;
import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.AttributeValue.ArrayValue;
import dev.skep.domain.trace.AttributeValue.BytesValue;
import dev.skep.domain.trace.AttributeValue.MapValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.DroppedCounts;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.TraceId;
import dev.skep.web.query.PercentCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadApiTest {
  private static final String TRACE = "/api/v1/traces/00000000000000000000000000000001";
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([A-Za-z0-9_-]+)\"");
  private static final Pattern ID = Pattern.compile("\"traceId\":\"([^\"]+)\"");

  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void a_list_has_every_field_of_a_summary() {
    door.with(
        span(1).named("GET /").lasting(Duration.ofNanos(412_381_204)),
        span(2).under(1).of("app-gw").inError());

    var answer = door.get("/api/v1/traces");

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body())
        .isEqualTo(
            """
            {"traces":[{"traceId":"00000000000000000000000000000001","rootServiceName":"nginx",\
            "rootSpanName":"GET /","startTimeUnixNano":"1773748800000000001",\
            "durationNano":"412381204","spanCount":2,"errorCount":1,"status":"error",\
            "services":["nginx","app-gw"],"traceSources":["ebpf"]}]}\
            """);
  }

  @Test
  void an_empty_list_is_an_empty_list() {
    assertThat(door.get("/api/v1/traces").body()).isEqualTo("{\"traces\":[]}");
  }

  @Test
  void the_cursor_leads_through_all_traces_once() {
    for (int i = 1; i <= 25; i++) {
      door.with(span(i).in(i).after(Duration.ofMillis(i / 2)));
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      String body = door.get("/api/v1/traces?limit=10&sort=oldest&cursor=" + cursor).body();
      ID.matcher(body).results().forEach(id -> seen.add(id.group(1)));
      var next = NEXT.matcher(body);
      cursor = next.find() ? next.group(1) : "";
    } while (!cursor.isEmpty());

    assertThat(seen).hasSize(25).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "source=beyla, source",
    "status=ok, status",
    "minDuration=5, minDuration",
    "limit=0, limit",
    "limit=1001, limit",
    "sort=spans, sort",
    "cursor=x, cursor",
    "from=1, from",
    "to=x, to",
    "q=%7B, q",
    "durationMin=5ms, durationMin",
    "service=a&service=b, service"
  })
  void a_bad_or_unknown_parameter_is_refused_by_name(String query, String parameter) {
    var answer = door.get("/api/v1/traces?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith("{\"error\":\"")
        .endsWith("\"parameter\":\"" + parameter + "\"}");
  }

  @Test
  void a_trace_whose_id_is_a_word_of_ours_is_found_too() {
    door.with(span(1).in(new TraceId("summary")));

    assertThat(door.get("/api/v1/traces/%73ummary").body()).contains("\"traceId\":\"summary\"");
    assertThat(door.get("/api/v1/traces/summary").body()).contains("\"traces\":\"1\"");
  }

  @Test
  void the_query_language_finds_traces_by_how_their_spans_hang_together() {
    door.with(
        span(1).in(1).of("nginx"),
        span(2).in(1).under(1).of("users-api").inError(),
        span(1).in(2).of("users-api").inError());

    assertThat(door.get("/api/v1/traces?q=" + PercentCode.encode("{} > { status = error }")).body())
        .contains(traceId(1).value())
        .doesNotContain(traceId(2).value());
    assertThat(
            door.get("/api/v1/traces?service=nginx&q=" + PercentCode.encode("{ status = error }"))
                .body())
        .isEqualTo("{\"traces\":[]}");
  }

  @Test
  void a_mistake_in_the_query_language_is_told_with_its_column() {
    var answer = door.get("/api/v1/traces?q=" + PercentCode.encode("{ staus = error }"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":\"q is not understood at column 3: unknown intrinsic \\\"staus\\\"; did you"
                + " mean status?\",\"parameter\":\"q\"}");
  }

  @Test
  void a_time_range_takes_both_ways_of_writing_a_time() {
    door.with(span(1));

    for (String from : List.of("2026-03-17T12:00:00.000000001Z", "1773748800000000001")) {
      assertThat(door.get("/api/v1/traces?from=" + from).body()).contains("\"spanCount\"");
      assertThat(door.get("/api/v1/traces?to=" + from).body()).isEqualTo("{\"traces\":[]}");
    }
  }

  @Test
  void a_trace_has_every_field_of_its_spans() {
    door.with(everything());

    assertThat(door.get(TRACE).body())
        .isEqualTo(
            """
            {"traceId":"00000000000000000000000000000001","spans":[{\
            "traceId":"00000000000000000000000000000001","spanId":"0000000000000001",\
            "parentSpanId":"0000000000000009","traceState":"vendor=1","flags":257,"name":"GET /",\
            "kind":"server","status":{"code":"error","message":""},\
            "startTimeUnixNano":"1773748800000000001","endTimeUnixNano":"1773748800001500001",\
            "durationNano":"1500000","serviceName":"orders","traceSource":"ebpf",\
            "attributes":{"service.name":"orders","int":9007199254740993,"nan":"NaN",\
            "bytes":"AQI=","empty":null,"nested":{"a":[true,0.5]}},\
            "resourceAttributes":{"service.name":"orders"},\
            "spanAttributes":{"int":9007199254740993,"nan":"NaN","bytes":"AQI=","empty":null,\
            "nested":{"a":[true,0.5]}},\
            "scope":{"name":"pg","version":"0.7","attributes":{"k":"v"}},\
            "schemaUrl":"urn:r","scopeSchemaUrl":"urn:s",\
            "events":[{"timeUnixNano":"1773748800000000001","name":"e","attributes":{"k":"v"}}],\
            "links":[{"traceId":"00000000000000000000000000000007","spanId":"0000000000000008",\
            "traceState":"ls","attributes":{"k":"v"}}],\
            "droppedAttributesCount":1,"droppedEventsCount":2,"droppedLinksCount":3}]}\
            """);
  }

  @Test
  void what_is_not_known_is_left_out() {
    door.with(span(1).ending(EndTime.NONE));

    assertThat(door.get(TRACE).body())
        .doesNotContain("parentSpanId", "endTimeUnixNano")
        .contains("\"durationNano\":\"0\"");
  }

  @Test
  void otlp_json_is_an_export_request_with_everything_in_it() {
    door.with(everything());

    assertThat(door.get(TRACE + "?format=otlp").body())
        .isEqualTo(
            """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":\
            {"stringValue":"orders"}}],"droppedAttributesCount":6},"schemaUrl":"urn:r",\
            "scopeSpans":[{"scope":{"name":"pg","version":"0.7","attributes":[{"key":"k",\
            "value":{"stringValue":"v"}}],"droppedAttributesCount":7},"schemaUrl":"urn:s",\
            "spans":[{"traceId":"00000000000000000000000000000001","spanId":"0000000000000001",\
            "traceState":"vendor=1","parentSpanId":"0000000000000009","flags":257,"name":"GET /",\
            "kind":2,"startTimeUnixNano":"1773748800000000001",\
            "endTimeUnixNano":"1773748800001500001","attributes":[\
            {"key":"int","value":{"intValue":"9007199254740993"}},\
            {"key":"nan","value":{"doubleValue":"NaN"}},\
            {"key":"bytes","value":{"bytesValue":"AQI="}},{"key":"empty","value":{}},\
            {"key":"nested","value":{"kvlistValue":{"values":[{"key":"a","value":\
            {"arrayValue":{"values":[{"boolValue":true},{"doubleValue":0.5}]}}}]}}}],\
            "droppedAttributesCount":1,"events":[{"timeUnixNano":"1773748800000000001",\
            "name":"e","attributes":[{"key":"k","value":{"stringValue":"v"}}],\
            "droppedAttributesCount":4}],"droppedEventsCount":2,"links":[\
            {"traceId":"00000000000000000000000000000007","spanId":"0000000000000008",\
            "traceState":"ls","attributes":[{"key":"k","value":{"stringValue":"v"}}],\
            "droppedAttributesCount":5,"flags":1}],"droppedLinksCount":3,\
            "status":{"code":2,"message":""}}]}]}]}\
            """);
  }

  @Test
  void spans_of_one_resource_and_scope_stand_together() {
    door.with(span(1).of("a"), span(2).of("b"), span(3).of("a"));

    assertThat(door.get(TRACE + "?format=otlp").body().split("\"resource\":", -1)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"format=xml, format", "format=otlp&format=otlp, format", "limit=5, limit"})
  void a_trace_takes_no_other_parameters(String query, String parameter) {
    var answer = door.with(span(1)).get(TRACE + "?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).endsWith("\"parameter\":\"" + parameter + "\"}");
  }

  @Test
  void an_unknown_trace_is_404_in_json() {
    var answer = door.get("/api/v1/traces/nope");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("{\"error\":\"no span with this trace id is stored\"}");
  }

  @Test
  void an_unavailable_store_is_503_in_json() {
    try (var broken = RunningDoor.overBrokenStore()) {
      for (String path : List.of("/api/v1/traces", TRACE)) {
        var answer = broken.get(path);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"error\":\"the disk is full\"}");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      }
    }
  }

  @Test
  void health_tells_living_from_ready() {
    try (var broken = RunningDoor.overBrokenStore()) {
      assertThat(door.get("/health/live").body()).isEqualTo("{\"status\":\"UP\"}");
      assertThat(door.get("/health/ready").body()).isEqualTo("{\"status\":\"UP\"}");
      assertThat(broken.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(broken.get("/health/ready").statusCode()).isEqualTo(503);
      assertThat(broken.get("/health/ready").body())
          .isEqualTo("{\"status\":\"DOWN\",\"reason\":\"the disk is full\"}");
    }
  }

  private static Spans.Builder everything() {
    var nested =
        new MapValue(
            Attributes.of(
                "a", new ArrayValue(List.of(AttributeValue.of(true), AttributeValue.of(0.5)))));
    var one = Attributes.of("k", AttributeValue.of("v"));
    return span(1)
        .under(9)
        .inError()
        .withTraceState("vendor=1")
        .withFlags(257)
        .with(
            Attributes.builder()
                .put("int", 9_007_199_254_740_993L)
                .put("nan", AttributeValue.of(Double.NaN))
                .put("bytes", new BytesValue(new byte[] {1, 2}))
                .put("empty", AttributeValue.EMPTY)
                .put("nested", nested)
                .build())
        .withEvents(new SpanEvent(Spans.NOON, "e", one, 4))
        .withLinks(new SpanLink(Spans.traceId(7).value(), spanId(8).value(), "ls", 1, one, 5))
        .withDropped(new DroppedCounts(1, 2, 3))
        .of(new Resource(Attributes.of("service.name", AttributeValue.of("orders")), 6, "urn:r"))
        .by(new InstrumentationScope("pg", "0.7", one, 7, "urn:s"));
  }
}
