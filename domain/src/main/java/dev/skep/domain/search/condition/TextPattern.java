package dev.skep.domain.search.condition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// A regular expression that texts are held against as a whole. Its engine needs time in proportion
/// to the text, never more; and its size is bounded, so that no pattern can keep Skep busy.
///
/// Source: the syntax of RE2, which TraceQL takes too.
public final class TextPattern {
  /// The longest pattern, in UTF-16 units.
  public static final int MAX_LENGTH = 512;

  /// The largest compiled pattern, in instructions of the engine.
  public static final int MAX_SIZE = 1_000;

  private final Pattern pattern;

  private TextPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /// What comes of reading a pattern.
  public sealed interface Reading {}

  /// It is one.
  public record Understood(TextPattern pattern) implements Reading {}

  /// It is none, or too large.
  ///
  /// @param reason for the person who wrote it, as the end of "the pattern …"
  public record Refused(String reason) implements Reading {}

  /// Reads a pattern as somebody wrote it.
  public static Reading read(String text) {
    if (text.length() > MAX_LENGTH) {
      return new Refused("is longer than " + MAX_LENGTH + " characters");
    }
    // The engine writes counted repetitions out before it could say that they are too many.
    if (PatternSize.atMost(text) > MAX_SIZE) {
      return new Refused("repeats too much");
    }
    try {
      Pattern pattern = Pattern.compile(text);
      return pattern.programSize() > MAX_SIZE
          ? new Refused("repeats too much")
          : new Understood(new TextPattern(pattern));
    } catch (PatternSyntaxException e) {
      return new Refused("is not a regular expression: " + e.getDescription());
    }
  }

  /// The pattern that `text` writes.
  ///
  /// @throws IllegalArgumentException if `text` is not a pattern
  public static TextPattern of(String text) {
    return switch (read(text)) {
      case Understood(TextPattern pattern) -> pattern;
      case Refused(String reason) -> throw new IllegalArgumentException("the pattern " + reason);
    };
  }

  /// The pattern as it was written.
  public String text() {
    return pattern.pattern();
  }

  /// Whether the whole text matches.
  public boolean matches(String text) {
    return pattern.matches(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextPattern that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
