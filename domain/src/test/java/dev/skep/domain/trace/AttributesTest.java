package dev.skep.domain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AttributesTest {
  @Test
  void the_last_value_of_a_key_stands_in_the_first_one_s_place() {
    var attributes = Attributes.builder().put("a", 1).put("b", 2).put("a", 3).build();

    assertThat(attributes.keys()).containsExactly("a", "b");
    assertThat(attributes.get("a")).contains(AttributeValue.of(3));
  }

  @Test
  void many_keys_behave_like_few() {
    var builder = Attributes.builder();
    for (int i = 0; i < 1000; i++) {
      builder.put("key" + i % 500, i);
    }
    var attributes = builder.build();

    assertThat(attributes.size()).isEqualTo(500);
    assertThat(attributes.get("key499")).contains(AttributeValue.of(999));
  }

  @Test
  void a_builder_that_was_cleared_begins_anew_and_leaves_what_it_built_alone() {
    var builder = Attributes.builder();
    for (int i = 0; i < 100; i++) {
      builder.put("key" + i, i);
    }
    var hundred = builder.build();
    builder.clear();

    assertThat(builder.build()).isEqualTo(Attributes.NONE);
    assertThat(builder.put("key1", 7).build().keys()).containsExactly("key1");
    assertThat(hundred.get("key1")).contains(AttributeValue.of(1));
    assertThat(hundred.size()).isEqualTo(100);
  }

  @Test
  void order_does_not_matter_to_equality() {
    var one = Attributes.builder().put("a", 1).put("b", "x").build();
    var other = Attributes.builder().put("b", "x").put("a", 1).build();

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one).isNotEqualTo(Attributes.of("a", AttributeValue.of(1)));
  }

  @Test
  void types_matter_to_equality() {
    assertThat(Attributes.of("a", AttributeValue.of(1)))
        .isNotEqualTo(Attributes.of("a", AttributeValue.of(1.0)));
    assertThat(new AttributeValue.BytesValue(new byte[] {1}))
        .isEqualTo(new AttributeValue.BytesValue(new byte[] {1}));
  }

  @Test
  void the_resource_comes_first_and_the_span_wins() {
    var resource = Attributes.builder().put("service.name", "nginx").put("host.name", "a").build();
    var span =
        Spans.span(1)
            .of(Resource.of(resource))
            .with(Attributes.of("host.name", AttributeValue.of("b")))
            .build();

    assertThat(span.mergedAttributes().keys()).containsExactly("service.name", "host.name");
    assertThat(span.mergedAttributes().text("host.name")).contains("b");
  }

  @Test
  void a_service_name_that_is_no_text_is_unknown_and_an_empty_one_stays_empty() {
    assertThat(Resource.UNKNOWN.serviceName()).isEqualTo("unknown");
    assertThat(Resource.of(Attributes.of("service.name", AttributeValue.of(5))).serviceName())
        .isEqualTo("unknown");
    assertThat(Resource.of(Attributes.of("service.name", AttributeValue.of(""))).serviceName())
        .isEmpty();
  }
}
