package dev.skep.persistence;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.WriteResult;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceFilter;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.condition.SpansetCondition.Both;
import dev.skep.domain.search.condition.SpansetCondition.Matching;
import dev.skep.domain.search.condition.SpansetCondition.Related;
import dev.skep.domain.search.condition.SpansetCondition.Relation;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.persistence.segment.RetentionPolicy;
import dev.skep.persistence.segment.SegmentLimits;
import dev.skep.persistence.sqlite.Readers;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Traces whose spans lie in several segments: here each batch has one of its own.
@ParameterizedClass
@EnumSource(SpreadTracesTest.State.class)
final class SpreadTracesTest {
  /// What has become of the segments when they are searched.
  enum State {
    FULL,
    SEALED,
    OPENED_AGAIN,
    SEALED_AND_OPENED_AGAIN
  }

  private static final Span FIRST =
      span(1).of("nginx").named("GET /").inError().starting(NOON).build();
  private static final Span LATER =
      span(2).under(1).of("users-api").named("SELECT").starting(NOON.plusSeconds(60)).build();

  @TempDir Path folder;
  @Parameter State state;
  private SqliteStore store;

  @BeforeEach
  void open() {
    var settings =
        new StoreSettings(
            folder.resolve("data"),
            RetentionPolicy.DEFAULT,
            new SegmentLimits(1, 1L << 30, Duration.ofDays(1000)));
    store = SqliteStore.open(settings, Clock.fixed(NOON, ZoneOffset.UTC), Readers.TIME_LIMIT);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_trace_is_listed_once_and_whole() {
    write(FIRST);
    write(LATER);

    List<TraceSummary> found = store.reader().search(TraceQuery.newest(10)).traces();

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().spanCount()).isEqualTo(2);
    assertThat(found.getFirst().rootSpanName()).isEqualTo("GET /");
    assertThat(found.getFirst().services()).containsExactly("nginx", "users-api");
    assertThat(found.getFirst().start()).isEqualTo(NOON);
    assertThat(found.getFirst().durationNano()).isGreaterThan(59_000_000_000L);
    assertThat(store.reader().find(traceId(1)).orElseThrow().spans()).containsExactly(FIRST, LATER);
  }

  @Test
  void filters_and_orders_speak_of_the_whole_trace() {
    write(FIRST);
    write(LATER);
    write(span(1).in(2).starting(NOON.plusSeconds(30)).build());

    assertThat(found(SpansetCondition.all(), new TraceFilter.MinDuration(Duration.ofSeconds(59))))
        .containsExactly(traceId(1));
    assertThat(found(SpansetCondition.all(), new TraceFilter.NotInError()))
        .containsExactly(traceId(2));
    assertThat(found(SpansetCondition.all(), new TraceFilter.StartedFrom(NOON.plusSeconds(50))))
        .isEmpty();
    assertThat(found(SpansetCondition.all())).containsExactly(traceId(2), traceId(1));
  }

  @Test
  void conditions_meet_over_all_segments() {
    write(FIRST);
    write(LATER);
    var nginx = new Matching(SpanCondition.serviceName("nginx"));
    var users = new Matching(SpanCondition.serviceName("users-api"));

    assertThat(found(new Both(List.of(nginx, users)))).containsExactly(traceId(1));
    assertThat(found(new Related(nginx, Relation.CHILD, users))).containsExactly(traceId(1));
    assertThat(found(new Related(users, Relation.CHILD, nginx))).isEmpty();
    assertThat(
            found(
                SpansetCondition.oneSpan(
                    List.of(
                        SpanCondition.serviceName("users-api"), SpanCondition.spanName("GET /")))))
        .isEmpty();
  }

  @Test
  void a_span_that_is_sent_again_later_is_stored_once() {
    Span other = span(1).of("nginx").named("another of this id").build();
    write(FIRST);
    write(LATER);

    assertThat(store.writer().write(List.of(FIRST, LATER, other))).isEqualTo(new WriteResult(1, 2));
    settle();
    assertThat(store.writer().write(List.of(other, FIRST, LATER))).isEqualTo(new WriteResult(0, 3));
    assertThat(store.reader().find(traceId(1)).orElseThrow().spans()).hasSize(3);
  }

  @Test
  void walking_the_pages_meets_each_trace_once_while_segments_follow_one_another() {
    for (int i = 1; i <= 12; i++) {
      write(span(1).in(i).starting(NOON.plusSeconds(i)).build());
    }
    for (int i = 1; i <= 12; i += 3) {
      write(span(2).in(i).starting(NOON.plusSeconds(100 + i)).build());
    }

    List<TraceId> seen = new ArrayList<>();
    TraceQuery query = TraceQuery.newest(4);
    Optional<PageStart> next = Optional.of(PageStart.first());
    while (next.isPresent()) {
      FoundTraces page = store.reader().search(query.from(next.get()));
      page.traces().forEach(trace -> seen.add(trace.traceId()));
      int arriving = 100 + seen.size();
      store.writer().write(List.of(span(1).in(arriving).starting(NOON.plusSeconds(200)).build()));
      store.sealAll();
      next = page.next(query.order());
    }

    assertThat(seen)
        .containsExactly(
            traceId(12),
            traceId(11),
            traceId(10),
            traceId(9),
            traceId(8),
            traceId(7),
            traceId(6),
            traceId(5),
            traceId(4),
            traceId(3),
            traceId(2),
            traceId(1));
  }

  @Test
  void a_damaged_segment_is_set_aside_and_the_others_are_searched() throws IOException {
    write(span(1).in(1).starting(NOON).build());
    write(span(1).in(2).starting(NOON.plusSeconds(1)).build());
    store.sealAll();
    store.close();
    Path damaged = folder.resolve("data/segments/000001.db");
    try (var file = new RandomAccessFile(damaged.toFile(), "rw")) {
      // Everything but the header and the schema.
      file.seek(4096L * 2);
      file.write(new byte[(int) (file.length() - 4096L * 2)]);
    }
    open();

    assertThat(found(SpansetCondition.all())).containsExactly(traceId(2));
    assertThat(
            new SqlFile(folder.resolve("data/catalogue.db"))
                .ask("SELECT number FROM segments WHERE state = 'damaged'"))
        .containsExactly("1");
  }

  private void write(Span span) {
    assertThat(store.writer().write(List.of(span))).isEqualTo(new WriteResult(1, 0));
    settle();
  }

  private void settle() {
    if (state == State.SEALED || state == State.SEALED_AND_OPENED_AGAIN) {
      store.sealAll();
    }
    if (state == State.OPENED_AGAIN || state == State.SEALED_AND_OPENED_AGAIN) {
      store.close();
      open();
    }
  }

  private List<TraceId> found(SpansetCondition spans, TraceFilter... filters) {
    var query = new TraceQuery(spans, List.of(filters), TraceOrder.NEWEST, PageStart.first(), 10);
    return store.reader().search(query).traces().stream().map(TraceSummary::traceId).toList();
  }
}
