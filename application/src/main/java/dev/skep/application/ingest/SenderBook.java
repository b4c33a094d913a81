package dev.skep.application.ingest;

import dev.skep.application.ingest.Guardrails.Admission;
import dev.skep.application.ingest.SenderFigures.Others;
import dev.skep.application.ingest.SenderFigures.SenderState;
import dev.skep.application.ingest.SenderFigures.Strangers;
import dev.skep.domain.ingest.RejectedSpans;
import dev.skep.domain.ingest.Sender;
import dev.skep.domain.ingest.SpanBatch;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjIntConsumer;

/// Remembers who sends: when each [Sender] sent last, how much, and what became of it.
///
/// There are at most [#MOST] senders with a place of their own; what further ones send is counted
/// together. A sender that was silent for [#FORGOTTEN_AFTER] makes room for a new one, so that
/// somebody who makes up names does not keep the real ones out for ever.
///
/// A batch costs one look at each of its spans and one entry for each of its senders, whatever the
/// senders are called.
public final class SenderBook {
  /// How many senders are told apart.
  public static final int MOST = 500;

  static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
  private static final Duration BETWEEN_CLEARINGS = Duration.ofSeconds(10);

  private final Clock clock;
  private final Instant since;
  private final Map<Sender, SenderEntry> entries = new ConcurrentHashMap<>();
  private final SenderEntry others = new SenderEntry();
  private Instant cleared = Instant.MIN;
  private Strangers strangers = new Strangers.Nobody();

  public SenderBook(Clock clock) {
    this.clock = clock;
    this.since = clock.instant();
  }

  /// A batch is done with: what was admitted is stored, and its sender is told so.
  ///
  /// @param rejected the bad spans of the same batch
  public void taken(Admission admission, List<RejectedSpans> rejected) {
    var tallies = new Tallies();
    runs(admission.sent(), (from, spans) -> tallies.of(from).received += spans);
    if (admission.sampledOut() > 0) {
      runs(admission.sent(), (from, spans) -> tallies.of(from).sampledOut += spans);
      runs(admission.sampled(), (from, spans) -> tallies.of(from).sampledOut -= spans);
    }
    if (admission.rateLimited() > 0) {
      runs(admission.sampled(), (from, spans) -> tallies.of(from).rateLimited += spans);
      runs(admission.kept(), (from, spans) -> tallies.of(from).rateLimited -= spans);
    }
    for (RejectedSpans some : rejected) {
      tallies.of(some.resource()).reject(some.reason(), some.spans());
    }
    tallies.enter(clock.instant());
  }

  /// A batch could not be stored; its sender is told to send all of it again.
  public void unavailable(SpanBatch batch) {
    var tallies = new Tallies();
    runs(batch.spans(), (from, spans) -> tallies.of(from).unavailable(spans));
    for (RejectedSpans some : batch.rejectedSpans()) {
      tallies.of(some.resource()).unavailable(some.spans());
    }
    tallies.enter(clock.instant());
  }

  /// Somebody at this address sent something without the right key.
  public synchronized void stranger(String address) {
    long before = strangers instanceof Strangers.Came came ? came.requests() : 0;
    strangers = new Strangers.Came(before + 1, clock.instant(), address);
  }

  /// As of now.
  public SenderFigures figures() {
    Instant now = clock.instant();
    List<SenderState> senders =
        entries.entrySet().stream()
            .map(entry -> entry.getValue().state(entry.getKey().name(), now))
            .sorted(Comparator.comparing(SenderState::name))
            .toList();
    SenderState rest = others.state("", now);
    return new SenderFigures(
        since,
        senders,
        rest.batches() == 0 ? new Others.Nobody() : new Others.Together(rest),
        strangers());
  }

  private synchronized Strangers strangers() {
    return strangers;
  }

  private SenderEntry entry(Resource resource) {
    Sender sender = Sender.of(resource);
    SenderEntry known = entries.get(sender);
    return known == null ? newcomer(sender) : known;
  }

  private synchronized SenderEntry newcomer(Sender sender) {
    if (entries.size() >= MOST && !entries.containsKey(sender)) {
      clear(clock.instant());
      if (entries.size() >= MOST) {
        return others;
      }
    }
    return entries.computeIfAbsent(sender, any -> new SenderEntry());
  }

  private void clear(Instant now) {
    if (cleared.isAfter(now.minus(BETWEEN_CLEARINGS))) {
      return;
    }
    cleared = now;
    Instant silent = now.minus(FORGOTTEN_AFTER);
    entries.values().removeIf(entry -> entry.isSilentSince(silent));
  }

  /// Hands the spans of one resource that follow one another to `action` at once.
  @SuppressWarnings("ReferenceEquality") // equals would compare all attributes for each span
  private static void runs(List<Span> spans, ObjIntConsumer<Resource> action) {
    int begin = 0;
    for (int i = 1; i <= spans.size(); i++) {
      if (i == spans.size() || spans.get(i).resource() != spans.get(begin).resource()) {
        action.accept(spans.get(begin).resource(), i - begin);
        begin = i;
      }
    }
  }

  /// What a batch holds of each sender.
  private final class Tallies {
    private final Map<SenderEntry, SenderTally> bySender = new HashMap<>();

    SenderTally of(Resource resource) {
      SenderTally tally = bySender.computeIfAbsent(entry(resource), any -> new SenderTally());
      tally.last = resource;
      return tally;
    }

    void enter(Instant now) {
      bySender.forEach((entry, tally) -> entry.add(tally, now));
    }
  }
}
