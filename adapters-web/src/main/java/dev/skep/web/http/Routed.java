package dev.skep.web.http;

/// A part of the web door that has addresses of its own: a page, or a corner of the API.
@FunctionalInterface
public interface Routed {
  /// Adds its addresses.
  void addTo(Routes routes);
}
