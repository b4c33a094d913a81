package dev.skep.domain.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Resource;
import org.junit.jupiter.api.Test;

final class SenderTest {
  @Test
  void services_of_one_namespace_are_one_sender() {
    assertThat(sender("shop", "cart")).isEqualTo(sender("shop", "payment"));
    assertThat(sender("shop", "cart").name()).isEqualTo("shop");
  }

  @Test
  void a_service_without_a_namespace_is_a_sender_of_its_own() {
    assertThat(sender("", "cart")).isEqualTo(new Sender("cart"));
    assertThat(sender("  ", "cart")).isEqualTo(new Sender("cart"));
    assertThat(Sender.of(Resource.UNKNOWN)).isEqualTo(new Sender("unknown"));
  }

  @Test
  void of_a_long_name_the_beginning_counts() {
    assertThat(sender("", "x".repeat(16_000)).name()).hasSize(Sender.MAX_LENGTH);
  }

  private static Sender sender(String namespace, String service) {
    return Sender.of(
        Resource.of(
            Attributes.builder()
                .put("service.namespace", AttributeValue.of(namespace))
                .put("service.name", AttributeValue.of(service))
                .build()));
  }
}
