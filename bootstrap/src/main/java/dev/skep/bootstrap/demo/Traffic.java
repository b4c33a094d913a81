package dev.skep.bootstrap.demo;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.partitioningBy;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The estate's traffic over time: journeys begin, and what has ended is sent.
///
/// Made by time and chance alone: the same seed, asked at the same moments, tells the same story.
final class Traffic {
  /// How far back the story goes at most. When asked for the first time, or after a long silence,
  /// it begins this long ago.
  static final Duration BACKLOG = Duration.ofMinutes(5);

  /// Never more than twenty journeys a second.
  private static final long SHORTEST_PAUSE = Duration.ofMillis(50).toNanos();

  private static final double JOURNEYS_PER_SECOND = 1.15;

  /// Visitors come in waves of this length, half as many again on the crest, half on the trough.
  private static final double WAVE_SECONDS = 180;

  private final Chance chance;
  private final Journeys journeys;
  private final BeylaRequests requests;
  private List<BeylaEvent> unsent = List.of();
  private long nextStart = Long.MIN_VALUE;

  Traffic(RandomGenerator random) {
    this.chance = new Chance(random);
    this.journeys = new Journeys(chance);
    this.requests = new BeylaRequests(chance);
  }

  /// The requests that the Beylas of the estate send from the last call until `now`. The earliest
  /// ends come first; what ends later than `now` is kept for a later call.
  List<ExportTraceServiceRequest> until(Instant now) {
    var until = unixNanos(now);
    var seen = Stream.concat(unsent.stream(), begunUntil(until).stream());
    var bySent = seen.collect(partitioningBy(event -> event.sentAt() <= until));
    unsent = bySent.getOrDefault(false, List.of());
    var sent = bySent.getOrDefault(true, List.of());

    return Stream.of(Estate.EDGE, Estate.APPS)
        .map(host -> sent.stream().filter(event -> event.service().host().equals(host)))
        .map(events -> events.sorted(comparingLong(BeylaEvent::end)).toList())
        .flatMap(events -> requests.of(events).stream())
        .toList();
  }

  private List<BeylaEvent> begunUntil(long until) {
    var events = new ArrayList<BeylaEvent>();
    nextStart = Math.max(nextStart, until - BACKLOG.toNanos());
    while (nextStart <= until) {
      events.addAll(journeys.begin(nextStart));
      nextStart += pauseAfter(nextStart);
    }
    return events;
  }

  private long pauseAfter(long start) {
    var wave = Math.sin(2 * Math.PI * (start / 1e9 % WAVE_SECONDS) / WAVE_SECONDS);
    var perSecond = JOURNEYS_PER_SECOND * (1 + 0.5 * wave);
    return SHORTEST_PAUSE + chance.pause(1e9 / perSecond - SHORTEST_PAUSE);
  }

  private static long unixNanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }
}
