package dev.skep.otlp.encode;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests are written byte by byte as the generated classes would.
final class ExportRequestsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void any_spans_are_written_as_the_generated_classes_write_them(long seed) {
    List<Span> spans = new GeneratedSpans(new Random(seed), 9).spans(600);

    for (Span span : spans) {
      assertWritten(List.of(span));
    }
    assertWritten(spans);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 90, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152})
  void a_length_takes_the_bytes_that_it_needs(int length) {
    assertWritten(
        List.of(
            span(1).build(),
            span(2).with(Attributes.of("text", AttributeValue.of("x".repeat(length)))).build()));
  }

  @Test
  void text_of_any_script_is_utf_8() {
    assertWritten(List.of(span(1).named("naïve 蜂 🐝").build()));
  }

  @Test
  void resources_that_are_equal_stand_once() {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      spans.add(span(i).of(Resource.of(Attributes.of("n", AttributeValue.of(i % 2)))).build());
    }

    assertThat(BuiltRequests.of(spans).getResourceSpansCount()).isEqualTo(2);
    assertWritten(spans);
  }

  @Test
  void nothing_is_an_empty_request() {
    assertThat(ExportRequests.of(List.of())).isEmpty();
  }

  private static void assertWritten(List<Span> spans) {
    assertThat(ExportRequests.of(spans)).isEqualTo(BuiltRequests.of(spans).toByteArray());
  }
}
