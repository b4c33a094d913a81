package dev.skep.application.selftrace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceParentTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @Test
  void it_names_a_trace_a_span_and_whether_it_is_recorded() {
    var sampled = TraceParent.parse("00-" + TRACE + "-" + SPAN + "-01").orElseThrow();
    var unsampled = TraceParent.parse("00-" + TRACE + "-" + SPAN + "-00").orElseThrow();

    assertThat(sampled.traceId().value()).isEqualTo(TRACE);
    assertThat(sampled.spanId().value()).isEqualTo(SPAN);
    assertThat(sampled.sampled()).isTrue();
    assertThat(unsampled.sampled()).isFalse();
    assertThat(sampled.header()).isEqualTo("00-" + TRACE + "-" + SPAN + "-01");
    assertThat(unsampled.header()).isEqualTo("00-" + TRACE + "-" + SPAN + "-00");
  }

  @Test
  void of_a_later_version_what_this_one_has_is_read() {
    assertThat(TraceParent.parse("01-" + TRACE + "-" + SPAN + "-03-more")).isPresent();
    assertThat(TraceParent.parse("cc-" + TRACE + "-" + SPAN + "-01")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-" + TRACE + "-" + SPAN,
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "00-" + TRACE + "-" + SPAN + "-1",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "01-" + TRACE + "-" + SPAN + "-01more",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
        " 00-" + TRACE + "-" + SPAN + "-01"
      })
  void what_breaks_a_rule_is_no_position(String header) {
    assertThat(TraceParent.parse(header)).isEmpty();
  }
}
