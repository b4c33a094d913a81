package dev.skep.web.explorer.compare;

import dev.skep.domain.anatomy.SpanOperation;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.VisibleText;
import java.util.Comparator;
import java.util.List;

/// What a comparison comes to: `A took 351 ms longer. What changed most is SELECT order_items of
/// orders-api: 288 ms longer by itself.`
final class InOneSentence {
  private InOneSentence() {}

  static String ofTwo(long difference, Comparison comparison) {
    if (difference == 0) {
      return "Both took equally long.";
    }
    return "A took "
        + length(difference)
        + "."
        + comparison.paths().stream()
            .filter(path -> !path.operation().isEmpty())
            .filter(path -> path.selfDifference() != 0)
            .filter(path -> path.selfDifference() > 0 == difference > 0)
            .max(Comparator.comparingLong(path -> Math.abs(path.selfDifference())))
            .map(InOneSentence::whatChanged)
            .orElse("");
  }

  /// @param paths of a trace beside what is usual; the root is the first
  static String ofUsual(List<ComparedPath> paths) {
    if (paths.isEmpty() || !paths.getFirst().b().isThere()) {
      return "Beside the median of the last 24 hours, for what is called from elsewhere. The root"
          + " of A was called too seldom to say what is usual.";
    }
    long difference = paths.getFirst().difference();
    return "A took "
        + (difference == 0 ? "as long as" : length(difference) + " than")
        + " the median of the last 24 hours.";
  }

  private static String whatChanged(ComparedPath path) {
    SpanOperation operation = path.operation().getFirst();
    String name =
        VisibleText.line(operation.name(), 80) + " of " + VisibleText.line(operation.service(), 60);
    return " What changed most is "
        + name
        + ": "
        + length(path.selfDifference())
        + " by itself"
        + counts(path.a().count(), path.b().count())
        + ".";
  }

  private static String counts(int a, int b) {
    if (a == b) {
      return "";
    }
    if (a == 0 || b == 0) {
      return ", for it is only in " + (a == 0 ? "B" : "A");
    }
    return ", " + Formats.count(a) + " times instead of " + Formats.count(b);
  }

  private static String length(long difference) {
    return Formats.duration(Math.abs(difference)) + (difference > 0 ? " longer" : " less");
  }
}
