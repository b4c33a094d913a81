package dev.skep.application.port;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.calls.CallStatistics;
import dev.skep.domain.calls.CallTrends;
import dev.skep.domain.calls.CalledOperation;
import dev.skep.domain.calls.EdgeTexts;
import dev.skep.domain.calls.GeneratedCalls;
import dev.skep.domain.calls.Label;
import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.SeriesQuery;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.TraceSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [CallReader] must do. The heart of it is one property: whatever was stored in
/// whatever batches, the answer is what the domain defines.
public interface CallReaderContract {
  Storage storage();

  @Test
  default void nothing_stored_is_no_calls() {
    assertThat(storage().calls().services(hour()).services()).isEmpty();
    assertThat(storage().calls().operations("nginx", hour()).operations()).isEmpty();
    assertThat(storage().calls().map(hour()).edges()).isEmpty();
    assertThat(storage().calls().trends(every(30)).services()).isEmpty();
    assertThat(storage().calls().series(every(30)).steps())
        .containsExactly(CallStatistics.NONE, CallStatistics.NONE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  default void any_count_is_what_the_domain_defines(long seed) {
    Random random = new Random(seed);
    GeneratedCalls calls = new GeneratedCalls(random, 2 + random.nextInt(30));
    InMemoryStorage definition = new InMemoryStorage();
    List<Span> earlier = new ArrayList<>();
    for (int batch = 0; batch < 12; batch++) {
      List<Span> written = calls.spans(1 + random.nextInt(40));
      written.addAll(earlier.subList(0, Math.min(earlier.size(), random.nextInt(10))));
      definition.write(written);
      storage().writer().write(written);
      earlier.addAll(written);
      Collections.shuffle(earlier, random);
      assertSame(definition, calls);
    }
  }

  /// Compares the answers to a few questions.
  private void assertSame(InMemoryStorage definition, GeneratedCalls calls) {
    for (int i = 0; i < 4; i++) {
      Minutes range = calls.range();
      String service = calls.service();
      SeriesQuery series = calls.series();
      assertThat(storage().calls().services(range))
          .as("services in %s", range)
          .isEqualTo(definition.services(range));
      assertThat(storage().calls().operations(service, range))
          .as("operations of %s in %s", service, range)
          .isEqualTo(definition.operations(service, range));
      assertThat(storage().calls().series(series))
          .as("series %s", series)
          .isEqualTo(definition.series(series));
      assertThat(storage().calls().trends(series))
          .as("trends %s", series)
          .isEqualTo(definition.trends(series));
      assertThat(storage().calls().map(range))
          .as("map of %s", range)
          .isEqualTo(definition.map(range));
    }
  }

  @Test
  default void only_entry_spans_are_calls() {
    write(
        span(1).of("nginx").lasting(Duration.ofMillis(3)),
        span(2).of("nginx").under(1).named("in queue").ofKind(SpanKind.INTERNAL),
        span(3).of("nginx").under(1).named("GET").ofKind(SpanKind.CLIENT),
        span(4).of("mailer").ofKind(SpanKind.CONSUMER).inError());

    var services = storage().calls().services(hour()).services();
    assertThat(services)
        .extracting(each -> each.service())
        .containsExactly(Label.of("mailer"), Label.of("nginx"));
    assertThat(services.getFirst().statistics().errors()).isEqualTo(1);
    CallStatistics nginx = services.getLast().statistics();
    assertThat(nginx.calls()).isEqualTo(1);
    assertThat(nginx.durationSumNano()).isEqualTo(3_000_000);
    assertThat(nginx.quantile(0.99)).isEqualTo(3_000_000);
  }

  @Test
  default void time_in_a_queue_is_the_time_that_requests_waited() {
    write(
        span(1).lasting(Duration.ofMillis(10)),
        span(2).under(1).named("in queue").ofKind(SpanKind.INTERNAL).lasting(Duration.ofMillis(4)),
        span(3).under(1).named("processing").ofKind(SpanKind.INTERNAL),
        span(4).of("mailer").ofKind(SpanKind.CONSUMER),
        span(5).of("silent").named("in queue").ofKind(SpanKind.INTERNAL));

    assertThat(storage().calls().services(hour()).services())
        .extracting(each -> each.service(), each -> each.waitingNano())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Label.of("mailer"), 0L),
            org.assertj.core.groups.Tuple.tuple(Label.of("nginx"), 4_000_000L));
    assertThat(storage().calls().operations("nginx", hour()).operations())
        .extracting(each -> each.operation().name())
        .containsExactly(Label.of("GET /"));
  }

