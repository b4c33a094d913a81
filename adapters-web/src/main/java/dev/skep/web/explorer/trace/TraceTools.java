package dev.skep.web.explorer.trace;

import dev.skep.domain.anatomy.Anatomy;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.VisibleText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// What stands above a waterfall: the search within, steps through errors and hits, switches.
///
/// @param hidden what a form keeps of the address, as names and values
/// @param steps at most two: through errors, through hits
/// @param folds links of the menu "Fold"
/// @param zooms links of the menu "Zoom"
record TraceTools(
    String find,
    List<Field> hidden,
    List<Steps> steps,
    boolean critical,
    String criticalHref,
    boolean errorsOnly,
    String errorsHref,
    boolean marks,
    String marksHref,
    List<Choice> folds,
    List<Choice> zooms) {
  /// A hidden field of a form.
  public record Field(String name, String value) {}

  /// A link of a menu.
  public record Choice(String label, String href, boolean current) {}

  /// A way from one span to the next of a sort.
  ///
  /// @param sort `error` or `hit`
  /// @param text `4 of 6 errors`
  /// @param previous, next links, or empty at the ends
  public record Steps(String sort, String text, String previous, String next) {}

  static TraceTools of(TraceInView view) {
    TraceState state = view.state();
    List<Steps> steps = new ArrayList<>(2);
    if (!view.errors().isEmpty()) {
      steps.add(steps("error", view, view.errors()));
    }
    if (!state.find().isEmpty()) {
      steps.add(steps("hit", view, view.hits()));
    }
    TraceState unfolded = state.without(TraceState.ROW);
    return new TraceTools(
        VisibleText.line(state.find()),
        hidden(state),
        steps,
        state.showsCriticalPath(),
        state.with("critical", state.showsCriticalPath() ? "0" : "").link(),
        state.errorsOnly(),
        unfolded.with("errors", state.errorsOnly() ? "" : "1").link(),
        state.marksOnly(),
        unfolded.with("mark", state.marksOnly() ? "" : "1").link(),
        folds(unfolded),
        zooms(view));
  }

  private static Steps steps(String sort, TraceInView view, BitSet nodes) {
    int at = view.selected();
    int before = at <= 0 ? Anatomy.NONE : nodes.previousSetBit(at - 1);
    int after = nodes.nextSetBit(at + 1);
    int count = nodes.cardinality();
    String all = Formats.count(count, sort);
    String text =
        at >= 0 && nodes.get(at)
            ? Formats.count(nodes.get(0, at + 1).cardinality()) + " of " + all
            : all;
    return new Steps(sort, text, link(view, before), link(view, after));
  }

  private static String link(TraceInView view, int node) {
    return node == Anatomy.NONE ? "" : view.state().with(view.trace(), node).link();
  }

  private static List<Field> hidden(TraceState state) {
    TraceState kept = state.without(TraceState.FIND, TraceState.ROW, TraceState.SPAN, "nth");
    return kept.url().names().stream()
        .sorted()
        .map(name -> new Field(name, kept.text(name)))
        .toList();
  }

  private static List<Choice> folds(TraceState state) {
    TraceState fresh =
        state.without(TraceState.OPEN, TraceState.CLOSED, TraceState.RUNS, TraceState.PARTS);
    boolean parts = state.foldsParts();
    boolean runs = state.foldsRuns();
    List<Choice> choices = new ArrayList<>();
    choices.add(
        new Choice(
            "Fold queue and processing",
            fresh.with(TraceState.FOLD, fold(!parts, runs)).link(),
            parts));
    choices.add(
        new Choice(
            "Fold like siblings", fresh.with(TraceState.FOLD, fold(parts, !runs)).link(), runs));
    for (int level : List.of(1, 2, 3, 5)) {
      choices.add(
          new Choice(
              level == 1 ? "Close all" : "Open to level " + level,
              fresh.with(TraceState.LEVEL, String.valueOf(level)).link(),
              state.levels() == level));
    }
    choices.add(
        new Choice(
            "Open all",
            fresh.without(TraceState.LEVEL).link(),
            state.text(TraceState.LEVEL).isEmpty()));
    return choices;
  }

  private static String fold(boolean parts, boolean runs) {
    return parts ? runs ? "" : "parts" : runs ? "runs" : "none";
  }

  private static List<Choice> zooms(TraceInView view) {
    Axis axis = view.axis();
    TraceState state = view.state();
    List<Choice> choices = new ArrayList<>();
    choices.add(zoom("Whole trace", state, new Axis(0, axis.whole(), axis.whole()), axis));
    if (!view.isClosed()) {
      choices.add(zoom("The chosen span", state, Axis.around(view.trace(), view.selected()), axis));
    }
    choices.add(zoom("In", state, axis.scaled(0.5), axis));
    if (axis.isZoomed()) {
      choices.add(zoom("Out", state, axis.scaled(2), axis));
    }
    return choices;
  }

  private static Choice zoom(String label, TraceState state, Axis axis, Axis current) {
    return new Choice(label, state.with(TraceState.ZOOM, axis.zoom()).link(), axis.equals(current));
  }
}
