package dev.skep.domain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue.IntValue;
import dev.skep.domain.trace.AttributeValue.StringValue;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AttributeValueTest {
  @Test
  void values_that_say_the_same_in_the_same_type_are_equal() {
    assertThat(new StringValue("a")).isEqualTo(new StringValue("a")).hasSameHashCodeAs("a");
    assertThat(new IntValue(1L << 40))
        .isEqualTo(new IntValue(1L << 40))
        .hasSameHashCodeAs(1L << 40);
  }

  @Test
  void values_of_different_types_or_contents_are_different() {
    List<AttributeValue> values =
        List.of(
            AttributeValue.of("1"),
            AttributeValue.of("1.0"),
            AttributeValue.of(""),
            AttributeValue.of(1),
            AttributeValue.of(1 + (1L << 32)),
            AttributeValue.of(1.0),
            AttributeValue.of(true),
            AttributeValue.EMPTY);

    assertThat(values).doesNotHaveDuplicates();
    assertThat(values).allSatisfy(value -> assertThat(value).isNotEqualTo("1"));
  }
}
