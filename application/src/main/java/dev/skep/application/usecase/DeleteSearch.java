package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.SavedSearches;

/// Forgets a saved search.
public final class DeleteSearch {
  private final SavedSearches searches;

  public DeleteSearch(SavedSearches searches) {
    this.searches = searches;
  }

  /// Whether there was such a search.
  ///
  /// @throws StorageUnavailableException if the store cannot do it now
  public boolean delete(long id) {
    return searches.delete(id);
  }
}
