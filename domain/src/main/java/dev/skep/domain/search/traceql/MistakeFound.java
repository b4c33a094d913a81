package dev.skep.domain.search.traceql;

/// Ends the reading of a text; never leaves this package.
final class MistakeFound extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 40;

  private final int offset;
  private final String explanation;

  private MistakeFound(int offset, String explanation) {
    super(explanation, null, false, false);
    this.offset = offset;
    this.explanation = explanation;
  }

  /// A mistake at this place of the text, counted from 0.
  static MistakeFound at(int offset, String explanation) {
    return new MistakeFound(offset, explanation);
  }

  TraceQl.Mistake mistake() {
    return new TraceQl.Mistake(offset + 1, explanation);
  }

  /// A piece of the text to be repeated in a message, cut where it is long.
  static String shown(String piece) {
    if (piece.length() <= SHOWN) {
      return piece;
    }
    int end = Character.isHighSurrogate(piece.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return piece.substring(0, end) + "…";
  }
}
