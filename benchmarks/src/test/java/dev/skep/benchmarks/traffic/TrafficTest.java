package dev.skep.benchmarks.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficTest {
  private static final int SPANS = 40_000;

  @TempDir Path folder;

  private TrafficFile made(long spans, long seed) throws Exception {
    Path file = folder.resolve("traffic-" + seed);
    new Traffic(spans, 60, 512, seed).writeTo(file);
    return TrafficFile.open(file);
  }

  private static List<ExportTraceServiceRequest> requests(TrafficFile file) throws Exception {
    List<ExportTraceServiceRequest> requests = new ArrayList<>();
    for (int i = 0; i < file.requests(); i++) {
      byte[] body = file.body(i).toArray(ValueLayout.JAVA_BYTE);
      requests.add(ExportTraceServiceRequest.parseFrom(body));
    }
    return requests;
  }

  private static List<ResourceSpans> resourceSpans(TrafficFile file) throws Exception {
    return requests(file).stream().flatMap(each -> each.getResourceSpansList().stream()).toList();
  }

  private static List<Span> spans(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .flatMap(each -> each.getScopeSpansList().stream())
        .flatMap(each -> each.getSpansList().stream())
        .toList();
  }

  private static List<Span> spans(TrafficFile file) throws Exception {
    return requests(file).stream().flatMap(each -> spans(each).stream()).toList();
  }

  @Test
  void there_are_exactly_as_many_spans_as_asked_for() throws Exception {
    try (TrafficFile file = made(SPANS, 1)) {
      assertThat(spans(file)).hasSize(SPANS);
      assertThat(file.spans()).isEqualTo(SPANS);
      assertThat(requests(file)).allMatch(each -> spans(each).size() <= 512);
    }
  }

  @Test
  void the_same_seed_gives_the_same_bytes() throws Exception {
    made(5_000, 7).close();
    byte[] first = Files.readAllBytes(folder.resolve("traffic-7"));
    made(5_000, 7).close();
    assertThat(folder.resolve("traffic-7")).hasBinaryContent(first);
  }

  @Test
  void the_spans_are_as_many_large_and_varied_as_those_of_the_traffic_measured_before()
      throws Exception {
    try (TrafficFile file = made(SPANS, 3)) {
      List<Span> spans = spans(file);
      Set<Object> traces = new HashSet<>();
      Set<String> names = new HashSet<>();
      spans.forEach(span -> {
        traces.add(span.getTraceId());
        names.add(span.getName());
      });
      assertThat((double) SPANS / traces.size()).isCloseTo(4.4, within(0.15));
      assertThat((double) file.bytes() / SPANS).isCloseTo(321, within(6.0));
      assertThat(spans.stream().mapToInt(Span::getAttributesCount).average().orElseThrow())
          .isCloseTo(6.9, within(0.15));
      assertThat(names).hasSize(41);
      assertThat(resourceSpans(file).stream().map(ResourceSpans::getResource).distinct())
          .hasSize(10);
    }
  }

  @Test
  void a_span_has_its_parent_in_its_trace_or_none() throws Exception {
    try (TrafficFile file = made(SPANS, 4)) {
      Set<List<ByteString>> known = new HashSet<>();
      List<List<ByteString>> parents = new ArrayList<>();
      for (Span span : spans(file)) {
        known.add(List.of(span.getTraceId(), span.getSpanId()));
        if (!span.getParentSpanId().isEmpty()) {
          parents.add(List.of(span.getTraceId(), span.getParentSpanId()));
        }
      }
      assertThat(known).hasSize(SPANS);
      assertThat(parents).hasSizeGreaterThan(SPANS / 2);
      parents.removeAll(known);
      // The very last trace is cut short.
      assertThat(parents).hasSizeLessThan(20);
    }
  }

  @Test
  void a_replay_changes_ids_and_times_and_nothing_else() throws Exception {
    try (TrafficFile file = made(5_000, 5)) {
      long end = 2_000_000_000_000_000_000L;
      Replay replay = new Replay(file, 12_000, end, 1);
      assertThat(replay.spans()).isBetween(12_000L, 12_511L);

      List<Span> played = new ArrayList<>();
      for (long request = 0; request < replay.requests(); request++) {
        byte[] bytes = new byte[replay.largestBody() + 3];
        int length = replay.copy(request, MemorySegment.ofArray(bytes), 3);
        byte[] body = Arrays.copyOfRange(bytes, 3, 3 + length);
        List<Span> spans = spans(ExportTraceServiceRequest.parseFrom(body));
        assertThat(replay.spansOf(request)).isEqualTo(spans.size());
        played.addAll(spans);
      }
      List<Span> original = spans(file);
      assertThat(played).hasSize((int) replay.spans());
      for (int i = 0; i < played.size(); i++) {
        assertThat(bare(played.get(i))).isEqualTo(bare(original.get(i % 5_000)));
      }
      Set<Object> ids = new HashSet<>();
      played.forEach(span -> ids.add(span.getSpanId()));
      assertThat(ids).hasSameSizeAs(played);
      assertThat(played)
          .allMatch(span -> span.getStartTimeUnixNano() >= replay.startNanos())
          .allMatch(span -> span.getStartTimeUnixNano() < end + 10_000_000_000L);
    }
  }

  @Test
  void a_replay_keeps_parents_and_tells_its_trace_ids() throws Exception {
    try (TrafficFile file = made(5_000, 6)) {
      Replay replay = new Replay(file, 5_000, 2_000_000_000_000_000_000L, 2);
      byte[] bytes = new byte[replay.largestBody()];
      Set<Object> known = new HashSet<>();
      Set<Object> parents = new HashSet<>();
      for (long request = 0; request < replay.requests(); request++) {
        int length = replay.copy(request, MemorySegment.ofArray(bytes), 0);
        byte[] body = Arrays.copyOf(bytes, length);
        List<Span> spans = spans(ExportTraceServiceRequest.parseFrom(body));
        String id = HexFormat.of().formatHex(spans.getLast().getTraceId().toByteArray());
        assertThat(replay.traceId(request, spans.size() - 1)).isEqualTo(id);
        spans.forEach(span -> {
          known.add(span.getSpanId());
          if (!span.getParentSpanId().isEmpty()) {
            parents.add(span.getParentSpanId());
          }
        });
      }
      parents.removeAll(known);
      assertThat(parents).hasSizeLessThan(5);
    }
  }

  private static Span bare(Span span) {
    return span.toBuilder()
        .clearTraceId()
        .clearSpanId()
        .clearParentSpanId()
        .clearStartTimeUnixNano()
        .clearEndTimeUnixNano()
        .build();
  }
}
