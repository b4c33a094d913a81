package dev.skep.web.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceFilter;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.traceql.TraceQl;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParametersTest {
  private static final Instant NOW = Instant.parse("2026-03-17T13:00:00Z");

  @Test
  void no_parameters_ask_for_the_newest_fifty() {
    assertThat(valid("")).isEqualTo(TraceQuery.newest(50));
  }

  @Test
  void empty_values_are_the_same_as_none() {
    assertThat(valid("source=&service=&operation=&status=&minDuration=&maxDuration=&cursor="))
        .isEqualTo(TraceQuery.newest(50));
  }

  @Test
  void each_filter_is_read() {
    var query =
        valid(
            "source=ebpf&service=a%20b&operation=GET+%2F&status=success&minDuration=50%C2%B5s"
                + "&maxDuration=2s&from=2026-03-17T12:00:00Z&to=1773752400000000000"
                + "&sort=most-spans&limit=7");

    assertThat(query.spans())
        .isEqualTo(
            SpansetCondition.oneSpan(
                List.of(
                    SpanCondition.source(TraceSource.EBPF),
                    SpanCondition.serviceName("a b"),
                    SpanCondition.spanName("GET /"))));
    assertThat(query.traceFilters())
        .containsExactly(
            new TraceFilter.NotInError(),
            new TraceFilter.MinDuration(Duration.ofNanos(50_000)),
            new TraceFilter.MaxDuration(Duration.ofSeconds(2)),
            new TraceFilter.StartedFrom(Instant.parse("2026-03-17T12:00:00Z")),
            new TraceFilter.StartedBefore(Instant.parse("2026-03-17T13:00:00Z")));
    assertThat(query.order()).isEqualTo(TraceOrder.MOST_SPANS);
    assertThat(query.pageSize()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "0ns, 0",
    "37 ns, 37",
    "50us, 50000",
    "50µs, 50000",
    "50μs, 50000",
    "1.5ms, 1500000",
    "2s, 2000000000",
    "1m, 60000000000",
    "1 m 12 s, 72000000000",
    "3 h 5 m, 11100000000000",
    "0.000001ms, 1",
    "2 d 4 h, 187200000000000"
  })
  void durations_are_read_as_the_pages_print_them(String text, long nanos) {
    assertThat(DurationText.parse(text)).contains(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "abc",
        "-1ms",
        "1.ms",
        ".5s",
        "1e3s",
        "0.5ns",
        "1 ly",
        "9999999999999999999s",
        "1ms;",
        "1,5ms",
        "１s"
      })
  void other_texts_are_no_durations(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "source=beyla",
        "status=ok",
        "minDuration=5",
        "maxDuration=x",
        "from=yesterday",
        "range=2h",
        "range=1h&from=2026-03-17T12:00:00Z",
        "to=1773752400",
        "sort=best",
        "limit=0",
        "limit=1001",
        "limit=-1",
        "limit=x",
        "cursor=%20",
        "cursor=AAAA",
        "q=x",
        "q=%7B%7D&q=%7B%7D",
        "from=1969-12-31T23:59:59Z",
        "service=a&service=b"
      })
  void each_bad_parameter_is_named(String query) {
    String name = query.substring(0, query.indexOf('='));

    assertThat(parse(query))
        .isInstanceOfSatisfying(
            TraceParameters.Invalid.class,
            invalid ->
                assertThat(invalid.problems()).extracting("parameter").containsExactly(name));
  }

  @Test
  void bounds_that_cross_are_a_problem_of_the_upper_one() {
    assertThat(problems("minDuration=2s&maxDuration=1s")).containsExactly("maxDuration");
    assertThat(problems("from=2026-03-17T12:00:00Z&to=2026-03-17T12:00:00Z")).containsExactly("to");
  }

  @Test
  void the_query_and_the_fields_are_about_the_same_span() {
    assertThat(TraceQl.write(valid("service=a&q=%7Bstatus%3Derror%7D").spans()))
        .isEqualTo("{ resource.service.name = \"a\" && status = error }");
    assertThat(TraceQl.write(valid("service=a&q=%7B%7D").spans()))
        .isEqualTo("{ resource.service.name = \"a\" }");
    assertThat(TraceQl.write(valid("service=a&q=%7B%7D%3E%7B%7D").spans()))
        .isEqualTo("{ resource.service.name = \"a\" } && ({} > {})");
    assertThat(valid("q=")).isEqualTo(TraceQuery.newest(50));
  }

  @Test
  void a_mistake_in_the_query_is_told_with_its_column() {
    assertThat(parse("q={durations%3E1s}"))
        .isEqualTo(
            new TraceParameters.Invalid(
                List.of(
                    new ParameterProblem(
                        "q",
                        "is not understood at column 2: unknown intrinsic \"durations\"; did you"
                            + " mean duration?"))));
  }

  @Test
  void a_cursor_leads_back_to_its_place_whatever_the_trace_id_is() {
    for (String id : List.of("0af7651916cd43dd8448eb211c80319c", "abc 123/… ü", "-")) {
      var after = new PageStart.After(-7, new TraceId(id));

      String cursor = CursorText.of(after, TraceOrder.SLOWEST);

      assertThat(cursor).matches("[A-Za-z0-9_-]+");
      assertThat(valid("sort=slowest&cursor=" + cursor).pageStart()).isEqualTo(after);
      assertThat(problems("sort=newest&cursor=" + cursor)).containsExactly("cursor");
    }
  }

  @Test
  void a_relative_range_ends_at_the_clock_and_lets_the_future_in() {
    assertThat(valid("range=1h").traceFilters())
        .containsExactly(new TraceFilter.StartedFrom(NOW.minus(Duration.ofHours(1))));
    assertThat(valid("range=all").traceFilters()).isEmpty();
  }

  @Test
  void without_a_range_the_usual_one_counts_unless_a_moment_is_given() {
    var url = UrlQuery.parse("");
    var since = UrlQuery.parse("from=2026-03-17T12:00:00Z");

    assertThat(TraceParameters.parse(url, TimeRange.lastHour(), NOW))
        .isEqualTo(TraceParameters.parse(UrlQuery.parse("range=1h"), new TimeRange.All(), NOW));
    assertThat(
            ((TraceParameters.Valid) TraceParameters.parse(since, TimeRange.lastHour(), NOW))
                .range())
        .isEqualTo(new TimeRange.Since(Instant.parse("2026-03-17T12:00:00Z")));
  }

  private static TraceParameters parse(String query) {
    return TraceParameters.parse(UrlQuery.parse(query), new TimeRange.All(), NOW);
  }

  private static TraceQuery valid(String query) {
    return ((TraceParameters.Valid) parse(query)).query();
  }

  private static List<String> problems(String query) {
    return ((TraceParameters.Invalid) parse(query))
        .problems().stream().map(ParameterProblem::parameter).toList();
  }
}
