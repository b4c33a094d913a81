package dev.skep.domain.calls;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.Spans;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServiceMapTest {
  private static final Minutes ALWAYS = new Minutes(0, Long.MAX_VALUE / Minutes.NANOS_OF_ONE + 1);

  @Test
  void an_entry_span_without_a_stored_parent_is_called_from_outside() {
    assertThat(edges(span(1).of("a"), span(2).of("b").under(99), span(3).of("c").under(3)))
        .containsExactly("outside>a 1", "outside>b 1", "outside>c 1");
  }

  @Test
  void a_call_is_counted_once_and_not_again_as_one_of_its_client() {
    assertThat(
            edges(
                span(1).of("a"),
                span(2).of("a").under(1).ofKind(SpanKind.CLIENT),
                span(3).of("b").under(2)))
        .containsExactly("outside>a 1", "a>b 1");
  }

  @Test
  void a_parent_of_another_service_is_a_caller_of_whatever_kind_it_is() {
    assertThat(edges(span(1).of("a"), span(2).of("b").under(1)))
        .containsExactly("outside>a 1", "a>b 1");
  }

  @Test
  void a_service_that_goes_on_by_itself_calls_nobody() {
    assertThat(
            edges(
                span(1).of("a"),
                span(2).of("a").under(1),
                span(3).of("a").under(1).ofKind(SpanKind.INTERNAL)))
        .containsExactly("outside>a 1");
  }

  @Test
  void a_service_may_call_itself() {
    assertThat(edges(span(1).of("a").ofKind(SpanKind.PRODUCER), span(2).of("a").under(1)))
        .containsExactly("a>a 1");
  }

  @Test
  void a_client_that_nobody_answered_called_whom_it_says() {
    assertThat(
            edges(
                span(1).of("a").ofKind(SpanKind.CLIENT).with(said("peer.service", "mail")),
                span(2).of("a").ofKind(SpanKind.CLIENT)))
        .containsExactly("a>[mail] 1", "a>[unknown] 1");
  }

  @ParameterizedTest
  @CsvSource({
    "peer.service, users, , , users",
    "db.system.name, postgresql, server.address, pg-1, postgresql pg-1",
    "db.system, redis, net.peer.name, cache, redis cache",
    "db.system, redis, , , redis",
    "messaging.system, kafka, server.address, broker, kafka broker",
    "server.address, api.example, , , api.example:8443",
  })
  void a_peer_is_named_by_what_is_said_of_it(
      String key, String value, String key2, String value2, String name) {
    var attributes = Attributes.builder().put(key, value).put("server.port", 8443);
    if (key2 != null) {
      attributes.put(key2, value2);
    }

    assertThat(Peer.of(span(1).with(attributes.build()).build()).name()).isEqualTo(name);
  }

  @Test
  void many_consumers_of_one_message_are_as_many_calls() {
    assertThat(
            edges(
                span(1).of("a").ofKind(SpanKind.PRODUCER),
                span(2).of("b").under(1).ofKind(SpanKind.CONSUMER),
                span(3).of("c").under(1).ofKind(SpanKind.CONSUMER),
                span(4).of("c").under(1).ofKind(SpanKind.CONSUMER)))
        .containsExactly("a>b 1", "a>c 2");
  }

  @Test
  void a_call_belongs_to_the_minute_in_which_it_began() {
    List<dev.skep.domain.trace.Span> spans =
        List.of(
            span(1).of("a").ofKind(SpanKind.CLIENT).build(),
            span(2).of("b").under(1).after(Duration.ofMinutes(2)).build());
    long noon = Minutes.of(spans.getFirst());

    assertThat(ServiceMap.of(spans, new Minutes(noon, noon + 1)).edges()).isEmpty();
    assertThat(ServiceMap.of(spans, new Minutes(noon + 2, noon + 3)).edges()).hasSize(1);
  }

  private static Attributes said(String key, String value) {
    return Attributes.of(key, AttributeValue.of(value));
  }

  private static List<String> edges(Spans.Builder... spans) {
    return EdgeTexts.of(
        ServiceMap.of(Arrays.stream(spans).map(Spans.Builder::build).toList(), ALWAYS));
  }
}
