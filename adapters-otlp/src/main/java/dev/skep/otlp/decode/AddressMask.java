package dev.skep.otlp.decode;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// Masks secrets within addresses, which need not be right ones. Needs time in proportion to the
/// text.
final class AddressMask {
  private static final String END_OF_SCHEME = "://";

  private final String text;
  private final StringBuilder masked = new StringBuilder();
  // Up to where the text is in `masked` already.
  private int copied;

  private AddressMask(String text) {
    this.text = text;
  }

  /// An address, whole or from its path on.
  static String ofAddress(String text) {
    AddressMask mask = new AddressMask(text);
    mask.user();
    int question = text.indexOf('?');
    int fragment = text.indexOf('#');
    int first = question < 0 || (fragment >= 0 && fragment < question) ? fragment : question;
    if (first >= 0) {
      mask.parameters(first + 1);
    }
    return mask.result();
  }

  /// What stands behind the question mark of an address; the mark itself may be there, too.
  static String ofQuery(String text) {
    AddressMask mask = new AddressMask(text);
    mask.parameters(0);
    return mask.result();
  }

  /// `https://user:password@host/…`.
  private void user() {
    int scheme = text.indexOf(END_OF_SCHEME);
    if (scheme < 0) {
      return;
    }
    int from = scheme + END_OF_SCHEME.length();
    int end = from;
    while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    int at = text.lastIndexOf('@', end - 1);
    if (at > from) {
      replace(from, at);
    }
  }

  private void parameters(int from) {
    int start = from;
    while (start < text.length()) {
      int end = start;
      int equals = -1;
      while (end < text.length() && !separates(text.charAt(end))) {
        if (equals < 0 && text.charAt(end) == '=') {
          equals = end;
        }
        end++;
      }
      if (equals >= 0
          && equals + 1 < end
          && SecretNames.isSecretParameter(decoded(text.substring(start, equals)))) {
        replace(equals + 1, end);
      }
      start = end + 1;
    }
  }

  private static boolean separates(char character) {
    return character == '&' || character == ';' || character == '#' || character == '?';
  }

  private static String decoded(String name) {
    if (name.indexOf('%') < 0) {
      return name;
    }
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name;
    }
  }

  private void replace(int from, int to) {
    masked.append(text, copied, from).append(SecretMask.REDACTED);
    copied = to;
  }

  private String result() {
    return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
  }
}
