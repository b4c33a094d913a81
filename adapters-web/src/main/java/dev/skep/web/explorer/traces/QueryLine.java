package dev.skep.web.explorer.traces;

import dev.skep.domain.search.traceql.TraceQl;
import dev.skep.web.explorer.text.VisibleText;
import dev.skep.web.query.SearchParts;
import dev.skep.web.query.UrlQuery;

/// The whole search as one line of the query language.
///
/// @param text what stands in the field
/// @param before what stands before a mistake, or empty
/// @param wrong what stands at the mistake, or empty when there is none
/// @param after what stands behind it
/// @param column where the mistake begins, 1 for the first character; 0 when there is none
public record QueryLine(String text, String before, String wrong, String after, int column) {
  private static final int AROUND = 40;
  private static final int LONGEST_WORD = 24;

  static QueryLine of(UrlQuery url, SearchParts parts) {
    String written = url.first("q");
    if (written.isEmpty()
        || !(TraceQl.read(written) instanceof TraceQl.Mistake(int column, String _))) {
      return new QueryLine(parts.line(), "", "", "", 0);
    }
    int at = Math.clamp(column - 1L, 0, written.length());
    int end = endOfWord(written, at);
    return new QueryLine(
        written,
        (at > AROUND ? "…" : "")
            + VisibleText.line(written.substring(Math.max(0, at - AROUND), at)),
        at == written.length() ? "⏎" : VisibleText.line(written.substring(at, end)),
        VisibleText.line(written.substring(end, Math.min(written.length(), end + AROUND)))
            + (end + AROUND < written.length() ? "…" : ""),
        column);
  }

  private static int endOfWord(String text, int from) {
    int end = from;
    while (end < text.length()
        && end - from < LONGEST_WORD
        && (Character.isLetterOrDigit(text.charAt(end)) || "._:-".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return Math.min(text.length(), Math.max(end, from + 1));
  }
}
