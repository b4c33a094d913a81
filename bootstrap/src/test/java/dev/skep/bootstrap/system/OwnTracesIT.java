package dev.skep.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole program records itself: its requests, its jobs, and nothing else.
final class OwnTracesIT {
  private static final String SPAN =
      """
      {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"TRACE_ID","spanId":"00000000000000ab",
      "name":"GET /","startTimeUnixNano":"1700000000000000000"}]}]}]}\
      """;

  @TempDir private Path folder;

  @Test
  void requests_and_jobs_become_traces_that_the_filters_show() throws Exception {
    try (SkepServer skep =
        SkepServer.start(
            folder, Map.of("TRACES_OWN_TRACES", "true", "TRACES_SEGMENT_MAX_SPANS", "1000"))) {
      for (int i = 1; i <= 5; i++) {
        assertThat(skep.post(SPAN.replace("TRACE_ID", "%032x".formatted(i))).statusCode())
            .isEqualTo(200);
      }
      assertThat(skep.get("/traces?range=all").statusCode()).isEqualTo(200);
      skep.get("/health/ready");
      skep.get("/metrics");

      String requests =
          waitFor(skep, "/api/v1/traces?source=http&operation=GET%20/traces", this::hasTrace);
      String jobs = waitFor(skep, "/api/v1/traces?source=scheduler", this::hasTrace);
      assertThat(jobs).contains("\"rootSpanName\":\"retention\"", "\"rootServiceName\":\"skep\"");
      String all = text(skep, "/api/v1/traces?source=http&limit=1000");
      assertThat(all).doesNotContain("otlp", "health", "metrics", "static");

      String traceId = requests.replaceFirst(".*?\"traceId\":\"(\\w+)\".*", "$1");
      Map<String, Object> trace = skep.trace(traceId, "");
      List<String> names =
          ((List<?>) trace.get("spans"))
              .stream().map(span -> String.valueOf(((Map<?, ?>) span).get("name"))).toList();
      assertThat(names).contains("GET /traces", "search traces", "read segment");
      assertThat(text(skep, "/api/v1/status"))
          .contains("\"received\":\"5\",\"stored\":\"5\"", "\"result\":\"nothing to drop\"");
    }
  }

  @Test
  void switched_off_nothing_is_recorded() throws Exception {
    try (SkepServer skep = SkepServer.start(folder)) {
      skep.get("/traces");
      // Longer than own spans wait for others.
      Thread.sleep(1_500);

      assertThat(hasTrace(text(skep, "/api/v1/traces"))).isFalse();
      assertThat(text(skep, "/api/v1/status")).contains("\"ownTraces\":{\"recording\":false");
    }
  }

  private boolean hasTrace(String answer) {
    return answer.contains("\"traceId\"");
  }

  private static String waitFor(SkepServer skep, String path, Predicate<String> condition)
      throws Exception {
    for (int i = 0; i < 200; i++) {
      String answer = text(skep, path);
      if (condition.test(answer)) {
        return answer;
      }
      Thread.sleep(50);
    }
    throw new AssertionError(path + " never answered as expected");
  }

  private static String text(SkepServer skep, String path) throws Exception {
    return new String(skep.get(path).body(), StandardCharsets.UTF_8);
  }
}
