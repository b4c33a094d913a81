package dev.skep.web.explorer.status;

import dev.skep.application.StoreState;
import dev.skep.application.StoreState.Covered;
import dev.skep.application.StoreState.Segment;
import dev.skep.application.StoreState.Stage;
import dev.skep.application.usecase.ViewStatus.Storage;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.Sizes;
import dev.skep.web.explorer.text.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What takes up room, drawn as one bar, and the latest segments in words.
///
/// @param failure what the store said when it could not tell, or empty; then there is nothing else
/// @param bar what is used, from the left
/// @param label of the bar, for whoever does not see it
/// @param segments the newest first
/// @param older how many more there are
/// @param keeping how long spans are kept
public record StorageView(
    String failure,
    List<Bar> bar,
    String label,
    String sealed,
    String open,
    String other,
    String free,
    List<SegmentRow> segments,
    int older,
    String keeping) {
  private static final int SHOWN = 12;
  private static final int MOST_BARS = 60;
  private static final double GAP = 0.2;

  /// A part of the bar.
  ///
  /// @param kind class of what it stands for
  public record Bar(String kind, String x, String width, String title) {}

  /// One segment.
  ///
  /// @param damaged whether it could not be read
  public record SegmentRow(
      String number,
      String from,
      String to,
      String spans,
      String traces,
      String size,
      String state,
      boolean damaged) {}

  static StorageView of(Storage storage, Times times) {
    return switch (storage) {
      case Storage.Unavailable(String reason) ->
          new StorageView(reason, List.of(), "", "", "", "", "", List.of(), 0, "");
      case Storage.Known(StoreState state) -> of(state, times);
    };
  }

  private static StorageView of(StoreState state, Times times) {
    long open = bytes(state, true);
    long sealed = bytes(state, false);
    long other = Math.max(0, state.disk().used() - open - sealed);
    List<Segment> newest = state.segments().reversed();
    int shown = Math.min(SHOWN, newest.size());
    int pinned = state.keeping().pinned();
    return new StorageView(
        "",
        bar(state, other),
        Sizes.of(state.disk().used())
            + " of "
            + Sizes.of(state.disk().cap())
            + " used by "
            + Formats.count(newest.size(), "segment"),
        Sizes.of(sealed),
        Sizes.of(open),
        Sizes.of(other) + (pinned == 0 ? "" : ", " + Formats.count(pinned, "pinned trace")),
        Sizes.of(state.disk().room()),
        newest.subList(0, shown).stream().map(one -> row(one, state, times)).toList(),
        newest.size() - shown,
        Formats.count(state.keeping().age().toDays(), "day"));
  }

  private static List<Bar> bar(StoreState state, long other) {
    double whole = Math.max(1, Math.max(state.disk().cap(), state.disk().used()));
    List<Bar> bars = new ArrayList<>();
    double x = 0;
    List<Segment> segments = state.segments();
    if (segments.size() > MOST_BARS) {
      x = add(bars, "sealed", x, bytes(state, false) / whole, "sealed");
      segments = segments.stream().filter(StorageView::isOpen).toList();
    }
    for (Segment segment : segments) {
      String title = "segment " + segment.number() + ", " + segment.stage().slug();
      x = add(bars, isOpen(segment) ? "open" : "sealed", x, segment.bytes() / whole, title);
    }
    add(bars, "pinned", x, other / whole, "everything else");
    return bars;
  }

  /// Where the next part begins.
  private static double add(List<Bar> bars, String kind, double x, double share, String title) {
    if (share <= 0) {
      return x;
    }
    double width = share * 100;
    // Two pixels are seen, however little it is.
    String drawn = width < 2 * GAP ? "2" : percent(width - GAP);
    bars.add(new Bar(kind, percent(x), drawn, title));
    return x + width;
  }

  private static String percent(double number) {
    return String.format(Locale.ROOT, "%.2f%%", number);
  }

  private static boolean isOpen(Segment segment) {
    return segment.stage() == Stage.OPEN;
  }

  private static long bytes(StoreState state, boolean open) {
    return state.segments().stream()
        .filter(segment -> isOpen(segment) == open)
        .mapToLong(Segment::bytes)
        .sum();
  }

  private static SegmentRow row(Segment segment, StoreState state, Times times) {
    boolean known = segment.stage() != Stage.DAMAGED;
    String from = "–";
    String to = "–";
    String until = "";
    if (segment.covered() instanceof Covered.From(Instant first, Instant last)) {
      from = times.minute(first);
      to = times.minute(last);
      until = isOpen(segment) ? "" : until(last, state, times);
    }
    return new SegmentRow(
        Formats.count(segment.number()),
        from,
        to,
        known ? Formats.count(segment.spans()) : "–",
        known ? Formats.count(segment.traces()) : "–",
        Sizes.of(segment.bytes()),
        segment.stage().slug() + until,
        segment.stage() == Stage.DAMAGED);
  }

  private static String until(Instant last, StoreState state, Times times) {
    try {
      return ", kept until " + times.minute(last.plus(state.keeping().age()));
    } catch (DateTimeException | ArithmeticException e) {
      return ""; // a span of the end of time
    }
  }
}
