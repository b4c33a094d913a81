package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.ServiceCatalog;
import dev.skep.domain.calls.SeenServices;

/// Tells what sends spans, and since when and until when.
public final class SeeServices {
  private final ServiceCatalog catalog;

  public SeeServices(ServiceCatalog catalog) {
    this.catalog = catalog;
  }

  /// Every emitter of stored spans.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  public SeenServices see() {
    return catalog.seenServices();
  }
}
