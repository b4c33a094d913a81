package dev.skep.application;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a store is doing.
///
/// @param segments the pieces in which spans are kept and dropped, oldest first
/// @param droppedSegments how many were dropped since the start
/// @param commits how long it took since the start to write and sync what came together
public record StoreState(
    List<Segment> segments,
    Disk disk,
    Keeping keeping,
    Queue queue,
    LatencyFigures commits,
    long droppedSegments) {
  private static final Duration RECENT = Duration.ofHours(1);
  private static final Duration TOO_SHORT = Duration.ofMinutes(1);

  public StoreState {
    segments = List.copyOf(segments);
  }

  /// When the earliest stored span began, as far as that is known.
  public Optional<Instant> oldestSpan() {
    return segments.stream()
        .flatMap(segment ->
            segment.covered() instanceof Covered.From(Instant first, Instant last)
                ? Optional.of(first).stream()
                : Optional.<Instant>empty().stream())
        .min(Instant::compareTo);
  }

  /// How many spans are stored, as far as that is known.
  public long spans() {
    return segments.stream().mapToLong(Segment::spans).sum();
  }

  /// What all segments take, in bytes.
  public long segmentBytes() {
    return segments.stream().mapToLong(Segment::bytes).sum();
  }

  /// How long the room that may be used lasts if as much comes in as in the last hour or a little
  /// more, or nothing when too little is known. It then goes on, without the oldest segments.
  public Optional<Duration> roomLasts(Instant now) {
    long bytes = 0;
    for (Segment segment : segments.reversed()) {
      bytes += segment.bytes();
      Duration since = Duration.between(segment.begun(), now);
      if (since.compareTo(RECENT) >= 0 || segment.equals(segments.getFirst())) {
        return since.compareTo(TOO_SHORT) < 0 || bytes == 0
            ? Optional.empty()
            : Optional.of(timeFor(disk.room(), bytes, since));
      }
    }
    return Optional.empty();
  }

  private static Duration timeFor(long room, long bytes, Duration since) {
    double seconds = (double) room / bytes * since.toSeconds();
    return Duration.ofSeconds((long) Math.min(seconds, Integer.MAX_VALUE));
  }

  /// A piece in which spans are kept.
  ///
  /// @param number larger than those of all older segments
  /// @param spans zero while they are being counted
  /// @param traces as many as have a span here; zero while they are being counted
  /// @param begun when it was begun
  /// @param bytes what its files take
  public record Segment(
      long number,
      Stage stage,
      long spans,
      long traces,
      Instant begun,
      Covered covered,
      long bytes) {}

  /// What becomes of a segment, in this order.
  public enum Stage {
    /// Spans are added.
    OPEN,
    /// It waits to be sealed.
    FULL,
    /// Nothing is added any more.
    SEALED,
    /// It could not be read, and was set aside.
    DAMAGED;

    private final String slug = name().toLowerCase(Locale.ROOT);

    /// The name in lower case.
    public String slug() {
      return slug;
    }
  }

  /// What time the spans of a segment are of.
  public sealed interface Covered {
    /// It has none, or it is not known yet.
    record Nothing() implements Covered {}

    /// Of this time.
    ///
    /// @param first when the first trace began
    /// @param last the last moment of any
    record From(Instant first, Instant last) implements Covered {}
  }

  /// The room there is, in bytes.
  ///
  /// @param used what everything takes that is kept
  /// @param cap how much it may take
  /// @param free what the disk has left
  /// @param lowBelow with less than that left nothing is written any more
  public record Disk(long used, long cap, long free, long lowBelow) {
    /// How much more may be kept.
    public long room() {
      return Math.max(0, Math.min(cap - used, free - lowBelow));
    }
  }

  /// How long things are kept.
  ///
  /// @param age spans, at least, unless they take too much room
  /// @param pinned how many traces are kept for longer
  public record Keeping(Duration age, int pinned) {}

  /// What waits to be written.
  ///
  /// @param most how many spans may wait
  /// @param longestWait how long the first of them has waited
  public record Queue(int spans, int most, Duration longestWait) {}
}
