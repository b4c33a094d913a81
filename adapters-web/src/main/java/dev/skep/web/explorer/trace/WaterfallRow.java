package dev.skep.web.explorer.trace;

import dev.skep.domain.trace.Span;
import java.util.List;

/// One row of a waterfall in words and numbers.
///
/// @param number from 1 on
/// @param level depth from 1; `deep` shows it as a number where it is not indented any more
/// @param expanded whether what is below is seen: `true`, `false`, or empty when nothing is below
/// @param classes CSS classes of the row, that of the service's colour among them
/// @param twist link that opens or closes what is below, or empty
/// @param service name of the service where it changes, else empty
/// @param before, hit, after the name, taken apart around what was looked for
/// @param count `×480` of a run, else empty; `run` says more of it
/// @param parts `queue 41.3 ms`, or empty; `partsHref` shows the parts as rows
/// @param note what is odd about the span's place, else empty; `noteTitle` explains it
/// @param inside what is hidden in the row, in words, or empty
/// @param kind the kind, or whom it called
record WaterfallRow(
    int number,
    int level,
    String deep,
    String expanded,
    boolean selected,
    String classes,
    String twist,
    String href,
    String service,
    boolean error,
    String before,
    String hit,
    String after,
    String count,
    String run,
    String parts,
    String partsTitle,
    String partsHref,
    String note,
    String noteTitle,
    String inside,
    String kind,
    String duration,
    String exact,
    LaneShapes lane) {
  /// @param stored the span in full, or nothing when it is not at hand
  static WaterfallRow of(TraceInView view, int row, int selectedRow, List<Span> stored) {
    return new RowWriter(view, row, row == selectedRow).row(stored);
  }
}
