package dev.skep.web.explorer.status;

/// What came of looking at one part of Skep.
///
/// @param part that was looked at
/// @param words what was found, in a few words
public record Finding(Level level, String part, String words) {
  static Finding fine(String part, String words) {
    return new Finding(Level.FINE, part, words);
  }

  static Finding look(String part, String words) {
    return new Finding(Level.LOOK, part, words);
  }

  static Finding bad(String part, String words) {
    return new Finding(Level.BAD, part, words);
  }
}
