package dev.skep.application.ingest;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.ingest.Guardrails.Admission;
import dev.skep.application.ingest.SenderFigures.Others;
import dev.skep.application.ingest.SenderFigures.SenderState;
import dev.skep.application.ingest.SenderFigures.Strangers;
import dev.skep.domain.ingest.IngestPolicy;
import dev.skep.domain.ingest.RejectedSpans;
import dev.skep.domain.ingest.Rejection;
import dev.skep.domain.ingest.SampleRate;
import dev.skep.domain.ingest.SpanBatch;
import dev.skep.domain.ingest.SpanRate;
import dev.skep.domain.trace.Agent;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.Spans;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SenderBookTest {
  private static final Resource SHOP =
      Resource.of(
          Attributes.builder()
              .put("service.namespace", "shop")
              .put("service.name", "nginx")
              .put("telemetry.sdk.name", "beyla")
              .put("telemetry.sdk.language", "generic")
              .put("telemetry.sdk.version", "v2.8.5")
              .put("host.name", "docker-01")
              .build());
  private static final Resource REPORTS = named("reports");

  private final SettableClock clock = new SettableClock();
  private final SenderBook book = new SenderBook(clock);

  @Test
  void of_each_sender_it_is_known_when_it_sent_last_and_what_became_of_its_spans() {
    take(spans(SHOP, 5), spans(REPORTS, 2));
    clock.now = clock.now.plusSeconds(20);
    book.taken(
        all(spans(SHOP, 3)),
        List.of(
            new RejectedSpans(REPORTS, Rejection.SPAN_ID, 4),
            new RejectedSpans(REPORTS, Rejection.TRACE_ID, 1)));

    SenderState shop = sender("shop");
    assertThat(shop.agent()).isEqualTo(new Agent(Agent.Family.BEYLA, "beyla", "generic", "2.8.5"));
    assertThat(shop.host()).isEqualTo("docker-01");
    assertThat(shop.lastBatch()).isEqualTo(clock.now);
    assertThat(shop.batches()).isEqualTo(2);
    assertThat(shop.fate().kept()).isEqualTo(8);
    assertThat(shop.fate().rejectedTotal()).isZero();
    assertThat(sender("reports").fate().received()).isEqualTo(7);
    assertThat(sender("reports").fate().kept()).isEqualTo(2);
    assertThat(sender("reports").fate().rejected())
        .isEqualTo(Map.of(Rejection.SPAN_ID, 4L, Rejection.TRACE_ID, 1L));
    assertThat(sender("reports").agent()).isEqualTo(Agent.of(Attributes.NONE));
  }

  @Test
  void what_the_guardrails_leave_out_is_counted_for_the_sender_of_the_span() {
    var policy = new IngestPolicy(new SampleRate(0.5), new SpanRate.PerSecond(10));
    List<Span> sent = new ArrayList<>(spans(SHOP, 60));
    sent.addAll(spans(REPORTS, 1));
    Admission admission = new Guardrails(policy, () -> 0).admit(sent);

    book.taken(admission, List.of());

    SenderFigures.Fate shop = sender("shop").fate();
    SenderFigures.Fate reports = sender("reports").fate();
    assertThat(shop.sampledOut() + reports.sampledOut()).isEqualTo(admission.sampledOut());
    assertThat(shop.rateLimited()).isEqualTo(admission.rateLimited()).isPositive();
    assertThat(shop.received()).isEqualTo(60);
    assertThat(shop.kept() + reports.kept()).isEqualTo(admission.kept().size());
  }

  @Test
  void a_batch_that_could_not_be_stored_is_nobody_s_gain() {
    book.unavailable(
        SpanBatch.of(spans(SHOP, 3), new RejectedSpans(SHOP, Rejection.WRONG_TYPE, 1)));

    assertThat(sender("shop").fate()).isEqualTo(new SenderFigures.Fate(4, 0, Map.of(), 0, 0, 4));
  }

  @Test
  void the_last_minute_and_the_minutes_of_the_last_hour_are_told_apart() {
    take(spans(SHOP, 100));
    clock.now = clock.now.plus(Duration.ofMinutes(2));
    take(spans(SHOP, 7));
    clock.now = clock.now.plusSeconds(59);

    assertThat(sender("shop").spansLastMinute()).isEqualTo(7);
    assertThat(sender("shop").lastHour()).hasSize(60).endsWith(100, 0, 7);

    clock.now = clock.now.plusSeconds(1);
    assertThat(sender("shop").spansLastMinute()).isZero();
    clock.now = clock.now.plus(Duration.ofHours(2));
    assertThat(sender("shop").lastHour()).hasSize(60).containsOnly(0);
  }

  @Test
  void bad_spans_count_for_an_hour_and_since_the_start() {
    book.taken(new Admission(List.of(), List.of(), List.of()), List.of(bad(4)));
    clock.now = clock.now.plus(Duration.ofMinutes(59));
    book.taken(new Admission(List.of(), List.of(), List.of()), List.of(bad(3)));

    assertThat(sender("shop").rejectedLastHour()).isEqualTo(7);
    clock.now = clock.now.plus(Duration.ofMinutes(1));
    assertThat(sender("shop").rejectedLastHour()).isEqualTo(3);
    clock.now = clock.now.plus(Duration.ofHours(2));
    assertThat(sender("shop").rejectedLastHour()).isZero();
    assertThat(sender("shop").fate().rejectedTotal()).isEqualTo(7);
  }

  private static RejectedSpans bad(int spans) {
    return new RejectedSpans(SHOP, Rejection.TRACE_ID, spans);
  }

  @Test
  void a_clock_that_is_set_back_loses_nothing() {
    take(spans(SHOP, 1));
    clock.now = clock.now.minus(Duration.ofDays(1));
    take(spans(SHOP, 2));

    assertThat(sender("shop").spansLastMinute()).isEqualTo(3);
  }

  @Test
  void beyond_so_many_senders_the_rest_is_counted_together() {
    for (int i = 0; i < SenderBook.MOST + 20; i++) {
      take(spans(named("made up " + i), 2));
    }

    assertThat(book.figures().senders()).hasSize(SenderBook.MOST);
    assertThat(book.figures().others())
        .isInstanceOfSatisfying(
            Others.Together.class,
            others -> assertThat(others.state().fate().received()).isEqualTo(40));
  }

  @Test
  void one_that_has_been_silent_for_long_makes_room() {
    for (int i = 0; i < SenderBook.MOST; i++) {
      take(spans(named("made up " + i), 1));
    }
    clock.now = clock.now.plus(SenderBook.FORGOTTEN_AFTER).plusSeconds(1);

    take(spans(SHOP, 1));

    assertThat(book.figures().senders()).extracting(SenderState::name).containsExactly("shop");
    assertThat(book.figures().others()).isEqualTo(new Others.Nobody());
  }

  @Test
  void who_has_no_key_is_counted_and_the_last_address_remembered() {
    assertThat(book.figures().strangers()).isEqualTo(new Strangers.Nobody());

    book.stranger("172.18.0.30");
    clock.now = clock.now.plusSeconds(1);
    book.stranger("172.18.0.31");

    assertThat(book.figures().strangers())
        .isEqualTo(new Strangers.Came(2, clock.now, "172.18.0.31"));
  }

  private SenderState sender(String name) {
    return book.figures().senders().stream()
        .filter(sender -> sender.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @SafeVarargs
  private void take(List<Span>... parts) {
    List<Span> spans = new ArrayList<>();
    for (List<Span> part : parts) {
      spans.addAll(part);
    }
    book.taken(all(spans), List.of());
  }

  private static Admission all(List<Span> spans) {
    return new Admission(spans, spans, spans);
  }

  private static List<Span> spans(Resource resource, int count) {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      spans.add(span(i).in(i).of(resource).build());
    }
    return spans;
  }

  private static Resource named(String service) {
    return Resource.of(Attributes.builder().put("service.name", service).build());
  }

  private static final class SettableClock extends Clock {
    private Instant now = Spans.NOON;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
