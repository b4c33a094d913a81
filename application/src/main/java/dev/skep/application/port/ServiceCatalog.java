package dev.skep.application.port;

import dev.skep.application.StorageUnavailableException;
import dev.skep.domain.calls.SeenServices;
import java.util.List;

/// Knows the names that stored spans carry, and what sent them.
public interface ServiceCatalog {
  /// The names of all services, sorted, each once.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  List<String> serviceNames();

  /// The first `limit` span names, sorted, each once.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  List<String> spanNames(int limit);

  /// What sent the stored spans, and when. The cost follows the number of resources. A store need
  /// not note all resources of a sender that makes up ever new ones; and what was there once is
  /// told of until all spans of its time are deleted.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  SeenServices seenServices();
}
