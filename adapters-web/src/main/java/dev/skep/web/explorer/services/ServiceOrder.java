package dev.skep.web.explorer.services;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// How the table of services can be sorted. What has no figure comes last.
enum ServiceOrder {
  NAME(Comparator.comparing(ServiceState::service)),
  RATE(descending(state -> state.calls().calls())),
  ERRORS(descending(ServiceState::errorShare)),
  P50(descending(state -> state.calls().quantile(0.5))),
  P95(descending(state -> state.calls().quantile(0.95))),
  P99(descending(state -> state.calls().quantile(0.99))),
  WAITING(descending(ServiceState::waiting)),
  SEEN(descending(state -> state.lastSeen().orElse(Long.MIN_VALUE)));

  // Made of functions without a state, but Error Prone cannot know.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Comparator<ServiceState> comparator;

  ServiceOrder(Comparator<ServiceState> comparator) {
    this.comparator = comparator;
  }

  /// Its value in `?sort=`.
  String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  String direction() {
    return this == NAME ? "ascending" : "descending";
  }

  /// By name where two are alike.
  List<ServiceState> sorted(List<ServiceState> services) {
    return services.stream().sorted(comparator.thenComparing(ServiceState::service)).toList();
  }

  /// The order with this slug; by rate for any other text.
  static ServiceOrder ofSlug(String slug) {
    for (ServiceOrder order : values()) {
      if (order.slug().equals(slug)) {
        return order;
      }
    }
    return RATE;
  }

  private static Comparator<ServiceState> descending(ToDoubleFunction<ServiceState> figure) {
    return Comparator.comparingDouble(figure).reversed();
  }
}