  @Test
  default void a_trend_has_a_number_for_each_step() {
    write(
        span(1),
        span(2).after(Duration.ofMinutes(40)).inError(),
        span(3).after(Duration.ofMinutes(41)),
        span(4).of("mailer").after(Duration.ofMinutes(2)));

    var services = storage().calls().trends(every(30)).services();
    assertThat(services)
        .containsEntry(Label.of("nginx"), new CallTrends.Trend(List.of(1L, 2L), List.of(0L, 1L)))
        .containsEntry(Label.of("mailer"), new CallTrends.Trend(List.of(1L, 0L), List.of(0L, 0L)))
        .hasSize(2);
  }

  @Test
  default void operations_differ_by_name_kind_and_source() {
    write(
        span(1).named("a"),
        span(2).named("a"),
        span(3).named("a").ofKind(SpanKind.CONSUMER),
        span(4).named("a").from(TraceSource.HTTP),
        span(5).named("b"),
        span(6).named("b").of("other"));

    assertThat(storage().calls().operations("nginx", hour()).operations())
        .extracting(each -> each.operation(), each -> each.statistics().calls())
        .containsExactly(
            operation("a", SpanKind.SERVER, TraceSource.HTTP, 1),
            operation("a", SpanKind.SERVER, TraceSource.EBPF, 2),
            operation("a", SpanKind.CONSUMER, TraceSource.EBPF, 1),
            operation("b", SpanKind.SERVER, TraceSource.EBPF, 1));
  }

  @Test
  default void a_batch_sent_again_is_counted_once() {
    write(span(1), span(2).under(1).of("users-api"));
    write(span(1), span(2).under(1).of("users-api"));

    assertThat(edges()).containsExactly("outside>nginx 1", "nginx>users-api 1");
    assertThat(storage().calls().services(hour()).services())
        .extracting(each -> each.statistics().calls())
        .containsExactly(1L, 1L);
  }

  @Test
  default void a_parent_may_come_after_its_child() {
    write(span(3).under(2).of("users-api"));
    assertThat(edges()).containsExactly("outside>users-api 1");

    write(span(2).under(1).of("nginx").ofKind(SpanKind.CLIENT));

    assertThat(edges()).containsExactly("nginx>users-api 1");
  }

  @Test
  default void a_child_may_come_after_its_parent_minutes_later() {
    write(span(2).under(1).of("nginx").ofKind(SpanKind.PRODUCER));
    assertThat(edges()).containsExactly("nginx>[unknown] 1");

    write(span(3).under(2).of("mailer").after(Duration.ofMinutes(17)));

    assertThat(edges()).containsExactly("nginx>mailer 1");
  }

  private void write(Spans.Builder... spans) {
    List<Span> built = new ArrayList<>();
    for (var span : spans) {
      built.add(span.build());
    }
    storage().writer().write(built);
  }

  private List<String> edges() {
    return EdgeTexts.of(storage().calls().map(hour()));
  }

  private static org.assertj.core.groups.Tuple operation(
      String name, SpanKind kind, TraceSource source, long calls) {
    return org.assertj.core.groups.Tuple.tuple(
        new CalledOperation(Label.of(name), kind, source), calls);
  }

  private static SeriesQuery every(int minutes) {
    return new SeriesQuery(hour(), minutes, new SeriesQuery.Services.All());
  }

  private static Minutes hour() {
    Instant from = NOON.minusNanos(1);
    return Minutes.covering(from, from.plus(Duration.ofHours(1)));
  }
}
