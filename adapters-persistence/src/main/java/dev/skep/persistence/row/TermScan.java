package dev.skep.persistence.row;

/// Reads the terms of nearly all texts that [AttributeTerms] writes, many times faster than a JSON
/// parser: when a segment is opened, this is done for every span. Takes only what is written in one
/// way, numbers of terms, and texts and integers of listed keys; all else is left to the parser.
final class TermScan {
  private final String text;
  private final AttributeTerms.Terms keys;
  private final TermList into;
  private int at = 1;

  private TermScan(String text, AttributeTerms.Terms keys, TermList into) {
    this.text = text;
    this.keys = keys;
    this.into = into;
  }

  /// Adds the terms of the column's text.
  ///
  /// @return whether these are all
  static boolean read(String text, AttributeTerms.Terms keys, TermList into) {
    return text.equals("[]") || new TermScan(text, keys, into).readElements();
  }

  private boolean readElements() {
    do {
      if (next() == '[') {
        at++;
        if (!readInline()) {
          return false;
        }
      } else {
        int term = readNumber();
        if (term < 0) {
          return false;
        }
        into.add(term);
      }
    } while (skip(','));
    return skip(']') && at == text.length();
  }

  private boolean readInline() {
    int keyId = readNumber();
    if (keyId < 0 || !skip(',')) {
      return false;
    }
    int from = at;
    if (next() == '"') {
      skipText();
    } else {
      skip('-');
      skipDigits();
    }
    if (at == from || !skip(']')) {
      return false;
    }
    // What was written is the value as `AttributesJson` writes it.
    into.add(TermList.inlineValue(keys.key(keyId), text.substring(from, at - 1)));
    into.add(TermList.inlineKey(keyId));
    return true;
  }

  /// Leaves the place alone where the text has anything but plain characters.
  private void skipText() {
    int end = text.indexOf('"', at + 1);
    if (end > 0 && text.indexOf('\\', at, end) < 0) {
      at = end + 1;
    }
  }

  private void skipDigits() {
    while (next() >= '0' && next() <= '9') {
      at++;
    }
  }

  /// A number without sign and of less than ten digits, or a negative one for anything else.
  private int readNumber() {
    int from = at;
    skipDigits();
    return at == from || at - from > 9 ? -1 : Integer.parseInt(text, from, at, 10);
  }

  private boolean skip(char expected) {
    if (next() != expected) {
      return false;
    }
    at++;
    return true;
  }

  private char next() {
    return at < text.length() ? text.charAt(at) : 0;
  }
}
