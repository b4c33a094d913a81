package dev.skep.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.port.WorkObserver;
import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.condition.SpansetCondition;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How often a search looks into the files of segments. Of more segments than connections are kept
/// for, each look opens a file.
final class SegmentReadsTest {
  private static final int SEGMENTS = 60;
  // Told of by who wants one, and by who does it.
  private static final int LOOKS_INTO_EACH = 10;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TraceOrder.class)
  void a_page_takes_a_few_looks_into_each_segment(TraceOrder order) {
    Path data = folder.resolve("data");
    SmallSegments.fillAndSeal(data, SEGMENTS, 1);
    var looks = new Looks();
    try (SqliteStore store = SmallSegments.open(data, 1, looks)) {
      var query =
          new TraceQuery(SpansetCondition.all(), List.of(), order, PageStart.first(), SEGMENTS);

      assertThat(store.reader().search(query).traces()).hasSize(SEGMENTS);

      assertThat(looks.count).hasValueLessThanOrEqualTo(SEGMENTS * LOOKS_INTO_EACH);
    }
  }

  /// Counts them.
  private static final class Looks implements WorkObserver {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public <T, X extends Exception> T segment(String name, long number, Work<T, X> work) throws X {
      count.incrementAndGet();
      return work.run();
    }

    @Override
    public <X extends Exception> void job(String job, Work<String, X> work) throws X {
      work.run();
    }
  }
}
