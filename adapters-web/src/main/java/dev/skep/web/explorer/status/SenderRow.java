package dev.skep.web.explorer.status;

import dev.skep.application.ingest.SenderBook;
import dev.skep.application.ingest.SenderFigures;
import dev.skep.application.ingest.SenderFigures.Fate;
import dev.skep.application.ingest.SenderFigures.Others;
import dev.skep.application.ingest.SenderFigures.SenderState;
import dev.skep.domain.ingest.Rejection;
import dev.skep.web.explorer.text.AgentWords;
import dev.skep.web.explorer.text.Elapsed;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.VisibleText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// One sender in the table, in words.
///
/// @param name of the sender; empty for all those together that have no row
/// @param lastBatchExact the moment, to the nanosecond
/// @param lastHour points of a line, 100 wide and 22 high; empty when there is nothing to draw
/// @param rejected how many spans were bad, or empty for none
/// @param rejectedLastHour how many of them came within the last hour, or empty for none
/// @param why they were, and what else was left out
public record SenderRow(
    String name,
    String agent,
    String host,
    String lastBatch,
    String lastBatchExact,
    String perMinute,
    String lastHour,
    String received,
    String rejected,
    String rejectedLastHour,
    String why) {
  private static final int SHOWN = 50;
  private static final int LONGEST = 60;
  private static final double HEIGHT = 22;

  /// The rows of a table that may have had more of them: who sent last comes first, and all those
  /// that have no row come together at the end.
  ///
  /// @param hidden how many senders have no row though they are told apart
  public record Table(List<SenderRow> rows, int hidden) {
    static Table of(SenderFigures figures, Instant now) {
      List<SenderState> latest =
          figures.senders().stream()
              .sorted(
                  Comparator.comparing(SenderState::lastBatch)
                      .reversed()
                      .thenComparing(SenderState::name))
              .toList();
      int shown = Math.min(SHOWN, latest.size());
      List<SenderRow> rows = new ArrayList<>();
      latest.subList(0, shown).stream()
          .sorted(Comparator.comparing(SenderState::name))
          .forEach(sender -> rows.add(SenderRow.of(sender, now)));
      if (figures.others() instanceof Others.Together(SenderState together)) {
        rows.add(SenderRow.of(together, now));
      }
      return new Table(rows, latest.size() - shown);
    }

    /// How many senders are told apart at most.
    public int most() {
      return SenderBook.MOST;
    }
  }

  private static SenderRow of(SenderState sender, Instant now) {
    Fate fate = sender.fate();
    return new SenderRow(
        VisibleText.line(sender.name(), LONGEST),
        AgentWords.of(sender.agent()),
        VisibleText.line(sender.host(), LONGEST),
        Elapsed.since(sender.lastBatch(), now),
        Formats.iso(sender.lastBatch()),
        Formats.count(sender.spansLastMinute()),
        points(sender.lastHour()),
        Formats.count(fate.received()),
        countOrNothing(fate.rejectedTotal()),
        countOrNothing(sender.rejectedLastHour()),
        why(fate));
  }

  private static String countOrNothing(long spans) {
    return spans == 0 ? "" : Formats.count(spans);
  }

  private static String why(Fate fate) {
    List<String> reasons = new ArrayList<>();
    for (Rejection reason : Rejection.values()) {
      if (fate.rejected().containsKey(reason)) {
        reasons.add(reason.words());
      }
    }
    add(reasons, fate.sampledOut(), "sampled out");
    add(reasons, fate.rateLimited(), "over its rate");
    add(reasons, fate.unavailable(), "to be sent again");
    return String.join(" · ", reasons);
  }

  private static void add(List<String> reasons, long spans, String words) {
    if (spans > 0) {
      reasons.add(Formats.count(spans) + " " + words);
    }
  }

  private static String points(List<Integer> minutes) {
    int most = minutes.stream().mapToInt(Integer::intValue).max().orElse(0);
    if (most == 0) {
      return "";
    }
    var points = new StringBuilder();
    for (int i = 0; i < minutes.size(); i++) {
      double x = 100.0 * i / (minutes.size() - 1);
      double y = HEIGHT - 1 - (HEIGHT - 2) * minutes.get(i) / most;
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
    }
    return points.toString().strip();
  }
}
