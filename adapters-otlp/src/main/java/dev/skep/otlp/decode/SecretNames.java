package dev.skep.otlp.decode;

import java.util.List;

/// Which names of attributes and parameters stand for secrets: those that end with one of a few
/// words, however they are written: `http.request.header.x-api-key`, `db_password`, `accessToken`.
final class SecretNames {
  private static final List<String> WORDS =
      List.of("authorization", "cookie", "apikey", "password", "passwd", "token", "secret");

  // What cloud stores sign addresses with, by the semantic conventions; and a word that means the
  // working folder elsewhere.
  private static final List<String> WORDS_OF_PARAMETERS =
      List.of("awsaccesskeyid", "signature", "pwd");
  private static final String SIGNATURE = "sig";

  private SecretNames() {}

  static boolean isSecret(String name) {
    return endsWithOneOf(WORDS, name);
  }

  /// @param name of a parameter in an address, not encoded
  static boolean isSecretParameter(String name) {
    // user[password], and the list tokens[].
    String word = name.replace("[]", "");
    if (word.endsWith("]")) {
      word = word.substring(0, word.length() - 1);
    }
    return endsWithOneOf(WORDS, word)
        || endsWithOneOf(WORDS_OF_PARAMETERS, word)
        || word.equalsIgnoreCase(SIGNATURE);
  }

  private static boolean endsWithOneOf(List<String> words, String name) {
    for (String word : words) {
      if (endsWith(word, name)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the name ends with the word, in letters of any size and with any `-` and `_` in it.
  private static boolean endsWith(String word, String name) {
    int at = name.length() - 1;
    for (int i = word.length() - 1; i >= 0; i--) {
      while (at >= 0 && (name.charAt(at) == '-' || name.charAt(at) == '_')) {
        at--;
      }
      if (at < 0 || Character.toLowerCase(name.charAt(at)) != word.charAt(i)) {
        return false;
      }
      at--;
    }
    return true;
  }
}
