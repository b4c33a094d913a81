package dev.skep.domain.search;

import java.time.Instant;

/// A search that somebody gave a name to come back to it.
///
/// @param id given by the store; stays the same when the search is saved again
/// @param name no other has it; see [#isName]
/// @param query the search in the words of the door that it came through; at most
///   [#MAX_QUERY_LENGTH] UTF-16 units long
/// @param savedAt when it was saved last
public record SavedSearch(long id, String name, String query, Instant savedAt) {
  /// The longest name, in UTF-16 units.
  public static final int MAX_NAME_LENGTH = 100;

  /// The longest query, in UTF-16 units.
  public static final int MAX_QUERY_LENGTH = 32_768;

  /// @throws IllegalArgumentException if name or query are not what they must be
  public SavedSearch {
    if (!isName(name) || query.length() > MAX_QUERY_LENGTH) {
      throw new IllegalArgumentException("no name, or a search that is too long");
    }
  }

  /// Whether this can be a name: something to be seen, without blanks around it, and not too long.
  public static boolean isName(String text) {
    return !text.isBlank() && text.equals(text.strip()) && text.length() <= MAX_NAME_LENGTH;
  }
}
