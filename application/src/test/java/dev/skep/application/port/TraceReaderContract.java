package dev.skep.application.port;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.GeneratedQueries;
import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceFilter;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.overview.Coverage;
import dev.skep.domain.search.overview.StartRange;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.domain.search.overview.TraceOverview;
import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSource;
import dev.skep.domain.trace.TraceSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [TraceReader] must do. The heart of it is one property: for any spans and any query,
/// the store's answer is what the domain defines.
public interface TraceReaderContract {
  Storage storage();

  @Test
  default void an_unknown_trace_is_not_found() {
    assertThat(storage().reader().find(traceId(404))).isEmpty();
  }

  @Test
  default void nothing_is_known_of_an_unknown_trace() {
    assertThat(storage().reader().extent(traceId(404))).isEmpty();
    assertThat(storage().reader().outlines(traceId(404))).isEmpty();
    assertThat(storage().reader().spans(traceId(404), new int[] {0})).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  default void a_trace_read_in_parts_is_the_same_trace(long seed) {
    Random random = new Random(seed);
    GeneratedSpans spans = new GeneratedSpans(random, 3);
    InMemoryStorage definition = new InMemoryStorage();
    for (int batch = 0; batch < 4; batch++) {
      List<Span> written = spans.spans(150);
      definition.write(written);
      storage().writer().write(written);
    }

    TraceReader reader = storage().reader();
    for (TraceId id : List.of(traceId(1), traceId(2), new TraceId("abc123..."))) {
      int[] places = random.ints(20, -3, 250).toArray();
      assertThat(reader.extent(id)).isEqualTo(definition.extent(id));
      assertThat(reader.outlines(id)).isEqualTo(definition.outlines(id));
      assertThat(reader.spans(id, places)).isEqualTo(definition.spans(id, places));
    }
  }

  @Test
  default void an_empty_store_finds_nothing() {
    assertThat(storage().reader().search(TraceQuery.newest(10)))
        .isEqualTo(new FoundTraces(List.of(), false));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  default void any_search_answers_what_the_domain_defines(long seed) {
    Random random = new Random(seed);
    GeneratedSpans spans = new GeneratedSpans(random, 40);
    GeneratedQueries queries = new GeneratedQueries(random, spans);
    InMemoryStorage definition = new InMemoryStorage();
    for (int batch = 0; batch < 5; batch++) {
      List<Span> written = spans.spans(30);
      definition.write(written);
      storage().writer().write(written);
    }

    for (int i = 0; i < 60; i++) {
      TraceQuery query = queries.query();
      assertThat(storage().reader().search(query))
          .as(query.toString())
          .isEqualTo(definition.search(query));
      int most = random.nextInt(30);
      assertThat(storage().reader().count(query, most))
          .as("count of %s", query)
          .isEqualTo(definition.count(query, most));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  default void any_overview_is_what_the_domain_defines(long seed) {
    Random random = new Random(seed);
    GeneratedSpans spans = new GeneratedSpans(random, 40);
    GeneratedQueries queries = new GeneratedQueries(random, spans);
    InMemoryStorage definition = new InMemoryStorage();
    // Now as narrow as the traces are apart, now so wide that a store may count by the hundred.
    TimeColumns columns =
        TimeColumns.over(NOON, NOON.plusSeconds(seed % 2 == 0 ? 86_400 : 1 + random.nextInt(4)));
    Duration within = Duration.ofSeconds(30);
    for (int batch = 0; batch < 4; batch++) {
      List<Span> written = spans.spans(60);
      definition.write(written);
      storage().writer().write(written);
      for (int i = 0; i < 8; i++) {
        TraceQuery query = i < 2 ? TraceQuery.newest(1) : queries.query();
        assertThat(storage().reader().overview(query, columns, within))
            .as("seed %d, batch %d, %s", seed, batch, query)
            .isEqualTo(definition.overview(query, columns, within));
      }
    }
  }

  @Test
  default void an_overview_of_nothing_is_empty() {
    var columns = TimeColumns.over(NOON, NOON.plusSeconds(60));
    assertThat(storage().reader().overview(TraceQuery.newest(1), columns, Duration.ofSeconds(9)))
        .isEqualTo(TraceOverview.of(TraceQuery.newest(1), List.of(), columns));
  }

  @Test
  default void an_overview_without_time_says_no_more_than_is_so() {
    for (int i = 1; i <= 30; i++) {
      write(span(i).in(i).starting(NOON.plusSeconds(i)));
    }
    var columns = TimeColumns.over(NOON, NOON.plusSeconds(60));

    var overview = storage().reader().overview(TraceQuery.newest(1), columns, Duration.ZERO);

    long least =
        switch (overview.coverage()) {
          case Coverage.All() -> 30;
          case Coverage.Since(Instant since) ->
              30 - Math.max(0, Duration.between(NOON, since).toSeconds() - 1);
          case Coverage.Unknown() -> 0;
        };
    assertThat(overview.traces()).isBetween(least, 30L);
  }

  @Test
  default void every_trace_starts_within_the_range_of_starts() {
    assertThat(storage().reader().starts()).isEmpty();

    write(span(1).in(1).starting(NOON.plusSeconds(5)));
    write(span(2).in(2).starting(NOON));
    write(span(3).in(3).starting(NOON.plusSeconds(9)));

    assertThat(storage().reader().starts()).contains(new StartRange(NOON, NOON.plusSeconds(9)));
  }

  @Test
  default void the_newest_trace_comes_first() {
    write(span(1).in(1), span(1).in(2).after(Duration.ofSeconds(1)));

    assertThat(found(TraceQuery.newest(10))).containsExactly(traceId(2), traceId(1));
  }

  @Test
  default void a_trace_is_found_by_a_service_that_is_not_its_root() {
    write(span(1).of("nginx"), span(2).under(1).of("users-api"));

    assertThat(found(query(SpanCondition.serviceName("users-api")))).containsExactly(traceId(1));
  }

  @Test
  default void one_span_must_meet_all_span_filters() {
    write(
        span(1).of("nginx").from(TraceSource.EBPF),
        span(2).under(1).of("skep").from(TraceSource.HTTP));

    assertThat(
            found(
                query(SpanCondition.serviceName("nginx"), SpanCondition.source(TraceSource.HTTP))))
        .isEmpty();
  }

  @Test
  default void success_means_not_in_error() {
    write(span(1).in(1), span(1).in(2).inError());

    assertThat(found(query(new TraceFilter.NotInError()))).containsExactly(traceId(1));
    assertThat(found(query(new TraceFilter.InError()))).containsExactly(traceId(2));
  }

  @Test
  default void a_trace_whose_root_was_never_sent_is_listed_under_its_earliest_orphan() {
    write(
        span(2).under(99).named("GET /users").of("users-api").after(Duration.ofMillis(1)),
        span(3).under(2).named("SELECT").of("users-api").after(Duration.ofMillis(2)));

    TraceSummary summary = storage().reader().search(TraceQuery.newest(1)).traces().getFirst();
    assertThat(summary.rootSpanName()).isEqualTo("GET /users");
    assertThat(summary.start()).isEqualTo(NOON.plusMillis(1));
    assertThat(summary.spanCount()).isEqualTo(2);
  }

  @Test
  default void walking_the_pages_meets_each_trace_once_while_new_ones_arrive() {
    for (int i = 1; i <= 25; i++) {
      write(span(1).in(i).after(Duration.ofSeconds(i)));
    }

    List<TraceId> seen = new ArrayList<>();
    TraceQuery query = TraceQuery.newest(10);
    Optional<PageStart> next = Optional.of(PageStart.first());
    int arriving = 100;
    while (next.isPresent()) {
      FoundTraces page = storage().reader().search(query.from(next.get()));
      page.traces().forEach(trace -> seen.add(trace.traceId()));
      write(span(1).in(arriving).after(Duration.ofSeconds(arriving)));
      arriving++;
      next = page.next(query.order());
    }

    assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    assertThat(seen.getFirst()).isEqualTo(traceId(25));
    assertThat(seen.getLast()).isEqualTo(traceId(1));
  }

  private void write(Spans.Builder... spans) {
    List<Span> built = new ArrayList<>();
    for (var span : spans) {
      built.add(span.build());
    }
    storage().writer().write(built);
  }

  private List<TraceId> found(TraceQuery query) {
    return storage().reader().search(query).traces().stream().map(TraceSummary::traceId).toList();
  }

  private static TraceQuery query(SpanCondition... conditions) {
    return new TraceQuery(
        SpansetCondition.oneSpan(List.of(conditions)),
        List.of(),
        TraceOrder.NEWEST,
        PageStart.first(),
        10);
  }

  private static TraceQuery query(TraceFilter filter) {
    return new TraceQuery(
        SpansetCondition.all(), List.of(filter), TraceOrder.NEWEST, PageStart.first(), 10);
  }
}
