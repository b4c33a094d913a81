package dev.skep.web.explorer.trace;

import dev.skep.domain.anatomy.Anatomy;
import dev.skep.domain.anatomy.VisibleRows;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.VisibleText;

/// A trace as plain text, a line for each row, for terminals and tickets.
final class TextTree {
  private static final int DEEPEST_INDENT = 40;
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_SERVICE = 60;

  private TextTree() {}

  /// @param mostLines how many rows are written at most
  static String of(TraceInView view, int mostLines) {
    Anatomy trace = view.trace();
    VisibleRows rows = view.rows();
    TraceSummary summary = trace.summary();
    var text = new StringBuilder();
    text.append("trace ").append(VisibleText.line(summary.traceId().value()));
    text.append("  ").append(Formats.iso(summary.start()));
    text.append("  ").append(Formats.duration(summary.durationNano()));
    text.append("  ").append(Formats.count(summary.spanCount(), "span"));
    text.append("  ").append(Formats.count(summary.errorCount(), "error")).append("\n\n");
    text.append("     start   duration  what\n");
    int lines = Math.min(rows.size(), mostLines);
    for (int row = 0; row < lines; row++) {
      line(text, view, row);
    }
    if (lines < rows.size()) {
      text.append("… and ").append(Formats.count(rows.size() - lines, "more row")).append('\n');
    }
    return text.toString();
  }

  private static void line(StringBuilder text, TraceInView view, int row) {
    Anatomy trace = view.trace();
    VisibleRows rows = view.rows();
    int node = rows.node(row);
    int level = rows.level(row);
    padded(text, Formats.duration(trace.start(node)));
    padded(
        text,
        trace.isTimed(node) && !rows.isRun(row) ? Formats.duration(trace.duration(node)) : "–");
    text.append("  ");
    if (level > DEEPEST_INDENT) {
      text.append('[').append(level).append("] ");
    } else {
      text.repeat("  ", level);
    }
    if (trace.isMissing(node)) {
      text.append("? missing parent ").append(VisibleText.line(trace.id(node).value()));
      text.append(": ").append(SpanWords.missing(trace, node)).append('\n');
      return;
    }
    var operation = trace.operation(node);
    text.append(trace.isError(node) ? "! " : "");
    text.append(VisibleText.line(operation.service(), LONGEST_SERVICE)).append("  ");
    text.append(VisibleText.line(operation.name(), LONGEST_NAME));
    if (rows.isRun(row)) {
      var run = rows.run(row);
      text.append(" ×").append(Formats.count(run.count()));
      text.append("  p50 ").append(Formats.duration(run.median()));
      text.append(", max ").append(Formats.duration(run.longest()));
    } else {
      text.append("  (").append(operation.kind().slug()).append(')');
      if (trace.queue(node) != Anatomy.NONE && view.state().foldsParts()) {
        text.append("  queue ").append(Formats.duration(trace.waiting(node)));
      }
    }
    text.append('\n');
  }

  private static void padded(StringBuilder text, String value) {
    text.repeat(" ", Math.max(1, 10 - value.length())).append(value).append(' ');
  }
}
