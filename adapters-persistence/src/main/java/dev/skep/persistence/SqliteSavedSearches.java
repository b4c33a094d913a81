package dev.skep.persistence;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.SavedSearches;
import dev.skep.domain.search.SavedSearch;
import dev.skep.persistence.segment.SearchTable;
import dev.skep.persistence.sqlite.Trouble;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Keeps searches in the catalogue.
final class SqliteSavedSearches implements SavedSearches {
  private final SearchTable table;

  SqliteSavedSearches(SearchTable table) {
    this.table = table;
  }

  @Override
  public SavedSearch save(String name, String query, Instant at) {
    try {
      return table.save(name, query, at);
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  @Override
  public boolean delete(long id) {
    try {
      return table.delete(id);
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  @Override
  public List<SavedSearch> list() {
    try {
      return table.all();
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private static StorageUnavailableException unavailable(SQLException e) {
    return new StorageUnavailableException(Trouble.of(e).message(), e);
  }
}
