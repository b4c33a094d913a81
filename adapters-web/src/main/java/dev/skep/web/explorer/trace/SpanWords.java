package dev.skep.web.explorer.trace;

import dev.skep.domain.anatomy.Anatomy;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.VisibleText;

/// What is said of a span that is odd.
final class SpanWords {
  static final String CYCLE_CUT =
      "The parents of this span lead back to it; the circle was cut here.";
  static final String DUPLICATE = "Several different spans of this trace carry the same id.";
  static final String NO_END = "No end was sent: the span still ran, or its sender forgot.";
  static final String ENDS_BEFORE_START =
      "The end lies before the start, so the duration cannot be told.";

  private static final int LONGEST_SERVICE = 40;

  private SpanWords() {}

  /// Why a parent is probably not stored.
  static String missing(Anatomy trace, int node) {
    String service = VisibleText.line(trace.operation(node + 1).service(), LONGEST_SERVICE);
    return switch (trace.reason(node)) {
      case CALLER_SENT_NONE ->
          service + "’s caller sent no span: not instrumented, or not arrived yet";
      case REQUEST_OF_PARTS ->
          "the request of " + service + " is not here: Beyla sends it after its parts";
      case OWN_SPAN -> "a span of " + service + " itself: still running, lost, or not arrived yet";
    };
  }

  static String exact(Anatomy trace, int node) {
    if (trace.endsBeforeStart(node)) {
      return ENDS_BEFORE_START;
    }
    return trace.isTimed(node) ? Formats.exact(trace.duration(node)) : NO_END;
  }
}
