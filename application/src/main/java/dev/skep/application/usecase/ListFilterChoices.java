package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.ServiceCatalog;
import java.util.List;

/// Lists what a filter form offers to choose from.
public final class ListFilterChoices {
  private static final int MOST_SPAN_NAMES = 500;

  private final ServiceCatalog catalog;

  public ListFilterChoices(ServiceCatalog catalog) {
    this.catalog = catalog;
  }

  /// The names found in the store, sorted.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  public Choices list() {
    return new Choices(catalog.serviceNames(), catalog.spanNames(MOST_SPAN_NAMES));
  }

  /// The choices.
  ///
  /// @param spanNames at most 500
  public record Choices(List<String> serviceNames, List<String> spanNames) {}
}
