package dev.skep.web.explorer.trace;

import dev.skep.domain.anatomy.Anatomy;
import dev.skep.domain.anatomy.VisibleRows;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.VisibleText;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A trace as plain text, a line for each row, for terminals and tickets.
final class TextTree {
  private static final int DEEPEST_INDENT = 40;
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_SERVICE = 60;

  private TextTree() {}

  /// Its lines, each with its end, made one after the other.
  ///
  /// @param mostRows how many rows there are at most
  static Stream<String> lines(TraceInView view, int mostRows) {
    int all = view.rows().size();
    int shown = Math.min(all, mostRows);
    String rest = shown < all ? "… and " + Formats.count(all - shown, "more row") + "\n" : "";
    return Stream.of(
            Stream.of(head(view.trace().summary())),
            IntStream.range(0, shown).mapToObj(row -> line(view, row)),
            Stream.of(rest))
        .flatMap(Function.identity());
  }

  private static String head(TraceSummary summary) {
    return "trace "
        + VisibleText.line(summary.traceId().value())
        + "  "
        + Formats.iso(summary.start())
        + "  "
        + Formats.duration(summary.durationNano())
        + "  "
        + Formats.count(summary.spanCount(), "span")
        + "  "
        + Formats.count(summary.errorCount(), "error")
        + "\n\n     start   duration  what\n";
  }

  private static String line(TraceInView view, int row) {
    var text = new StringBuilder();
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
      return text.toString();
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
    return text.append('\n').toString();
  }

  private static void padded(StringBuilder text, String value) {
    text.repeat(" ", Math.max(1, 10 - value.length())).append(value).append(' ');
  }
}
