package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.AttributeCatalog;
import dev.skep.domain.search.SeenAttribute;
import java.util.List;

/// Lists names of attributes that begin like what somebody has typed so far.
public final class ListAttributeKeys {
  private final AttributeCatalog attributes;

  public ListAttributeKeys(AttributeCatalog attributes) {
    this.attributes = attributes;
  }

  /// In alphabetical order, no more than `limit`.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  public List<SeenAttribute> list(String prefix, int limit) {
    return attributes.keys(prefix, limit);
  }
}
