package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.SavedSearches;
import dev.skep.domain.search.SavedSearch;
import java.time.Clock;
import java.util.List;

/// Gives a search a name to come back to it.
public final class SaveSearch {
  /// How many searches can be saved.
  public static final int MOST = 500;

  private final SavedSearches searches;
  private final Clock clock;

  public SaveSearch(SavedSearches searches, Clock clock) {
    this.searches = searches;
    this.clock = clock;
  }

  /// Saves a search. One that has the name already is replaced.
  ///
  /// @param name blanks around it do not count
  /// @param query a search that the door can read
  /// @throws StorageUnavailableException if the store cannot do it now
  public Outcome save(String name, String query) {
    String stripped = name.strip();
    if (!SavedSearch.isName(stripped)) {
      return new Outcome.NoName();
    }
    if (query.length() > SavedSearch.MAX_QUERY_LENGTH) {
      return new Outcome.TooLong();
    }
    List<SavedSearch> saved = searches.list();
    if (saved.size() >= MOST && saved.stream().noneMatch(one -> one.name().equals(stripped))) {
      return new Outcome.TooMany();
    }
    return new Outcome.Saved(searches.save(stripped, query, clock.instant()));
  }

  /// What became of a wish to save.
  public sealed interface Outcome {
    /// It is saved.
    record Saved(SavedSearch search) implements Outcome {}

    /// The name is blank or too long.
    record NoName() implements Outcome {}

    /// The search is.
    record TooLong() implements Outcome {}

    /// [#MOST] others are saved.
    record TooMany() implements Outcome {}
  }
}
