package dev.skep.application.port;

import dev.skep.application.StorageUnavailableException;
import java.util.List;

/// Knows the names that stored spans carry, for the choices of a filter form.
public interface ServiceCatalog {
  /// The names of all services, sorted, each once.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  List<String> serviceNames();

  /// The first `limit` span names, sorted, each once.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  List<String> spanNames(int limit);
}
