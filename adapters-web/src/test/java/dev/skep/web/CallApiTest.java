package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.SpanKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallApiTest {
  private static final String HOUR = "?from=2026-03-17T12:00:00Z&to=2026-03-17T13:00:00Z";
  private static final String RANGE =
      "{\"fromUnixNano\":\"1773748800000000000\",\"toUnixNano\":\"1773752400000000000\",";
  private static final String NOTHING_FOLDED = "\"folded\":{\"calls\":\"0\",\"undated\":\"0\"}}";

  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void services_have_their_rate_errors_and_durations() {
    door.with(span(1), span(2).lasting(Duration.ofMillis(3)).inError());

    assertThat(door.get("/api/v1/services" + HOUR).body())
        .isEqualTo(
            RANGE
                + """
                "services":[{"serviceName":"nginx","calls":"2","errors":"1",\
                "durationSumNano":"4500000","durationMinNano":"1500000",\
                "durationMaxNano":"3000000","durationP50Nano":"1500000",\
                "durationP90Nano":"2998116","durationP95Nano":"2998116",\
                "durationP99Nano":"2998116"}],\
                """
                + NOTHING_FOLDED);
  }

  @Test
  void operations_are_told_apart_by_name_kind_and_source() {
    door.with(span(1).of("a/b").lasting(Duration.ZERO));

    assertThat(door.get("/api/v1/services/a%2Fb/operations" + HOUR).body())
        .isEqualTo(
            RANGE
                + """
                "serviceName":"a/b","operations":[{"name":"GET /","kind":"server",\
                "traceSource":"ebpf","calls":"1","errors":"0","durationSumNano":"0",\
                "durationMinNano":"0","durationMaxNano":"0","durationP50Nano":"0",\
                "durationP90Nano":"0","durationP95Nano":"0","durationP99Nano":"0"}],\
                """
                + NOTHING_FOLDED);
  }

  @Test
  void a_series_has_a_step_for_all_of_its_time() {
    door.with(span(1).after(Duration.ofMinutes(50)), span(2).of("other"));

    String series = door.get("/api/v1/red" + HOUR + "&step=30m&service=nginx").body();

    assertThat(series)
        .startsWith(
            RANGE
                + """
                "stepNano":"1800000000000","steps":[\
                {"startTimeUnixNano":"1773748800000000000","calls":"0","errors":"0",\
                "durationSumNano":"0"},\
                {"startTimeUnixNano":"1773750600000000000","calls":"1",\
                """)
        .endsWith("}]," + NOTHING_FOLDED);
  }

  @Test
  void edges_say_who_called_whom() {
    door.with(
        span(1).lasting(Duration.ZERO),
        span(2).under(1).ofKind(SpanKind.CLIENT).lasting(Duration.ZERO));

    String figures =
        """
        "calls":"1","errors":"0","durationSumNano":"0","durationP50Nano":"0",\
        "durationP90Nano":"0","durationP95Nano":"0","durationP99Nano":"0"}\
        """;
    assertThat(door.get("/api/v1/edges" + HOUR).body())
        .isEqualTo(
            RANGE
                + "\"edges\":[{\"caller\":{\"type\":\"outside\"},"
                + "\"callee\":{\"type\":\"service\",\"name\":\"nginx\"},"
                + figures
                + ",{\"caller\":{\"type\":\"service\",\"name\":\"nginx\"},"
                + "\"callee\":{\"type\":\"uninstrumented\",\"name\":\"unknown\"},"
                + figures
                + "],"
                + NOTHING_FOLDED);
  }

  @ParameterizedTest
  @CsvSource({
    "services?from=1, from",
    "services?to=x, to",
    "services?step=1m, step",
    "services?from=2026-03-17T12:00:00Z&to=2026-03-17T12:00:00Z, to",
    "services?from=2026-03-17T12:00:00Z&from=2026-03-17T12:00:00Z, from",
    "services/nginx/operations?service=x, service",
    "edges?limit=5, limit",
    "red?step=1s, step",
    "red?step=2d, step",
    "red?step=1m&from=2026-01-01T00:00:00Z&to=2026-01-03T00:00:00Z, step"
  })
  void a_bad_or_unknown_parameter_is_refused_by_name(String query, String parameter) {
    var answer = door.get("/api/v1/" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith("{\"error\":\"")
        .endsWith("\"parameter\":\"" + parameter + "\"}");
  }

  @Test
  void all_of_time_can_be_asked_for() {
    String ever = "?from=1970-01-01T00:00:00Z&to=2554-01-01T00:00:00Z";
    for (String route : List.of("services", "edges", "red")) {
      assertThat(door.get("/api/v1/" + route + ever).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void without_a_range_the_last_hour_is_meant() {
    assertThat(door.get("/api/v1/services").body()).contains("\"services\":[]");
  }

  @Test
  void an_unavailable_store_is_503_and_an_unknown_path_404() {
    try (var broken = RunningDoor.overBrokenStore()) {
      for (String route : List.of("services", "services/nginx/operations", "edges", "red")) {
        assertThat(broken.get("/api/v1/" + route).statusCode()).isEqualTo(503);
      }
    }
    assertThat(door.get("/api/v1/services/nginx").statusCode()).isEqualTo(404);
  }
}
