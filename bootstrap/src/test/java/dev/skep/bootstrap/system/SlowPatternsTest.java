package dev.skep.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Patterns that take other engines longer than the age of the world, looked for in texts that they
/// nearly match, and written into every other field: no answer takes half a second.
final class SlowPatternsTest {
  private static final int SPANS = 300;
  private static final double MOST_MILLIS = 500;

  /// For a machine that does something else at the moment, too.
  private static final int ATTEMPTS = 5;

  private static final List<String> ADDRESSES =
      List.of(
          "/api/v1/traces?q=",
          "/traces?range=all&service=¿&operation=¿&q=",
          "/api/v1/traces/summary?q=",
          "/api/v1/attributes?prefix=¿",
          "/services?range=all&name=¿",
          "/traces/1?find=¿",
          "/range?from=¿&to=¿");

  @TempDir static Path folder;
  private static SkepServer skep;

  @BeforeAll
  static void store() throws Exception {
    skep = SkepServer.start(folder);
    List<String> spans = new ArrayList<>();
    for (int i = 1; i <= SPANS; i++) {
      spans.add(
          """
          {"traceId":"%032x","spanId":"%016x","name":"GET /","startTimeUnixNano":"1700000000000000001",
          "attributes":[{"key":"text","value":{"stringValue":"%s!"}}]}\
          """
              .formatted(i, i, "a".repeat(200) + "1".repeat(200) + "x".repeat(200)));
    }
    skep.store(
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + String.join(",", spans) + "]}]}]}");
  }

  @AfterAll
  static void stop() {
    skep.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+$",
        "(a|aa)+$",
        "(a|a?)+$",
        "(.*a){20}b",
        "([a-zA-Z]+)*$",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "(a?){30}a{30}",
        ".*.*.*.*.*.*=",
        "(x+x+)+y",
        "\\\\d+\\\\d+\\\\d+\\\\d+$",
        "(([0-9]+)+,)+",
        "(.+)*(.+)*(.+)*b"
      })
  void a_pattern_that_others_choke_on_keeps_nobody_waiting(String pattern) throws Exception {
    String query = encoded("{ span.text =~ \"" + pattern + "\" }");
    for (String address : ADDRESSES) {
      String path = address.replace("¿", encoded(pattern)) + (address.endsWith("q=") ? query : "");
      double quickest = Double.MAX_VALUE;
      for (int i = 0; i < ATTEMPTS && quickest > MOST_MILLIS; i++) {
        long start = System.nanoTime();
        HttpResponse<byte[]> answer = skep.get(path);
        quickest = Math.min(quickest, (System.nanoTime() - start) / 1e6);
        assertThat(answer.statusCode()).as(path).isLessThan(500);
      }
      assertThat(quickest).as(path).isLessThan(MOST_MILLIS);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
