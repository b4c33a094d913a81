package dev.skep.application.port;

import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.WriteResult;
import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [SpanWriter] must do.
public interface SpanWriterContract {
  Storage storage();

  @Test
  default void a_written_span_is_read_back_equal() {
    Span span = span(1).build();

    WriteResult result = storage().writer().write(List.of(span));

    assertThat(result).isEqualTo(new WriteResult(1, 0));
    assertThat(storage().reader().find(span.traceId()).orElseThrow().spans()).containsExactly(span);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  default void every_part_of_any_span_survives(long seed) {
    List<Span> spans =
        new GeneratedSpans(new Random(seed), 8).spans(200).stream().distinct().toList();

    storage().writer().write(spans);

    Map<TraceId, List<Span>> byTrace = spans.stream().collect(Collectors.groupingBy(Span::traceId));
    byTrace.forEach((traceId, expected) ->
        assertThat(storage().reader().find(traceId).orElseThrow().spans())
            .containsExactlyInAnyOrderElementsOf(expected));
  }

  @Test
  default void a_batch_sent_again_is_stored_once() {
    List<Span> batch = List.of(span(1).build(), span(2).under(1).build());
    storage().writer().write(batch);

    WriteResult again = storage().writer().write(batch);

    assertThat(again).isEqualTo(new WriteResult(0, 2));
    assertThat(storage().reader().find(traceId(1)).orElseThrow().spans()).hasSize(2);
  }

  @Test
  default void a_span_that_stands_twice_in_a_batch_is_stored_once() {
    WriteResult result = storage().writer().write(List.of(span(1).build(), span(1).build()));

    assertThat(result).isEqualTo(new WriteResult(1, 1));
    assertThat(storage().reader().find(traceId(1)).orElseThrow().spans()).hasSize(1);
  }

  @Test
  default void spans_that_share_an_id_and_differ_are_both_kept() {
    Span one = span(1).named("one").build();
    Span other = span(1).named("other").build();

    storage().writer().write(List.of(one));
    storage().writer().write(List.of(other));

    assertThat(storage().reader().find(traceId(1)).orElseThrow().spans())
        .containsExactlyInAnyOrder(one, other);
  }

  @Test
  default void a_trace_grows_over_several_batches() {
    storage().writer().write(List.of(span(2).under(1).build()));
    storage().writer().write(List.of(span(1).build()));

    assertThat(storage().reader().find(traceId(1)).orElseThrow().spans()).hasSize(2);
  }

  @Test
  default void the_same_batch_from_many_senders_at_once_is_stored_once() throws Exception {
    List<Span> batch = IntStream.rangeClosed(1, 20).mapToObj(n -> span(n).build()).toList();
    List<Callable<WriteResult>> senders = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      senders.add(() -> storage().writer().write(batch));
    }

    int stored = 0;
    int duplicates = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<WriteResult> sent : threads.invokeAll(senders)) {
        stored += sent.get().stored();
        duplicates += sent.get().duplicates();
      }
    }

    assertThat(stored).isEqualTo(20);
    assertThat(duplicates).isEqualTo(15 * 20);
    assertThat(storage().reader().find(traceId(1)).orElseThrow().spans()).hasSize(20);
  }
}
