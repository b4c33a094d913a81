package dev.skep.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.port.InMemoryStorage;
import dev.skep.application.port.TraceReader;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.FoundTraces.Behind;
import dev.skep.domain.search.GeneratedQueries;
import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.persistence.search.Effort;
import dev.skep.persistence.segment.SegmentLimits;
import dev.skep.persistence.sqlite.Readers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists whose reader waits for next to nothing.
final class ListsCutShortTest {
  @TempDir Path folder;
  private int cutShort;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void pages_that_end_before_their_time_come_to_all_that_the_domain_defines(long seed) {
    findAll(seed, Effort.USUAL.within(Duration.ZERO));

    assertThat(cutShort).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void pages_that_are_found_by_going_through_rows_are_what_the_domain_defines(long seed) {
    findAll(seed, new Effort(Duration.ofSeconds(30), 1, 0, 0, 20));

    assertThat(cutShort).isZero();
  }

  private void findAll(long seed, Effort effort) {
    Random random = new Random(seed);
    GeneratedSpans spans = new GeneratedSpans(random, 60);
    GeneratedQueries queries = new GeneratedQueries(random, spans);
    InMemoryStorage definition = new InMemoryStorage();
    var limits = new SegmentLimits(seed % 2 == 0 ? 50 : 10_000, 1L << 30, Duration.ofDays(1_000));
    var settings = new StoreSettings(folder.resolve("data"), Stores.FOR_EVER, limits);
    try (SqliteStore store = SqliteStore.open(settings, Clock.systemUTC(), Readers.TIME_LIMIT)) {
      for (int batch = 0; batch < 6; batch++) {
        List<Span> written = spans.spans(40);
        definition.write(written);
        store.writer().write(written);
      }

      TraceReader reader = store.reader(effort);
      for (int i = 0; i < 100; i++) {
        TraceQuery query = queries.query();
        assertThat(allPages(reader, query))
            .as(query.toString())
            .isEqualTo(definition.search(large(query)).traces());
      }
    }
  }

  private List<TraceSummary> allPages(TraceReader reader, TraceQuery query) {
    List<TraceSummary> all = new ArrayList<>();
    Optional<PageStart> next = Optional.of(query.pageStart());
    while (next.isPresent()) {
      FoundTraces page = reader.search(query.from(next.get()));
      all.addAll(page.traces());
      if (page.behind() instanceof Behind.NotLookedAt) {
        assertThat(page.traces()).hasSizeLessThanOrEqualTo(query.pageSize());
        cutShort++;
      }
      next = page.next(query.order());
    }
    return all;
  }

  private static TraceQuery large(TraceQuery query) {
    return new TraceQuery(
        query.spans(),
        query.traceFilters(),
        query.order(),
        query.pageStart(),
        TraceQuery.MAX_PAGE_SIZE);
  }
}
