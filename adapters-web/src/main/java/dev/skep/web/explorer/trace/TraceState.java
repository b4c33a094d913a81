package dev.skep.web.explorer.trace;

import dev.skep.domain.anatomy.Anatomy;
import dev.skep.domain.anatomy.Folding;
import dev.skep.domain.trace.SpanId;
import dev.skep.web.query.UrlQuery;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the address of a trace's page says: which span, what is folded, what is looked for. Every
/// link of the page is one of these with something changed.
record TraceState(UrlQuery url) {
  static final String SPAN = "span";
  static final String NO_SPAN = "none";
  static final String NTH = "nth";
  static final String VIEW = "view";
  static final String ROW = "row";
  static final String FIND = "find";
  static final String ZOOM = "zoom";
  static final String LEVEL = "level";
  static final String CLOSED = "closed";
  static final String OPEN = "open";
  static final String RUNS = "runs";
  static final String PARTS = "parts";
  static final String FOLD = "fold";

  private static final List<String> KEPT =
      List.of(
          VIEW,
          SPAN,
          NTH,
          CLOSED,
          OPEN,
          RUNS,
          PARTS,
          FOLD,
          LEVEL,
          "errors",
          FIND,
          "mark",
          "critical",
          ZOOM,
          ROW);

  private static final int LONGEST_FIND = 200;

  static TraceState of(UrlQuery url) {
    return new TraceState(url.only(KEPT));
  }

  // ---- What it says

  String text(String name) {
    return url.first(name);
  }

  String find() {
    String text = text(FIND).strip();
    return text.substring(0, Math.min(text.length(), LONGEST_FIND));
  }

  boolean errorsOnly() {
    return text("errors").equals("1");
  }

  /// Whether what is found is only marked, and the rest stays.
  boolean marksOnly() {
    return text("mark").equals("1");
  }

  boolean showsCriticalPath() {
    return !text("critical").equals("0");
  }

  boolean foldsParts() {
    return !text(FOLD).equals("none") && !text(FOLD).equals("runs");
  }

  boolean foldsRuns() {
    return !text(FOLD).equals("none") && !text(FOLD).equals("parts");
  }

  int levels() {
    String text = text(LEVEL);
    return text.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(text) : Folding.ALL_LEVELS;
  }

  /// The first row that is wanted, if the address says one.
  Optional<Integer> row() {
    String text = text(ROW);
    return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  /// The node of the span that the address names, or [Anatomy#NONE].
  int span(Anatomy trace) {
    String nth = text(NTH);
    int number = nth.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(nth) : nth.isEmpty() ? 1 : 0;
    return SpanId.parse(text(SPAN)).map(id -> trace.find(id, number)).orElse(Anatomy.NONE);
  }

  /// Whether the address says that no span is shown in full.
  boolean showsNoSpan() {
    return text(SPAN).equals(NO_SPAN);
  }

  Folding folding(Anatomy trace) {
    List<Set<Integer>> nodes =
        NodeRefs.nodes(trace, List.of(text(OPEN), text(CLOSED), text(RUNS), text(PARTS)));
    return new Folding(
        foldsParts(),
        foldsRuns(),
        levels(),
        nodes.get(0),
        nodes.get(1),
        nodes.get(2),
        nodes.get(3));
  }

  // ---- What its links say

  TraceState with(String name, String value) {
    return new TraceState(value.isEmpty() ? url.without(name) : url.with(name, value));
  }

  TraceState without(String... names) {
    return new TraceState(url.without(names));
  }

  /// With this span chosen.
  TraceState with(Anatomy trace, int node) {
    int number = trace.number(node);
    return without(NTH, ROW)
        .with(SPAN, trace.id(node).value())
        .with(NTH, number == 1 ? "" : String.valueOf(number));
  }

  /// With a node in one of the lists.
  TraceState adding(String list, String ref) {
    return with(list, NodeRefs.with(text(list), ref));
  }

  TraceState removing(String list, String ref) {
    return with(list, NodeRefs.without(text(list), ref));
  }

  /// A link from the page to itself.
  String link() {
    String link = url.at("");
    return link.isEmpty() ? "?" : link;
  }

  String at(String path) {
    return url.at(path);
  }
}
