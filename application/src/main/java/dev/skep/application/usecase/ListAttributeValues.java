package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.AttributeCatalog;
import dev.skep.domain.trace.AttributeValue;
import java.util.List;

/// Lists values of an attribute that begin like what somebody has typed so far.
public final class ListAttributeValues {
  private final AttributeCatalog attributes;

  public ListAttributeValues(AttributeCatalog attributes) {
    this.attributes = attributes;
  }

  /// Texts, numbers and truth values, in alphabetical order of what is written, no more than
  /// `limit`.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  public List<AttributeValue> list(String key, String prefix, int limit) {
    return attributes.values(key, prefix, limit);
  }
}
