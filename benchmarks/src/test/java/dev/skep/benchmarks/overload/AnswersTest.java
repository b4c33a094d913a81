package dev.skep.benchmarks.overload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.benchmarks.load.Ending;
import dev.skep.benchmarks.proof.Findings;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private final Findings findings = new Findings();
  private final Answers answers = new Answers(10, findings);

  private void hear(int status, boolean retryAfter, long acceptedSpans) {
    answers.accept(new Ending(0, 20, status, retryAfter, acceptedSpans, 2_000_000, 5_000_000));
  }

  @Test
  void being_stored_and_being_told_when_to_try_again_are_right() {
    hear(200, false, 20);
    hear(503, true, 0);
    assertThat(findings.count()).isZero();
    assertThat(answers.acceptedSpans()).isEqualTo(20);
    assertThat(answers.uncertainSpans()).isZero();
    assertThat(answers.accepted().millis(1)).isEqualTo(3);
    assertThat(answers.late().millis(1)).isEqualTo(2);
  }

  @Test
  void everything_else_is_wrong() {
    hear(503, false, 0);
    hear(500, false, 0);
    hear(0, false, 0);
    hear(200, false, 19);
    assertThat(findings.first())
        .containsExactly(
            "a 503 without Retry-After",
            "a request was answered with 500",
            "a request got no answer",
            "of 20 spans the server says that it accepted 19");
    assertThat(answers.uncertainSpans()).isEqualTo(40);
  }

  @Test
  void what_waited_long_for_its_503_may_be_stored() {
    answers.accept(new Ending(0, 20, 503, true, 0, 0, 4_000_000_000L));
    assertThat(findings.count()).isZero();
    assertThat(answers.uncertainSpans()).isEqualTo(20);
  }
}
