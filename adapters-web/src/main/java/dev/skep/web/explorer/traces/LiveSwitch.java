package dev.skep.web.explorer.traces;

import dev.skep.application.ingest.SenderFigures;
import dev.skep.application.ingest.SenderFigures.SenderState;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.web.explorer.text.AgentWords;
import dev.skep.web.explorer.text.Elapsed;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.explorer.text.VisibleText;
import dev.skep.web.query.TimeRange;
import dev.skep.web.query.TraceParameters;
import dev.skep.web.query.UrlQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// The switch that lets the list follow what arrives, and who sent last.
///
/// @param offered whether the list can follow: not when it ends at a moment that is over
/// @param on whether it does
/// @param href the same search with the switch the other way
/// @param poll what to ask for changes; empty when the list does not follow
/// @param batches who sent last, the latest first
public record LiveSwitch(
    boolean offered, boolean on, String href, String poll, List<LastBatch> batches) {
  /// Where a list that follows asks for changes.
  static final String PATH = "/live";

  /// The parameter that says which list the page shows.
  static final String SEEN = "seen";

  /// The parameter that switches it on.
  static final String LIVE = "live";

  private static final int SENDERS = 3;
  private static final int LONGEST = 40;

  /// When a sender sent last.
  public record LastBatch(String sender, String ago, String exact) {}

  /// No list, nothing to follow.
  static final LiveSwitch NONE = new LiveSwitch(false, false, "", "", List.of());

  static LiveSwitch of(
      UrlQuery url,
      TraceParameters.Valid parameters,
      FoundTraces found,
      SenderFigures senders,
      Instant now) {
    boolean on = isOn(url, parameters);
    UrlQuery first = url.without("cursor", "shown", SEEN);
    String href =
        (on ? first.without(LIVE) : first.without("sort").with(LIVE, "on")).at(TracePaths.TRACES);
    return new LiveSwitch(
        follows(parameters.range()),
        on,
        href,
        on ? first.with(SEEN, seen(found)).at(PATH) : "",
        batches(senders, now));
  }

  /// Whether the list follows: only the newest ones can, and only on the first page.
  static boolean isOn(UrlQuery url, TraceParameters.Valid parameters) {
    return url.first(LIVE).equals("on")
        && follows(parameters.range())
        && parameters.query().order() == TraceOrder.NEWEST
        && parameters.query().pageStart() instanceof PageStart.First;
  }

  /// Names what a list shows: another text when anything in it is other.
  static String seen(FoundTraces found) {
    long hash = found.more() ? 1 : 0;
    for (TraceSummary trace : found.traces()) {
      hash =
          hash * 0x9e37_79b9_7f4a_7c15L
              + Objects.hash(
                  trace.traceId(), trace.spanCount(), trace.errorCount(), trace.durationNano());
    }
    return Long.toHexString(hash);
  }

  private static boolean follows(TimeRange range) {
    return switch (range) {
      case TimeRange.Last _, TimeRange.All _, TimeRange.Since _ -> true;
      case TimeRange.Until _, TimeRange.Between _ -> false;
    };
  }

  private static List<LastBatch> batches(SenderFigures senders, Instant now) {
    return senders.senders().stream()
        .sorted(Comparator.comparing(SenderState::lastBatch).reversed())
        .limit(SENDERS)
        .map(sender ->
            new LastBatch(
                words(sender),
                Elapsed.since(sender.lastBatch(), now),
                Formats.iso(sender.lastBatch())))
        .toList();
  }

  private static String words(SenderState sender) {
    boolean ofHost = sender.agent().seesQueues() && !sender.host().isEmpty();
    String name = VisibleText.line(sender.name(), LONGEST);
    return ofHost
        ? name
            + " by "
            + AgentWords.name(sender.agent())
            + " on "
            + VisibleText.line(sender.host(), LONGEST)
        : name;
  }
}
