package dev.skep.application.ingest;

import dev.skep.application.ingest.SenderFigures.Fate;
import dev.skep.application.ingest.SenderFigures.SenderState;
import dev.skep.domain.ingest.Rejection;
import dev.skep.domain.trace.Agent;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.SemanticAttributes;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/// What is remembered of one sender. For all threads; each batch takes the lock once.
final class SenderEntry {
  private static final int SECONDS = 60;
  private static final int MINUTES = 60;
  private static final int LONGEST = 64;

  private final Map<Rejection, Long> rejected = new EnumMap<>(Rejection.class);
  private final RecentCounts lastMinute = new RecentCounts(SECONDS, 1);
  private final RecentCounts lastHour = new RecentCounts(MINUTES, 60);
  private final RecentCounts rejectedLastHour = new RecentCounts(MINUTES, 60);
  private Agent agent = Agent.of(Attributes.NONE);
  private String host = "";
  private Instant lastBatch = Instant.MIN;
  private long batches;
  private long received;
  private long sampledOut;
  private long rateLimited;
  private long unavailable;

  synchronized void add(SenderTally tally, Instant now) {
    agent = agent(tally.last);
    host = host(tally.last);
    lastBatch = now;
    batches++;
    received += tally.received;
    sampledOut += tally.sampledOut;
    rateLimited += tally.rateLimited;
    unavailable += tally.unavailable;
    tally.rejected.forEach((reason, spans) -> {
      rejected.merge(reason, spans, Long::sum);
      rejectedLastHour.add(now.getEpochSecond(), Math.toIntExact(spans));
    });
    lastMinute.add(now.getEpochSecond(), tally.received);
    lastHour.add(now.getEpochSecond(), tally.received);
  }

  synchronized boolean isSilentSince(Instant time) {
    return lastBatch.isBefore(time);
  }

  synchronized SenderState state(String name, Instant now) {
    long bad = rejected.values().stream().mapToLong(Long::longValue).sum();
    long kept = received - bad - sampledOut - rateLimited - unavailable;
    return new SenderState(
        name,
        agent,
        host,
        lastBatch,
        batches,
        new Fate(received, kept, rejected, sampledOut, rateLimited, unavailable),
        rejectedLastHour.sum(now.getEpochSecond()),
        lastMinute.sum(now.getEpochSecond()),
        lastHour.each(now.getEpochSecond()));
  }

  private static String host(Resource resource) {
    String name = resource.attributes().text(SemanticAttributes.HOST_NAME).orElse("");
    return cut(name);
  }

  private static Agent agent(Resource resource) {
    Agent agent = Agent.of(resource.attributes());
    return new Agent(
        agent.family(), cut(agent.name()), cut(agent.language()), cut(agent.version()));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
