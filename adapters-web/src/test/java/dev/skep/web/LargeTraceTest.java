package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.TraceReader;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceId;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A trace that is too large to be held in memory in full, by one reader or by several.
class LargeTraceTest {
  private static final int SPANS = 4_500;
  private static final int MOST_AT_ONCE = 1_000;
  private static final String API = "/api/v1/traces/00000000000000000000000000000001";
  private static final String OTLP = API + "?format=otlp";
  private static final String TEXT = "/traces/00000000000000000000000000000001.txt";
  private static final Pattern SPAN_ID = Pattern.compile("\"spanId\":\"(\\w+)\"");

  private int readable = SPANS;
  private final RunningDoor door = RunningDoor.over(Frugal::new).with(shuffled());

  @AfterEach
  void close() {
    door.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {API, OTLP})
  void it_is_read_in_pieces_and_written_as_one(String address) {
    assertThat(spanIds(door.get(address).body())).isEqualTo(idsByTime());
  }

  @Test
  void it_is_text_to_the_last_line() {
    List<String> lines = door.get(TEXT + "?fold=none").body().lines().toList();

    assertThat(lines).hasSize(3 + SPANS);
    assertThat(lines.getLast()).contains("4.50 ms").contains("nginx  GET /");
  }

  @ParameterizedTest
  @ValueSource(strings = {API, OTLP})
  void what_breaks_off_does_not_look_whole(String address) {
    readable = 2 * MOST_AT_ONCE;

    assertThatThrownBy(() -> door.get(address)).isInstanceOf(UncheckedIOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {API, OTLP})
  void what_cannot_begin_is_asked_for_again(String address) {
    readable = 0;

    var answer = door.get(address);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(answer.body()).isEqualTo("{\"error\":\"The disk is gone.\"}");
  }

  /// Each a microsecond after the one before, and stored in no order.
  private static List<Span> shuffled() {
    List<Span> spans = new ArrayList<>();
    for (int n = 1; n <= SPANS; n++) {
      spans.add(span(n).after(Duration.ofNanos(1_000L * n)).build());
    }
    Collections.shuffle(spans, new Random(5));
    return spans;
  }

  private static List<String> spanIds(String json) {
    return SPAN_ID.matcher(json).results().map(found -> found.group(1)).toList();
  }

  private static List<String> idsByTime() {
    return IntStream.rangeClosed(1, SPANS).mapToObj(n -> Spans.spanId(n).value()).toList();
  }

  /// Gives no more than some spans at once, and breaks off after some.
  private final class Frugal extends ReaderBefore {
    private int given;

    Frugal(TraceReader traces) {
      super(traces);
    }

    @Override
    public Optional<Trace> find(TraceId traceId) {
      return super.find(traceId).filter(trace -> trace.spans().size() <= MOST_AT_ONCE);
    }

    @Override
    public List<Span> spans(TraceId traceId, int[] places) {
      assertThat(places).hasSizeLessThanOrEqualTo(MOST_AT_ONCE);
      given += places.length;
      if (given > readable) {
        throw new StorageUnavailableException("The disk is gone.");
      }
      return super.spans(traceId, places);
    }
  }
}
