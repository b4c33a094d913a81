package dev.skep.application.ingest;

import dev.skep.application.RareWarning;
import dev.skep.domain.ingest.IngestPolicy;
import dev.skep.domain.ingest.Sender;
import dev.skep.domain.ingest.SpanRate;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceId;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/// Holds batches to an [IngestPolicy]. Whole traces are left out, never single spans, as far as one
/// batch shows: what it holds of a trace is kept or left out together, and counts as sent by the
/// sender of the first of these spans.
///
/// Source: `docs/adr/0017-guardrails-at-the-door.md`.
public final class Guardrails {
  private static final Logger LOG = System.getLogger(Guardrails.class.getName());
  private static final Pattern UNSAFE = Pattern.compile("[^\\w .:/-]");

  private final IngestPolicy policy;
  private final SenderBuckets buckets;
  private final RareWarning limited;

  /// @param nanoTime a time that never goes back, in nanoseconds since any moment
  public Guardrails(IngestPolicy policy, LongSupplier nanoTime) {
    this.policy = policy;
    this.buckets =
        switch (policy.spanRate()) {
          case SpanRate.Unlimited() -> new SenderBuckets(Integer.MAX_VALUE, nanoTime);
          case SpanRate.PerSecond(int spans) -> new SenderBuckets(spans, nanoTime);
        };
    this.limited = new RareWarning(LOG, nanoTime);
  }

  /// What is to be stored of these spans, in their order.
  public Admission admit(List<Span> spans) {
    List<Span> sampled = sample(spans);
    return new Admission(spans, sampled, limit(sampled));
  }

  private List<Span> sample(List<Span> spans) {
    if (policy.sampleRate().value() == 1) {
      return spans;
    }
    return spans.stream().filter(span -> policy.sampleRate().keeps(span.traceId())).toList();
  }

  private List<Span> limit(List<Span> spans) {
    if (policy.spanRate() instanceof SpanRate.Unlimited) {
      return spans;
    }
    Set<TraceId> refused = new HashSet<>();
    int refusedSpans = 0;
    String lastSender = "";
    for (Part part : parts(spans)) {
      if (!buckets.take(part.sender, part.spans)) {
        refused.add(part.traceId);
        refusedSpans += part.spans;
        lastSender = part.sender.name();
      }
    }
    if (refused.isEmpty()) {
      return spans;
    }
    warn(refusedSpans, lastSender);
    List<Span> kept = new ArrayList<>(spans.size());
    for (Span span : spans) {
      if (!refused.contains(span.traceId())) {
        kept.add(span);
      }
    }
    return kept;
  }

  private void warn(int spans, String lastSender) {
    // The name comes from outside: it must not look like other lines of the log.
    String safe = UNSAFE.matcher(lastSender).replaceAll("?");
    limited.add(
        spans,
        count ->
            "Senders sent more than TRACES_INGEST_MAX_SPANS_PER_SEC. Spans left out since the last"
                + " such line: "
                + count
                + ". The last sender: "
                + safe);
  }

  /// In the order of the first spans, so that nobody's traces come before another's.
  private static Iterable<Part> parts(List<Span> spans) {
    Map<TraceId, Part> parts = new LinkedHashMap<>();
    for (Span span : spans) {
      parts.computeIfAbsent(span.traceId(), id -> new Part(id, Sender.of(span.resource()))).spans++;
    }
    return parts.values();
  }

  /// What a batch holds of one trace.
  private static final class Part {
    final TraceId traceId;
    final Sender sender;
    int spans;

    Part(TraceId traceId, Sender sender) {
      this.traceId = traceId;
      this.sender = sender;
    }
  }

  /// What the guardrails let through.
  ///
  /// @param sent all spans, in the order sent
  /// @param sampled those of them that the sample rate keeps
  /// @param kept those of them that their senders were not too fast for
  public record Admission(List<Span> sent, List<Span> sampled, List<Span> kept) {
    /// How many spans of traces that the sample rate leaves out.
    public int sampledOut() {
      return sent.size() - sampled.size();
    }

    /// How many spans of senders that sent too much.
    public int rateLimited() {
      return sampled.size() - kept.size();
    }
  }
}
