package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.SavedSearches;
import dev.skep.domain.search.SavedSearch;
import java.util.List;

/// Lists the searches that were saved.
public final class ListSavedSearches {
  private final SavedSearches searches;

  public ListSavedSearches(SavedSearches searches) {
    this.searches = searches;
  }

  /// In the order of their names.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  public List<SavedSearch> list() {
    return searches.list();
  }
}
