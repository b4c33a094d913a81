package dev.skep.persistence.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.Span;
import dev.skep.persistence.folder.DataFolder;
import dev.skep.persistence.sealed.SegmentFacts;
import dev.skep.persistence.sealing.Pace;
import dev.skep.persistence.sealing.Sealing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;

/// A data folder whose segments are full as soon as something is in them.
final class FullSegments implements AutoCloseable {
  private final DataFolder data;
  private final Segments segments;

  private FullSegments(DataFolder data, Segments segments) {
    this.data = data;
    this.segments = segments;
  }

  static FullSegments in(Path folder) throws SQLException {
    return in(folder, 1);
  }

  /// @param waiting how many full ones may wait to be sealed
  static FullSegments in(Path folder, int waiting) throws SQLException {
    var limits = new SegmentLimits(1, 1 << 30, Duration.ofDays(1), waiting);
    return in(folder, limits, Clock.systemUTC());
  }

  static FullSegments in(Path folder, SegmentLimits limits, Clock clock) throws SQLException {
    DataFolder data = DataFolder.open(folder);
    return new FullSegments(data, Segments.open(data, limits, clock, Duration.ofSeconds(20)));
  }

  static List<Span> generated(long seed, int count) {
    return List.copyOf(new LinkedHashSet<>(new GeneratedSpans(new Random(seed), 40).spans(count)));
  }

  /// A segment with these spans that is not sealed.
  LiveSegment full(List<Span> spans) throws SQLException {
    SegmentWriter writer = segments.rolling().openWriter();
    writer.write(List.of(spans));
    segments.rolling().roll(writer).close();
    segments.rolling().closeFullWriters();
    return segments.nextToSeal().orElseThrow();
  }

  Rolling rolling() {
    return segments.rolling();
  }

  /// The file of a sealed segment with these spans.
  Path sealed(List<Span> spans) throws SQLException {
    LiveSegment full = full(spans);
    SegmentFacts facts =
        Sealing.seal(full.file(), full.index(), Pace.UNRESTING, () -> false).orElseThrow();
    assertThat(facts.spanCount()).isEqualTo(spans.size());
    assertThat(Path.of(full.file() + "-wal"))
        .satisfiesAnyOf(
            wal -> assertThat(Files.exists(wal)).isFalse(), wal -> assertThat(wal).isEmptyFile());
    return full.file();
  }

  @Override
  public void close() throws SQLException, IOException {
    segments.close();
    data.close();
  }
}
