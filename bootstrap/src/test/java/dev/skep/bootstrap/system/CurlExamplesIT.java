package dev.skep.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs `docs/examples/curl.sh`, which says itself what it expects of each answer.
final class CurlExamplesIT {
  @TempDir private Path folder;

  @Test
  void the_curl_examples_get_the_answers_that_they_show() throws Exception {
    try (SkepServer skep = SkepServer.start(folder)) {
      assertThat(runExamples(skep, Map.of())).contains("ok     200").doesNotContain("WRONG");
    }
  }

  @Test
  void with_ingestion_switched_off_the_answer_is_501() throws Exception {
    try (SkepServer skep = SkepServer.start(folder, Map.of("TRACES_INGESTION_ENABLED", "false"))) {
      assertThat(runExamples(skep, Map.of("SKEP_EXPECT", "disabled")))
          .contains("ok     501")
          .doesNotContain("WRONG");
    }
  }

  private static String runExamples(SkepServer skep, Map<String, String> environment)
      throws Exception {
    var bash =
        new ProcessBuilder("bash", "../docs/examples/curl.sh", skep.address().toString())
            .redirectErrorStream(true);
    bash.environment().put("SKEP_KEY", SkepServer.KEY);
    bash.environment().putAll(environment);
    Process script = bash.start();
    String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(script.waitFor()).as(output).isZero();
    return output;
  }
}
