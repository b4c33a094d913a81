package dev.skep.domain.search.traceql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.search.condition.Field;
import dev.skep.domain.search.condition.Field.Intrinsic;
import dev.skep.domain.search.condition.Field.Scope;
import dev.skep.domain.search.condition.GeneratedConditions;
import dev.skep.domain.search.condition.Operator;
import dev.skep.domain.search.condition.SpanCondition.And;
import dev.skep.domain.search.condition.SpanCondition.Comparison;
import dev.skep.domain.search.condition.SpanCondition.Exists;
import dev.skep.domain.search.condition.SpanCondition.Not;
import dev.skep.domain.search.condition.SpanCondition.PatternMatch;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.condition.SpansetCondition.Matching;
import dev.skep.domain.search.condition.TextPattern;
import dev.skep.domain.search.condition.Value;
import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.SpanKind;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceQlTest {
  // One query a line, and behind the arrow its canonical text.
  private static final String UNDERSTOOD =
      """
      {} -> {}
      { true } -> {}
      {false} -> { false }
      {!true} -> { false }
      {status=error} -> { status = error }
      { span:kind != consumer } -> { kind != consumer }
      {span:source=ebpf} -> { span:source = ebpf }
      {duration>1.5ms} -> { duration > 1.5ms }
      { duration >= 1h30m } -> { duration >= 90m }
      { trace:duration < 1500us } -> { traceDuration < 1.5ms }
      { duration <= 2000µs } -> { duration <= 2ms }
      { duration != 1d } -> { duration != 24h }
      { duration > -1s && duration < 0s } -> { duration > -1s && duration < 0ns }
      {nestedSetParent<0} -> { nestedSetParent < 0 }
      {name="GET /"} -> { name = "GET /" }
      {name=~`GET /users/\\d+`} -> { name =~ "GET /users/\\\\d+" }
      {trace:rootService="a"||trace:rootName!~"b"} -> { rootServiceName = "a" || rootName !~ "b" }
      {resource.service.name="nginx"} -> { resource.service.name = "nginx" }
      {.service.name="nginx"} -> { .service.name = "nginx" }
      {.http.status_code>=500} -> { .http.status_code >= 500 }
      { span.ratio = -1.50 } -> { span.ratio = -1.5 }
      { span.big = 1e3 || span.big = .5 } -> { span.big = 1000.0 || span.big = 0.5 }
      { .a = -9223372036854775808 } -> { .a = -9223372036854775808 }
      {span."key with spaces"="x"} -> { span."key with spaces" = "x" }
      { ."a\\"b\\\\c" = true } -> { ."a\\"b\\\\c" = true }
      { span.http."request header".x != nil } -> { span."http.request header.x" != nil }
      {event:name="e" && event.exception.type!=nil} -> { event:name = "e" && event.exception.type != nil }
      { .a = nil } -> { .a = nil }
      { !(.a != nil) } -> { .a = nil }
      { !(.a = nil) } -> { !(.a = nil) }
      { !(.a = 1) && !!(.b = 2) } -> { !(.a = 1) && !!(.b = 2) }
      { .a = 1 || .b = 2 && .c = 3 } -> { .a = 1 || (.b = 2 && .c = 3) }
      { (.a = 1 || .b = 2) && .c = 3 } -> { (.a = 1 || .b = 2) && .c = 3 }
      { .a = 1 && (.b = 2 && .c = 3) } -> { .a = 1 && .b = 2 && .c = 3 }
      { .a = "\\u00fc\\n\\U0001f680'\\'" } -> { .a = "ü\\n🚀''" }
      { .a = "\\u202e" } -> { .a = "\\u202e" }
      {status=error}&&{kind=client} -> { status = error } && { kind = client }
      {} || {.a=1} && {.b=1} -> {} || ({ .a = 1 } && { .b = 1 })
      {.a=1}>>{.b=1}>{} -> ({ .a = 1 } >> { .b = 1 }) > {}
      {.a=1} && {.b=1} &> {} -> { .a = 1 } && ({ .b = 1 } &> {})
      (({.a=1})) with(most_recent=true) -> { .a = 1 }
      ({nestedSetParent<0} &>> {kind=server}) || ({nestedSetParent<0}) | select(status, name) -> \
      ({ nestedSetParent < 0 } &>> { kind = server }) || { nestedSetParent < 0 }
      """;

  // One query a line; behind the arrow the column and what is wrong there.
  private static final String MISTAKEN =
      """
       -> 1: { … } is missing here
      status = error -> 1: a query begins with a brace: { … }
      .a = 1 -> 1: a query begins with a brace: { … }
      { durations > 1s } -> 3: unknown intrinsic "durations"; did you mean duration?
      { Name = "x" } -> 3: unknown intrinsic "Name"; did you mean name?
      { nonsense = 1 } -> 3: unknown intrinsic "nonsense"; an attribute begins with a dot: .nonsense
      { http.route = "x" } -> 3: an attribute begins with a dot or its scope: .http.route or span.http.route
      { trace:id = "x" } -> 3: trace:id is not supported
      { parent.a = 1 } -> 3: the scope parent. is not supported
      { . = 1 } -> 3: the name of an attribute is missing behind the dot
      { status = "error" } -> 12: status is error, ok or unset, without quotes
      { status = failed } -> 12: status is error, ok or unset, without quotes
      { status > ok } -> 10: here only = and != mean something
      { kind = 2 } -> 10: kind is server, client, producer, consumer or internal, without quotes
      { span:source = otlp } -> 17: span:source is http, scheduler or ebpf, without quotes
      { name = nginx } -> 10: name is compared with a text in "quotes"
      { name =~ 5 } -> 11: expected a pattern in quotes, found 5
      { name =~ "(" } -> 11: the pattern is not a regular expression: missing closing )
      { name =~ "((a{99}){99}){99}" } -> 11: the pattern repeats too much
      { duration =~ "1s" } -> 15: duration is no text, so it has no pattern
      { duration > 100 } -> 14: duration is compared with a length of time and its unit, such as 1.5ms
      { duration > 5 sec } -> 14: duration is compared with a length of time and its unit, such as 1.5ms
      { duration > 5sec } -> 15: unknown unit sec; there are ns, us, ms, s, m, h and d
      { duration > 1h30 } -> 18: a unit is missing: ns, us, ms, s, m, h or d
      { duration > 1.5ns } -> 14: the length of time is finer than a nanosecond
      { duration > 9999999d } -> 14: the length of time is over 292 years
      { .a > nil } -> 6: nil goes with = or != only
      { .a > true } -> 6: here only = and != mean something
      { .a = error } -> 8: .a is compared with a text in "quotes", a number, a length of time, true or false
      { .a = .b } -> 8: two fields cannot be compared; a text needs "quotes"
      { 5 = .a } -> 3: a condition begins with a field, such as name or .http.route
      { .a } -> 6: expected a comparison behind .a: = != > >= < <= =~ !~
      { .a + 1 = 2 } -> 6: expected a comparison behind .a: = != > >= < <= =~ !~
      { .a = 9223372036854775808 } -> 8: the number has more than 64 bits; write a .0 behind it
      { .a = 1e999 } -> 8: the number is too large
      { .a = 1.2.3 } -> 8: this is no number: 1.2.3
      { .a = "x } -> 8: the closing " is missing
      { .a = `x } -> 8: the closing ` is missing
      { ."x = 1 } -> 4: the closing " is missing
      { .a = "\\d" } -> 9: no such escape; write a backslash as \\\\, or put the text in `backquotes`
      { .a = "\\ud800" } -> 9: there is no such character
      { !.a = 1 } -> 4: put what ! turns around in parentheses: !( … )
      { .a = 1 -> 9: the closing } is missing
      { (.a = 1 } -> 11: expected ), found }
      { .a = 1 .b } -> 10: expected &&, || or }, found .b
      { .a = 1 } { .b = 1 } -> 12: unexpected { behind the query
      { .a = 1 } ~ {} -> 12: unexpected ~ behind the query
      {} && -> 6: { … } is missing here
      {} && count() -> 7: expected {, found count
      {} | rate() -> 6: rate is not supported; behind | there is only select(…)
      {} | select(name -> 17: the closing ) of select is missing
      {} # -> 4: unexpected character #
      """;

  @ParameterizedTest
  @MethodSource("understood")
  void what_is_written_is_understood(String text, String canonical) {
    assertThat(TraceQl.write(spans(text))).isEqualTo(canonical);
    assertThat(spans(canonical)).isEqualTo(spans(text));
  }

  static Stream<String[]> understood() {
    return UNDERSTOOD.lines().map(line -> line.split(" -> ", 2));
  }

  @ParameterizedTest
  @MethodSource("mistaken")
  void a_mistake_is_named_with_its_place(String text, String columnAndMessage) {
    assertThat(TraceQl.read(text))
        .isInstanceOfSatisfying(
            TraceQl.Mistake.class,
            mistake ->
                assertThat(mistake.column() + ": " + mistake.message())
                    .isEqualTo(columnAndMessage));
  }

  static Stream<String[]> mistaken() {
    return MISTAKEN.lines().map(line -> line.split(" -> ", 2));
  }

  @Test
  void words_become_values() {
    assertThat(spans("{ kind = server && span.x != nil && span:duration > 37ns && name =~ `G.*` }"))
        .isEqualTo(
            new Matching(
                new And(
                    List.of(
                        new Comparison(
                            Intrinsic.KIND, Operator.EQUAL, new Value.Kind(SpanKind.SERVER)),
                        new Exists(Field.attribute(Scope.SPAN, "x")),
                        new Comparison(
                            Intrinsic.DURATION, Operator.GREATER, Value.Length.ofNanos(37)),
                        new PatternMatch(Intrinsic.NAME, true, TextPattern.of("G.*"))))));
    assertThat(spans("{ resource.a = nil }"))
        .isEqualTo(new Matching(new Not(new Exists(Field.attribute(Scope.RESOURCE, "a")))));
  }

  @Test
  void what_changes_nothing_is_kept_as_hints() {
    assertThat(TraceQl.read("{} | select(name, .a) | select(kind) with (most_recent=true)"))
        .isEqualTo(
            new TraceQl.Query(
                SpansetCondition.all(),
                List.of("select(name, .a)", "select(kind)", "with (most_recent=true)")));
  }

  @Test
  void a_field_can_be_read_alone() {
    assertThat(TraceQl.readField("resource.service.name")).contains(Intrinsic.SERVICE_NAME);
    assertThat(TraceQl.readField(".\"a b\"")).contains(Field.attribute(Scope.ANY, "a b"));
    assertThat(TraceQl.readField("name = 1")).isEmpty();
    assertThat(TraceQl.readField("")).isEmpty();
  }

  @Test
  void length_number_and_depth_are_bounded() {
    assertThat(mistake("{ .a = \"" + "x".repeat(TraceQl.MAX_LENGTH) + "\" }").message())
        .isEqualTo("the query is longer than 8192 characters");
    assertThat(mistake("{" + ".a=1||".repeat(256) + ".a=1}").message())
        .isEqualTo("more than 256 conditions");
    assertThat(mistake("{} || ".repeat(256) + "{}").message())
        .isEqualTo("more than 256 conditions");
    for (String nested : List.of("{(", "{!(", "(", "{!")) {
      String deep = nested.charAt(0) + nested.substring(nested.length() == 1 ? 0 : 1).repeat(4_000);
      assertThat(mistake(deep).message()).isEqualTo("nested deeper than 64 levels");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void what_is_printed_reads_back_as_the_same(long seed) {
    Random random = new Random(seed);
    var conditions = new GeneratedConditions(random, new GeneratedSpans(random, 5));
    for (int i = 0; i < 2_000; i++) {
      SpansetCondition condition = conditions.spanset();

      String text = TraceQl.write(condition);

      assertThat(spans(text)).as(text).isEqualTo(condition);
    }
  }

  private static SpansetCondition spans(String text) {
    return switch (TraceQl.read(text)) {
      case TraceQl.Query(SpansetCondition spans, var hints) -> spans;
      case TraceQl.Mistake(int column, String message) ->
          throw new AssertionError(text + " at " + column + ": " + message);
    };
  }

  private static TraceQl.Mistake mistake(String text) {
    return (TraceQl.Mistake) TraceQl.read(text);
  }
}
