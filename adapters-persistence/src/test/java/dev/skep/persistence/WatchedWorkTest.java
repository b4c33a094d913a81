package dev.skep.persistence;

import static dev.skep.domain.trace.Spans.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.StoreState;
import dev.skep.application.StoreState.Covered;
import dev.skep.application.StoreState.Segment;
import dev.skep.application.StoreState.Stage;
import dev.skep.application.port.WorkObserver;
import dev.skep.domain.calls.Minutes;
import dev.skep.domain.search.TraceQuery;
import dev.skep.persistence.segment.RetentionPolicy;
import dev.skep.persistence.segment.SegmentLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a store tells of itself: its figures, and its work while it is done.
final class WatchedWorkTest {
  private static final SegmentLimits TINY = new SegmentLimits(3, 1L << 30, Duration.ofDays(1));
  private static final RetentionPolicy WEEK = new RetentionPolicy(Duration.ofDays(7), 1L << 40);

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON.plusSeconds(60));
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private final Notes notes = new Notes();
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(new StoreSettings(folder.resolve("data"), WEEK, TINY), clock, notes);
    for (int i = 1; i <= 7; i++) {
      store.writer().write(List.of(SmallSegments.one(i)));
      if (i % 3 == 0) {
        store.sealAll();
      }
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void the_figures_tell_of_each_segment_what_is_in_it() {
    StoreState state = store.figures().state();

    assertThat(state.segments())
        .extracting(Segment::stage)
        .containsExactly(Stage.SEALED, Stage.SEALED, Stage.OPEN);
    assertThat(state.segments()).extracting(Segment::spans).containsExactly(3L, 3L, 1L);
    assertThat(state.segments()).extracting(Segment::traces).containsExactly(3L, 3L, 1L);
    assertThat(state.segments())
        .extracting(Segment::covered)
        .containsOnly(new Covered.From(NOON, NOON.plusNanos(1_500_000)));
    assertThat(state.segments()).allMatch(segment -> segment.bytes() > 4096);
    assertThat(state.oldestSpan()).contains(NOON);
    assertThat(state.spans()).isEqualTo(7);
    assertThat(state.commits().count()).isEqualTo(7);
    assertThat(state.commits().p99Nano()).isPositive();
    // As of when it was looked at last.
    assertThat(state.disk().used()).isPositive();
    assertThat(state.disk().cap()).isEqualTo(WEEK.maxBytes());
    assertThat(state.disk().free()).isPositive();
    assertThat(state.queue().spans()).isZero();
    assertThat(state.queue().longestWait()).isZero();
    assertThat(state.keeping().age()).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void how_long_the_room_lasts_follows_from_what_came_in_the_last_hour() {
    assertThat(store.figures().state().roomLasts(clock.instant())).isEmpty();

    now.set(now.get().plus(Duration.ofHours(1)));
    StoreState state = store.figures().state();

    double share = (double) state.disk().room() / state.segments().getLast().bytes();
    assertThat(state.roomLasts(clock.instant()).orElseThrow())
        .isCloseTo(
            Duration.ofSeconds((long) Math.min(share * 3600, Integer.MAX_VALUE)),
            Duration.ofSeconds(1));
  }

  @Test
  void a_search_tells_which_segments_it_reads() {
    notes.lines.clear();

    store.reader().search(TraceQuery.newest(10));
    assertThat(notes.lines).contains("read segment 1", "read segment 2", "read segment 3");

    notes.lines.clear();
    store.calls().services(Minutes.covering(NOON, NOON.plusSeconds(60)));
    assertThat(notes.lines).containsExactly("read segment 3", "read segment 2", "read segment 1");
  }

  @Test
  void sealing_and_dropping_are_jobs_that_tell_what_came_of_them() throws InterruptedException {
    assertThat(notes.lines)
        .contains(
            "load index 1",
            "write lists 1",
            "exchange segment 1",
            "job seal: segment 1, 3 spans",
            "job seal: segment 2, 3 spans");

    now.set(NOON.plus(Duration.ofDays(8)));
    // The third, which is open, is full by its age; then it is sealed, and goes as the others do.
    while (notes.dropped() < 3) {
      Thread.sleep(20);
    }

    assertThat(notes.lines)
        .contains(
            "drop segment 1", "drop segment 2", "job seal: segment 3, 1 spans", "drop segment 3");
    StoreState state = store.figures().state();
    assertThat(state.droppedSegments()).isEqualTo(3);
    assertThat(state.segments())
        .singleElement()
        .returns(Stage.OPEN, Segment::stage)
        .returns(0L, Segment::spans);
  }

  private static final class Notes implements WorkObserver {
    private static final Pattern DROPPED = Pattern.compile("job retention: dropped (\\d+) .*");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    /// How many segments the jobs say they dropped.
    private int dropped() {
      return lines.stream()
          .map(DROPPED::matcher)
          .filter(Matcher::matches)
          .mapToInt(line -> Integer.parseInt(line.group(1)))
          .sum();
    }

    @Override
    public <T, X extends Exception> T segment(String name, long number, Work<T, X> work) throws X {
      lines.add(name + " " + number);
      return work.run();
    }

    @Override
    public <X extends Exception> void job(String job, Work<String, X> work) throws X {
      lines.add("job " + job + ": " + work.run());
    }
  }
}
