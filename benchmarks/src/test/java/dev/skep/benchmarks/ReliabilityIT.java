package dev.skep.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The two trials of docs/reliability.md, short, on the packaged program. Limits that depend on the
/// machine are wide here.
@Timeout(240)
class ReliabilityIT {
  private static Options options(String... more) {
    return Options.parse(more, 0);
  }

  @Test
  void what_was_acknowledged_survives_kills() throws Exception {
    assertThat(
            CrashTrial.run(
                options(
                    "--jar", "../bootstrap/target/skep.jar",
                    "--kills", "3",
                    "--longest-millis", "1200",
                    "--sample", "30",
                    "--start-limit", "30")))
        .isTrue();
  }

  @Test
  void too_much_is_refused_in_good_order() throws Exception {
    assertThat(
            OverloadTrial.run(
                options(
                    "--jar", "../bootstrap/target/skep.jar",
                    "--warm-up-seconds", "2",
                    "--capacity-seconds", "3",
                    "--seconds", "6",
                    "--resident-limit", "1024")))
        .isTrue();
  }
}
