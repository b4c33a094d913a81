package dev.skep.application.ingest;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.ingest.Guardrails.Admission;
import dev.skep.domain.ingest.IngestPolicy;
import dev.skep.domain.ingest.SampleRate;
import dev.skep.domain.ingest.SpanRate;
import dev.skep.domain.trace.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GuardrailsTest {
  private final AtomicLong nanoTime = new AtomicLong();

  @Test
  void who_wants_everything_gets_the_list_as_it_came() {
    List<Span> spans = trace(1, 3, "cart");

    assertThat(guardrails(1, 0).admit(spans)).isEqualTo(new Admission(spans, spans, spans));
  }

  @Test
  void all_spans_of_a_trace_share_one_fate_in_every_batch_and_process() {
    Guardrails one = guardrails(0.5, 0);
    Guardrails restarted = guardrails(0.5, 0);
    List<Span> first = traces(200, 2, "cart");
    List<Span> later = traces(200, 3, "payment");

    var kept = traceIds(one.admit(first).kept());
    assertThat(kept).hasSizeBetween(60, 140);
    assertThat(traceIds(restarted.admit(later).kept())).isEqualTo(kept);
    assertThat(one.admit(first).kept()).hasSize(2 * kept.size());
    assertThat(one.admit(first).sampledOut()).isEqualTo(400 - 2 * kept.size());
  }

  @Test
  void a_sender_may_send_a_second_s_worth_at_once_and_then_its_rate() {
    Guardrails guardrails = guardrails(1, 10);

    assertThat(guardrails.admit(traces(12, 1, "cart")).rateLimited()).isEqualTo(2);
    pass(500);
    assertThat(guardrails.admit(traces(12, 1, "cart")).kept()).hasSize(5);
    pass(60_000);
    assertThat(guardrails.admit(traces(12, 1, "cart")).kept()).hasSize(10);
  }

  @Test
  void a_trace_is_kept_or_left_out_whole() {
    Admission admission = guardrails(1, 10).admit(shuffled(traces(20, 4, "cart")));

    var sizes =
        admission.kept().stream()
            .collect(Collectors.groupingBy(Span::traceId, Collectors.counting()));
    assertThat(sizes.values()).hasSize(3).containsOnly(4L);
    assertThat(admission.rateLimited()).isEqualTo(80 - 12);
  }

  @Test
  void a_trace_larger_than_the_bucket_gets_in_and_is_paid_for_afterwards() {
    Guardrails guardrails = guardrails(1, 10);

    assertThat(guardrails.admit(trace(1, 100, "cart")).kept()).hasSize(100);
    pass(9_000);
    assertThat(guardrails.admit(trace(2, 1, "cart")).kept()).isEmpty();
    pass(200);
    assertThat(guardrails.admit(trace(3, 1, "cart")).kept()).hasSize(1);
  }

  @Test
  void over_a_long_time_a_sender_gets_its_rate_whatever_the_size_of_its_traces() {
    Guardrails guardrails = guardrails(1, 100);
    long kept = 0;
    for (int i = 0; i < 3000; i++) {
      kept += guardrails.admit(trace(i + 1, 1 + i * 7 % 50, "cart")).kept().size();
      pass(20);
    }

    // 60 seconds, what the bucket held at the beginning, and one trace.
    assertThat(kept).isBetween(6000L, 6000L + 100 + 50);
  }

  @Test
  void a_noisy_sender_does_not_hurt_another() {
    Guardrails guardrails = guardrails(1, 10);
    guardrails.admit(traces(100, 1, "noisy"));

    assertThat(guardrails.admit(traces(10, 1, "quiet")).kept()).hasSize(10);
  }

  @Test
  void a_trace_of_several_senders_counts_as_the_first_one_s() {
    Guardrails guardrails = guardrails(1, 10);
    guardrails.admit(traces(10, 1, "noisy"));
    List<Span> mixed = List.of(of(1, 1, "noisy"), of(2, 1, "quiet"), of(3, 2, "quiet"));

    Admission admission = guardrails.admit(mixed);

    assertThat(admission.kept()).containsExactly(mixed.get(2));
    assertThat(admission.rateLimited()).isEqualTo(2);
  }

  @Test
  void sampled_out_spans_do_not_use_up_the_rate() {
    Guardrails guardrails = guardrails(0.5, 1000);

    Admission admission = guardrails.admit(traces(1500, 1, "cart"));

    assertThat(admission.sampledOut()).isBetween(600, 900);
    assertThat(admission.rateLimited()).isZero();
  }

  private Guardrails guardrails(double sampleRate, int spansPerSecond) {
    SpanRate rate =
        spansPerSecond == 0 ? new SpanRate.Unlimited() : new SpanRate.PerSecond(spansPerSecond);
    return new Guardrails(new IngestPolicy(new SampleRate(sampleRate), rate), nanoTime::get);
  }

  private void pass(long millis) {
    nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static List<Span> traces(int count, int spans, String service) {
    return IntStream.rangeClosed(1, count)
        .boxed()
        .flatMap(number -> trace(number, spans, service).stream())
        .toList();
  }

  private static List<Span> trace(int number, int spans, String service) {
    return IntStream.rangeClosed(1, spans).mapToObj(i -> of(i, number, service)).toList();
  }

  private static Span of(int span, int trace, String service) {
    return span(span).in(trace).of(service).build();
  }

  /// The first spans of all traces, then the second ones, and so on.
  private static List<Span> shuffled(List<Span> spans) {
    List<Span> shuffled = new ArrayList<>(spans);
    shuffled.sort(Comparator.comparing((Span span) -> span.spanId().value()));
    return shuffled;
  }

  private static Set<String> traceIds(List<Span> spans) {
    return spans.stream().map(span -> span.traceId().value()).collect(Collectors.toSet());
  }
}
