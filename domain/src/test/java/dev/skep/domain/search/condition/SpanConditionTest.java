package dev.skep.domain.search.condition;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skep.domain.search.condition.Field.Intrinsic;
import dev.skep.domain.search.condition.Field.Scope;
import dev.skep.domain.search.condition.SpanCondition.And;
import dev.skep.domain.search.condition.SpanCondition.Comparison;
import dev.skep.domain.search.traceql.TraceQl;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.AttributeValue.ArrayValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanStatus;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.Trace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What conditions on one span mean. The conditions are written in the query language.
final class SpanConditionTest {
  private static final Spans.Builder SPAN =
      span(1)
          .named("GET /users")
          .withStatus(new SpanStatus(StatusCode.ERROR, "timeout"))
          .lasting(Duration.ofNanos(140_000))
          .with(
              Attributes.builder()
                  .put("http.route", "/users/{id}")
                  .put("code", 200)
                  .put("big", Long.MAX_VALUE)
                  .put("ratio", AttributeValue.of(0.5))
                  .put("nan", AttributeValue.of(Double.NaN))
                  .put("zero", AttributeValue.of(-0.0))
                  .put("far", AttributeValue.of(Double.POSITIVE_INFINITY))
                  .put("cached", AttributeValue.of(true))
                  .put("empty", AttributeValue.EMPTY)
                  .put("bytes", new AttributeValue.BytesValue(new byte[] {1}))
                  .put("map", new AttributeValue.MapValue(Attributes.of("a", AttributeValue.of(1))))
                  .put(
                      "array",
                      new ArrayValue(
                          List.of(
                              AttributeValue.of("x"),
                              AttributeValue.of("y"),
                              AttributeValue.of(7),
                              new ArrayValue(List.of(AttributeValue.of("deep"))))))
                  .put("rocket", "\ud83d\ude80")
                  .put("both", "span's")
                  .build())
          .of(
              Resource.of(
                  Attributes.builder()
                      .put("service.name", "users-api")
                      .put("host.name", "docker-01")
                      .put("both", "resource's")
                      .put("empty", "not here")
                      .build()))
          .withEvents(
              new SpanEvent(Spans.NOON, "exception", Attributes.of("n", AttributeValue.of(1)), 0),
              new SpanEvent(Spans.NOON, "retry", Attributes.of("n", AttributeValue.of(2)), 0));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name = \"GET /users\"",
        "name =~ \"GET .*\"",
        "name !~ \"GET\"",
        "name > \"GET /\" && name < \"GET 0\"",
        "status = error && status != ok && kind = server && span:source = ebpf",
        "statusMessage = \"timeout\"",
        "duration = 140us && duration >= 140us && duration <= 140us && duration < 140.001us",
        "traceDuration > 1us",
        "rootName = \"GET /users\" && rootServiceName = \"users-api\"",
        "resource.service.name = \"users-api\" && .service.name = \"users-api\"",
        "resource.service.name != nil && .service.name != nil && span.service.name = nil",
        "span.http.route = \"/users/{id}\" && .http.route =~ \"/users/.*\"",
        ".host.name = \"docker-01\" && resource.host.name != nil && span.host.name = nil",
        ".both = \"span's\" && resource.both = \"resource's\"",
        ".empty = \"not here\" && span.empty = nil",
        ".code = 200 && .code = 200.0 && .code >= 199.5 && .code != 201 && .code > 100ns",
        ".ratio = 0.5 && .ratio < 1 && .ratio > 0",
        ".big = 9223372036854775807 && .big < 9223372036854775808.0",
        ".big != 9223372036854775806",
        ".zero = 0 && .zero <= 0.0 && .zero >= 0",
        ".far > 9223372036854775807 && .far > 1e308 && .far != 1",
        ".nan != 1 && .nan != nil",
        ".cached = true && .cached != false",
        ".rocket > \"\ue000\"",
        ".bytes != nil && .map != nil && .array != nil",
        ".array = \"x\" && .array = \"y\" && .array = 7 && .array > 6 && .array =~ \"[x]\"",
        ".array != \"z\" && .array !~ \"z\"",
        "event:name = \"exception\" && event:name = \"retry\" && event:name != \"other\"",
        "event.n = 1 && event.n > 1 && event.n != 3 && event.n != nil && event.m = nil",
        "!(.missing = 1) && .missing = nil"
      })
  void these_hold(String condition) {
    assertThat(holds(SPAN, condition)).isTrue();
    assertThat(holds(SPAN, "!(" + condition + ")")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name = \"GET\"",
        "name =~ \"GET\"",
        "name !~ \"GET.*\"",
        "duration > 140us",
        ".missing = 1",
        ".missing != 1",
        ".missing < 1",
        ".missing !~ \"x\"",
        "span.empty != \"x\"",
        ".code = \"200\"",
        ".code != \"200\"",
        ".code =~ \"200\"",
        ".code !~ \"201\"",
        ".code = true",
        ".cached = 1",
        ".cached != 0",
        ".http.route > 1",
        ".big = 9223372036854775808.0",
        ".big = 9223372036854775806",
        ".nan = 1",
        ".nan < 1",
        ".nan >= 1",
        ".nan > 1ns",
        ".bytes = \"\\u0001\"",
        ".bytes != \"x\"",
        ".map != 1",
        ".array = \"deep\"",
        ".array != \"x\"",
        ".array !~ \"x|z\"",
        ".array = true",
        ".array != true",
        "event:name != \"retry\"",
        "event.n != 2",
        "span.n = 1"
      })
  void these_do_not(String condition) {
    assertThat(holds(SPAN, condition)).isFalse();
  }

  @Test
  void a_service_without_a_name_is_the_one_that_pages_show() {
    var nameless = span(1).of(Resource.UNKNOWN);

    assertThat(holds(nameless, "resource.service.name = \"unknown\"")).isTrue();
    assertThat(holds(nameless, ".service.name = \"unknown\" && rootServiceName = \"unknown\""))
        .isTrue();
    assertThat(holds(nameless, "resource.service.name != nil && .service.name != nil")).isTrue();
    assertThat(
            holds(
                nameless.with(Attributes.of("service.name", AttributeValue.of("own"))),
                ".service.name = \"own\" && resource.service.name = \"unknown\""))
        .isTrue();
  }

  @Test
  void a_span_without_an_end_takes_no_time() {
    assertThat(holds(span(1).ending(EndTime.NONE), "duration = 0s")).isTrue();
    assertThat(holds(span(1).ending(EndTime.at(Spans.NOON.minusNanos(1))), "duration = 0s"))
        .isTrue();
  }

  @Test
  void a_span_without_events_has_no_event_names() {
    assertThat(holds(span(1), "event:name = nil && !(event:name != \"x\")")).isTrue();
  }

  @Test
  void a_comparison_that_could_never_hold_cannot_be_made() {
    Field route = Field.attribute(Scope.SPAN, "http.route");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Comparison(Intrinsic.NAME, Operator.EQUAL, new Value.Whole(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Comparison(route, Operator.EQUAL, new Value.Status(StatusCode.ERROR)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Comparison(route, Operator.LESS, new Value.Truth(true)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Comparison(route, Operator.EQUAL, new Value.Decimal(Double.NaN)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new SpanCondition.PatternMatch(Intrinsic.DURATION, true, TextPattern.of("1s")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Field.Attribute(Scope.RESOURCE, "service.name"));
    assertThatIllegalArgumentException().isThrownBy(() -> new And(List.of(SpanCondition.all())));
  }

  private static boolean holds(Spans.Builder span, String condition) {
    var trace = new Trace(Spans.traceId(1), List.of(span.build()));
    return ((TraceQl.Query) TraceQl.read("{" + condition + "}")).spans().matches(trace);
  }
}
