package dev.skep.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One Skep sends on to another.
final class ForwardingTest {
  private static final String SPAN =
      """
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"nginx"}}]},
      "scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"00000000000000ab","name":"GET /","kind":2,
      "startTimeUnixNano":"1700000000000000001","endTimeUnixNano":"1700000000000000143",
      "attributes":[{"key":"code","value":{"intValue":"9223372036854775807"}}]}]}]}]}\
      """;

  @TempDir private Path folder;

  @Test
  void what_one_stores_the_other_has_too() throws Exception {
    try (SkepServer other = SkepServer.start(folder.resolve("other"));
        SkepServer skep = SkepServer.start(folder.resolve("skep"), to(other))) {
      for (int i = 1; i <= 20; i++) {
        assertThat(skep.post(SPAN.formatted(i)).statusCode()).isEqualTo(200);
      }
      String status = await(skep, text -> text.contains("\"sent\":\"20\""));

      assertThat(status).contains("\"failed\":\"0\",\"dropped\":\"0\",\"waiting\":\"0\"");
      for (int i = 1; i <= 20; i++) {
        String id = "%032x".formatted(i);
        assertThat(other.trace(id, "")).isEqualTo(skep.trace(id, ""));
      }
      assertThat(text(skep, "/metrics"))
          .contains("skep_forward_spans_total{outcome=\"sent\"} 20", "skep_forward_up 1");
    }
  }

  @Test
  void senders_do_not_notice_that_the_other_side_is_down() throws Exception {
    Map<String, String> nowhere = Map.of("TRACES_FORWARD_ENDPOINT", "http://127.0.0.1:1");
    try (SkepServer skep = SkepServer.start(folder, nowhere)) {
      for (int i = 1; i <= 20; i++) {
        assertThat(skep.post(SPAN.formatted(i)).statusCode()).isEqualTo(200);
      }
      String status = await(skep, text -> text.contains("cannot be reached"));

      assertThat(status)
          .contains("\"stored\":\"20\"", "\"unavailable\":\"0\"", "\"waiting\":\"20\"");
      assertThat(text(skep, "/metrics")).contains("skep_forward_up 0");
    }
  }

  @Test
  void what_is_sent_again_is_not_sent_on_again() throws Exception {
    try (SkepServer other = SkepServer.start(folder.resolve("other"));
        SkepServer skep = SkepServer.start(folder.resolve("skep"), to(other))) {
      for (int i = 1; i <= 3; i++) {
        skep.post(SPAN.formatted(7));
      }
      await(skep, text -> text.contains("\"sent\":\"1\""));

      assertThat(text(skep, "/api/v1/status")).contains("\"queued\":\"1\"");
      assertThat(text(other, "/api/v1/status")).contains("\"received\":\"1\"");
    }
  }

  @Test
  void without_the_setting_nothing_is_said_of_it() throws Exception {
    try (SkepServer skep = SkepServer.start(folder)) {
      assertThat(text(skep, "/api/v1/status")).contains("\"forwarding\":{\"on\":false}");
      assertThat(text(skep, "/metrics")).doesNotContain("skep_forward");
    }
  }

  private static Map<String, String> to(SkepServer other) {
    return Map.of(
        "TRACES_FORWARD_ENDPOINT",
        other.address() + "/api/traces/otlp",
        "TRACES_FORWARD_HEADERS",
        "X-API-Key=" + SkepServer.KEY);
  }

  private static String await(SkepServer skep, Predicate<String> condition) throws Exception {
    for (int i = 0; i < 300; i++) {
      String status = text(skep, "/api/v1/status");
      if (condition.test(status)) {
        return status;
      }
      Thread.sleep(50);
    }
    throw new AssertionError(text(skep, "/api/v1/status"));
  }

  private static String text(SkepServer skep, String path) throws Exception {
    return new String(skep.get(path).body(), StandardCharsets.UTF_8);
  }
}
