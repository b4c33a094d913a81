package dev.skep.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What docs/reliability.md calls "fuzz", short, on the packaged program.
@Timeout(120)
class FuzzIT {
  @Test
  void nothing_that_is_posted_or_asked_is_answered_with_a_failure() throws Exception {
    assertThat(
            FuzzTrial.run(
                Options.parse(
                    new String[] {
                      "--jar", "../bootstrap/target/skep.jar",
                      "--corpus", "../adapters-otlp/src/test/resources/corpus",
                      "--only", "http",
                      "--cases", "1500",
                      "--seconds", "20"
                    },
                    0)))
        .isTrue();
  }
}
