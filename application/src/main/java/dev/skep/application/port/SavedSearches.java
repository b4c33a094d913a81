package dev.skep.application.port;

import dev.skep.application.StorageUnavailableException;
import dev.skep.domain.search.SavedSearch;
import java.time.Instant;
import java.util.List;

/// Knows the searches that were saved. They outlive all spans.
public interface SavedSearches {
  /// Saves a search on disk. One that has the name already gets the new query and time.
  ///
  /// @throws StorageUnavailableException if the store cannot do it now
  SavedSearch save(String name, String query, Instant at);

  /// Whether there was such a search; there is not any more.
  ///
  /// @throws StorageUnavailableException if the store cannot do it now
  boolean delete(long id);

  /// All of them in the order of their names, by code point.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  List<SavedSearch> list();
}
