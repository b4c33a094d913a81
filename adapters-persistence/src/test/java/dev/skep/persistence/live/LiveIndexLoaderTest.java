package dev.skep.persistence.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.folder.DataFolder;
import dev.skep.persistence.segment.Catalogue;
import dev.skep.persistence.segment.SegmentLimits;
import dev.skep.persistence.segment.SegmentWriter;
import dev.skep.persistence.segment.Segments;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The index that is made from the rows is the one that was made while they were written.
final class LiveIndexLoaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void every_span_is_indexed_as_it_was_when_it_was_written(long seed)
      throws SQLException, IOException {
    // More than are read at once.
    List<Span> spans = new GeneratedSpans(new Random(seed), 60).spans(1_300);
    try (Written written = new Written(folder)) {
      written.store(spans);

      LiveIndex loaded = written.load();

      assertThat(said(loaded)).isEqualTo(said(written.index()));
      assertThat(spans)
          .allSatisfy(span -> assertThat(loaded.traces().numberOf(span.traceId())).isNotNegative());
    }
  }

  @Test
  void spans_of_a_trace_that_was_erased_leave_gaps() throws SQLException, IOException {
    List<Span> spans = new GeneratedSpans(new Random(4), 60).spans(700);
    TraceId first = spans.getFirst().traceId();
    TraceId last = spans.getLast().traceId();
    try (Written written = new Written(folder)) {
      written.store(spans);
      written.erase(first);
      written.erase(last);

      LiveIndex loaded = written.load();

      assertThat(loaded.traces().numberOf(first)).isEqualTo(LiveIndex.NONE);
      for (Span span : spans) {
        int was = written.index().traces().numberOf(span.traceId());
        int is = loaded.traces().numberOf(span.traceId());
        assertThat(is == LiveIndex.NONE ? new long[0] : loaded.rowIds(is))
            .isEqualTo(written.index().rowIds(was));
      }
    }
  }

  @Test
  void of_no_rows_an_empty_index_is_made() throws SQLException, IOException {
    try (Written written = new Written(folder)) {
      assertThat(written.load().spans().count()).isZero();
    }
  }

  /// All that an index says of each span and each trace.
  private static List<Object> said(LiveIndex index) {
    List<Object> said = new ArrayList<>();
    for (int span = 0; span < index.spans().count(); span++) {
      said.add(
          List.of(
              index.traces().idOf(index.spans().traceOf(span)),
              index.spans().operationOf(span),
              index.spans().resourceOf(span),
              index.spans().isError(span),
              index.spans().isTop(span),
              index.spans().fingerprint(span),
              IntStream.range(index.spans().termsStart(span), index.spans().termsStart(span + 1))
                  .map(index.spans()::term)
                  .boxed()
                  .toList()));
    }
    for (int trace = 0; trace < index.traces().count(); trace++) {
      said.add(
          List.of(
              index.traces().idOf(trace),
              index.traces().start(trace),
              index.traces().duration(trace),
              index.traces().spanCount(trace),
              index.traces().errorCount(trace),
              LongStream.of(index.rowIds(trace)).boxed().toList()));
    }
    return said;
  }

  /// The open segment of a store of its own.
  private static final class Written implements AutoCloseable {
    private final DataFolder data;
    private final Segments segments;
    private final SegmentWriter writer;

    Written(Path folder) throws SQLException {
      data = DataFolder.open(folder.resolve("data"));
      segments =
          Segments.open(
              data,
              new SegmentLimits(1_000_000, 1L << 30, Duration.ofDays(1)),
              Clock.systemUTC(),
              Duration.ofSeconds(20));
      writer = segments.rolling().openWriter();
    }

    void store(List<Span> spans) throws SQLException {
      writer.write(List.of(spans));
    }

    void erase(TraceId trace) throws SQLException {
      writer.delete(trace);
    }

    LiveIndex index() {
      return writer.index();
    }

    LiveIndex load() throws SQLException {
      return LiveIndexLoader.load(data.segment(Catalogue.fileName(1)), writer.index().seed());
    }

    @Override
    public void close() throws SQLException, IOException {
      try (data) {
        writer.close();
        segments.close();
      }
    }
  }
}
