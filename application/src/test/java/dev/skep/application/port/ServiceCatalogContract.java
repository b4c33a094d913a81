package dev.skep.application.port;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.skep.domain.calls.GeneratedCalls;
import dev.skep.domain.calls.SeenServices.Seen;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.UnixNano;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [ServiceCatalog] must do.
public interface ServiceCatalogContract {
  Storage storage();

  @Test
  default void an_empty_store_knows_no_names() {
    assertThat(storage().catalog().serviceNames()).isEmpty();
    assertThat(storage().catalog().spanNames(10)).isEmpty();
    assertThat(storage().catalog().seenServices().emitters()).isEmpty();
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

  @Test
  default void an_emitter_was_there_from_its_first_span_to_its_last() {
    storage()
        .writer()
        .write(
            List.of(
                span(1).of("nginx").after(Duration.ofMinutes(3)).build(),
                span(2).of("nginx").after(Duration.ofMinutes(1)).build(),
                span(3).of("users-api").after(Duration.ofMinutes(2)).build()));
    storage().writer().write(List.of(span(4).of("nginx").after(Duration.ofMinutes(2)).build()));

    assertThat(storage().catalog().seenServices().emitters())
        .extracting(seen -> seen.emitter().serviceName(), Seen::first, seen -> seen.lastTime())
        .containsExactly(
            tuple("nginx", position(1), NOON.plus(Duration.ofMinutes(3))),
            tuple("users-api", position(2), NOON.plus(Duration.ofMinutes(2))));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  default void whatever_is_written_in_whatever_batches_is_seen_as_the_domain_defines(long seed) {
    var random = new Random(seed);
    var calls = new GeneratedCalls(random, 5);
    var definition = new InMemoryStorage();
    for (int batch = 0; batch < 8; batch++) {
      List<Span> written = calls.spans(1 + random.nextInt(30));
      definition.write(written);
      storage().writer().write(written);

      assertThat(storage().catalog().seenServices()).isEqualTo(definition.seenServices());
    }
  }

  private static long position(int minutes) {
    return UnixNano.position(NOON.plus(Duration.ofMinutes(minutes)));
  }
}
