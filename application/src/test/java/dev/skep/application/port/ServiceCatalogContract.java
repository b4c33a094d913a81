package dev.skep.application.port;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [ServiceCatalog] must do.
public interface ServiceCatalogContract {
  Storage storage();

  @Test
  default void an_empty_store_knows_no_names() {
    assertThat(storage().catalog().serviceNames()).isEmpty();
    assertThat(storage().catalog().spanNames(10)).isEmpty();
  }

  @Test
  default void service_names_are_sorted_and_stand_once() {
    storage()
        .writer()
        .write(
            List.of(
                span(1).of("users-api").build(),
                span(2).of("nginx").build(),
                span(3).of("nginx").build()));

    assertThat(storage().catalog().serviceNames()).containsExactly("nginx", "users-api");
  }

  @Test
  default void span_names_are_sorted_and_end_at_the_limit() {
    storage()
        .writer()
        .write(
            List.of(
                span(1).named("c").build(),
                span(2).named("a").build(),
                span(3).named("a").build(),
                span(4).named("b").build()));

    assertThat(storage().catalog().spanNames(2)).containsExactly("a", "b");
  }
}
