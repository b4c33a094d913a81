package dev.skep.web.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.condition.GeneratedConditions;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.traceql.TraceQl;
import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPartsTest {
  private static final Instant NOW = Instant.parse("2026-03-17T13:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          { resource.service.name = "nginx" }                       § {service=nginx}                    § 0
          { name = "GET /" && span:source = ebpf }                  § {operation=GET /, source=ebpf}     § 0
          { trace:errors > 0 }                                      § {status=error}                     § 0
          { trace:errors = 0 }                                      § {status=success}                   § 0
          { traceDuration >= 50us && traceDuration <= 1500ms }      § {maxDuration=1.5s, minDuration=50µs} § 0
          { traceDuration > 50us }                                  § {}                                 § 1
          { name = "a" && name = "b" }                              § {operation=a}                      § 1
          { span.http.route = "/" && (kind = server || .a = 1) }    § {}                                 § 2
          { name = "a" || name = "b" }                              § {}                                 § 1
          { resource.service.name = "" }                            § {}                                 § 1
          {}                                                        § {}                                 § 0
          """)
  void what_the_form_can_say_of_a_query_stands_in_the_form(
      String q, String fields, int conditions) {
    SearchParts parts = SearchParts.of(UrlQuery.EMPTY.with("q", q));

    assertThat(new java.util.TreeMap<>(parts.fields()).toString()).isEqualTo(fields);
    assertThat(parts.conditions()).hasSize(conditions);
    assertThat(parts.hasRest()).isFalse();
  }

  @Test
  void what_is_more_than_one_span_stays_whole() {
    SearchParts parts =
        SearchParts.of(UrlQuery.EMPTY.with("q", "{ name = \"a\" } && ({ .b = 1 } >> { .c = 2 })"));
    SearchParts two =
        SearchParts.of(UrlQuery.EMPTY.with("q", "{ name = \"a\" } && { name = \"b\" }"));

    assertThat(parts.fields()).isEqualTo(Map.of("operation", "a"));
    assertThat(TraceQl.write(parts.rest())).isEqualTo("{ .b = 1 } >> { .c = 2 }");
    assertThat(two.fields()).isEmpty();
    assertThat(two.hasRest()).isTrue();
  }

  @Test
  void the_form_is_written_into_the_line() {
    var url = UrlQuery.parse("service=nginx&status=error&minDuration=50us&q=%7B.a%3D1%7D");

    assertThat(SearchParts.of(url).line())
        .isEqualTo(
            "{ resource.service.name = \"nginx\" && trace:errors > 0 && traceDuration >= 50us && .a"
                + " = 1 }");
    assertThat(SearchParts.of(UrlQuery.EMPTY).line()).isEmpty();
  }

  @Test
  void to_take_a_query_apart_changes_nothing_about_what_it_finds() {
    long seed = 20261123;
    var random = new SplittableRandom(seed);
    var generated = new GeneratedSpans(random, 12);
    var conditions = new GeneratedConditions(random, generated);
    List<Trace> traces = traces(generated.spans(60));
    for (int i = 0; i < 400; i++) {
      SpansetCondition spans = conditions.spanset();
      SearchParts parts = SearchParts.of(spans);
      TraceQuery addressed = query(parts.in(UrlQuery.EMPTY));
      TraceQuery lined = query(UrlQuery.EMPTY.with("q", parts.line()));
      for (Trace trace : traces) {
        boolean wanted = spans.matches(trace);
        String what = "seed " + seed + ", query " + i + ": " + TraceQl.write(spans);
        assertThat(addressed.matches(trace)).as(what).isEqualTo(wanted);
        assertThat(lined.matches(trace)).as(what).isEqualTo(wanted);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http.route       | =       | /users/{id} | { .http.route = "/users/{id}" }
          span.http.route  | !=      | /healthz    | { span.http.route != "/healthz" }
          .code            | >=      | 500         | { .code >= 500 }
          .code            | =       | "500"       | { .code = "500" }
          .ok              | =       | true        | { .ok = true }
          .say             | =       | a "b" \\c   | { .say = "a \\"b\\" \\\\c" }
          name             | =~      | GET .*      | { name =~ "GET .*" }
          name             | =       | 42          | { name = "42" }
          kind             | =       | server      | { kind = server }
          duration         | >       | 1.5ms       | { duration > 1.5ms }
          .a               | exists  | ''          | { .a != nil }
          .a               | missing | ''          | { .a = nil }
          key with "spaces | =       | x           | { ."key with \\"spaces" = "x" }
          """)
  void a_condition_needs_no_quotes(String key, String operator, String value, String written) {
    var form = UrlQuery.EMPTY.with("key", key).with("op", operator).with("value", value);

    assertThat(SubmittedSearch.address(form).first("q")).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key=.a&op=~~&value=1",
        "key=.a&op=%3D",
        "value=1",
        "key=kind&op=%3D&value=big",
        "key=.a&op=%3D~&value=(",
        "key=duration&op=%3E&value=1ms+%26%26+true"
      })
  void a_condition_that_cannot_be_read_stays_for_the_page_to_say_so(String form) {
    UrlQuery address = SubmittedSearch.address(UrlQuery.parse("service=a&" + form));

    assertThat(address.at("/traces")).startsWith("/traces?service=a&");
    assertThat(address.has("q")).isFalse();
    assertThat(NewCondition.parse(address)).isInstanceOf(NewCondition.Invalid.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          service=a&q={.b=1}&was={.b=1}                         | service=a&q={ .b = 1 }
          service=a&q={.b=1}&was=                               | q={ .b = 1 }
          service=a&q=&was={.b=1}                               | ''
          service=b&q={resource.service.name="a"}&was={resource.service.name="a"} | service=b
          service=&q={resource.service.name="a"}&was={resource.service.name="a"}  | ''
          service=b&q={name="x"}&was={resource.service.name="a"} | operation=x
          range=6h&sort=slowest&q=&was=&cursor=x                | range=6h&sort=slowest
          service=a&q={b&was=                                   | service=a&q={b
          service=a&q=&was=&key=.k&op=exists                    | service=a&q={ .k != nil }
          """)
  void a_line_that_was_changed_counts_before_the_fields(String form, String expected) {
    UrlQuery address = SubmittedSearch.address(UrlQuery.parse(form.replace("+", "%2B")));

    assertThat(PercentCode.decode(address.at("")).replaceFirst("^\\?", "")).isEqualTo(expected);
  }

  private static TraceQuery query(UrlQuery url) {
    return ((TraceParameters.Valid) TraceParameters.parse(url, new TimeRange.All(), NOW)).query();
  }

  private static List<Trace> traces(List<Span> spans) {
    Map<TraceId, List<Span>> byTrace = spans.stream().collect(Collectors.groupingBy(Span::traceId));
    return byTrace.entrySet().stream().map(e -> new Trace(e.getKey(), e.getValue())).toList();
  }
}
