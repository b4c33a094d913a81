package dev.skep.application.selftrace;

import static java.util.Objects.requireNonNull;

import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanStatus;
import dev.skep.domain.trace.StatusCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A span of Skep's own that is under way. Used by one thread.
final class OwnSpan implements SpanNotes {
  private final Recording recording;
  private final SpanId id;
  private final Parent parent;
  private final String name;
  private final SpanKind kind;
  private final long fromNano;
  private final Attributes.Builder attributes = Attributes.builder();
  private final Map<SegmentKey, SegmentWork> segments = new LinkedHashMap<>();
  private SpanStatus status = SpanStatus.UNSET;

  OwnSpan(Recording recording, Parent parent, String name, SpanKind kind) {
    this.recording = recording;
    this.id = recording.newSpanId();
    this.parent = parent;
    this.name = name;
    this.kind = kind;
    this.fromNano = recording.nanoTime();
  }

  /// Whether there is room for one more below it.
  boolean mayHaveChild() {
    return recording.mayBegin();
  }

  OwnSpan child(String childName) {
    return new OwnSpan(recording, Parent.of(id), childName, SpanKind.INTERNAL);
  }

  @Override
  public Optional<TraceParent> position() {
    return Optional.of(new TraceParent(recording.traceId(), id, true));
  }

  @Override
  public void put(String key, String text) {
    attributes.put(key, text);
  }

  @Override
  public void put(String key, long number) {
    attributes.put(key, number);
  }

  @Override
  public void fail(String type, String message) {
    attributes.put("error.type", type);
    status = new SpanStatus(StatusCode.ERROR, message);
  }

  /// Something is done with a segment. What is done with the same segment again makes the same span
  /// longer: a search asks each segment many short questions.
  ///
  /// @return whether [#endSegment] has to follow; not so for a step within another one, or where
  ///   there is no room for one more span
  boolean beginSegment(String work, long number) {
    var key = new SegmentKey(work, number);
    SegmentWork known = segments.get(key);
    if (known == null && !recording.mayBegin()) {
      return false;
    }
    return segments
        .computeIfAbsent(key, first -> new SegmentWork(recording.nanoTime()))
        .begin(recording.nanoTime());
  }

  void endSegment(String work, long number) {
    requireNonNull(segments.get(new SegmentKey(work, number))).end(recording.nanoTime());
  }

  /// Ends the span, and hands it over with what was done with segments.
  void end() {
    segments.forEach(this::add);
    recording.add(
        id,
        parent,
        name,
        kind,
        attributes.build(),
        status,
        new Recording.Stretch(fromNano, recording.nanoTime()));
  }

  private void add(SegmentKey key, SegmentWork work) {
    Attributes about =
        Attributes.builder()
            .put("skep.segment.number", key.number)
            .put("skep.segment.steps", work.steps)
            .put("skep.segment.busy_nano", work.busyNano)
            .build();
    recording.add(
        recording.newSpanId(),
        Parent.of(id),
        key.work,
        SpanKind.INTERNAL,
        about,
        SpanStatus.UNSET,
        new Recording.Stretch(work.fromNano, work.toNano));
  }

  private record SegmentKey(String work, long number) {}

  private static final class SegmentWork {
    private final long fromNano;
    private long toNano;
    private long busyNano;
    private int steps;
    private boolean busy;
    private long stepNano;

    SegmentWork(long fromNano) {
      this.fromNano = fromNano;
    }

    boolean begin(long now) {
      if (busy) {
        return false;
      }
      busy = true;
      stepNano = now;
      return true;
    }

    void end(long now) {
      busy = false;
      busyNano += now - stepNano;
      toNano = now;
      steps++;
    }
  }
}
