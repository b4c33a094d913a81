package dev.skep.application.port;

import dev.skep.application.StorageUnavailableException;
import dev.skep.domain.search.SeenAttribute;
import dev.skep.domain.trace.AttributeValue;
import java.util.List;

/// Lists the attributes that spans and their resources have, so that a query can be completed while
/// it is typed.
///
/// A help, not a search: where there are too many keys or values to be listed, some of them are
/// left out; the most recent ones are there first of all. What was erased may still be listed.
public interface AttributeCatalog {
  /// The names that begin with `prefix`, each once, in alphabetical order.
  ///
  /// @param limit how many at most
  /// @throws StorageUnavailableException if the store cannot answer now
  List<SeenAttribute> keys(String prefix, int limit);

  /// Texts, numbers and truth values that a key has had on a span or a resource and that begin with
  /// `prefix` when they are written out, each once, in alphabetical order of what is written.
  ///
  /// @param limit how many at most
  /// @throws StorageUnavailableException if the store cannot answer now
  List<AttributeValue> values(String key, String prefix, int limit);
}
