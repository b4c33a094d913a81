package dev.skep.benchmarks.traffic;

import java.util.ArrayList;
import java.util.List;

/// The ten services there are and what each of them answers.
final class Estate {
  private final List<Service> services = new ArrayList<>();

  final Service nginx =
      service("nginx", "generic", 80)
          .answers("GET", "/", "/", 90)
          .answers("GET", "/static/app.js", "/static/*", 60)
          .answers("GET", "/static/logo.png", "/static/*", 55)
          .answers("GET", "/favicon.ico", "/favicon.ico", 40)
          .answers("GET", "/healthz", "/healthz", 30);
  final Service httpd =
      service("httpd", "generic", 80)
          .answers("GET", "/index.html", "/index.html", 120)
          .answers("GET", "/docs/guide", "/docs/*", 200)
          .answers("POST", "/cgi-bin/form", "/cgi-bin/*", 2_500)
          .answers("HEAD", "/", "/", 50);
  final Service gateway =
      service("api-gateway", "go", 8080)
          .answers("GET", "/api/users/%d", "/api/users/*", 9_000)
          .answers("GET", "/api/orders", "/api/orders", 14_000)
          .answers("POST", "/api/orders", "/api/orders", 26_000)
          .answers("GET", "/api/search", "/api/search", 18_000)
          .answers("PUT", "/api/users/%d", "/api/users/*", 15_000)
          .answers("DELETE", "/api/cart/%d", "/api/cart/*", 6_000);
  final Service users =
      service("users-api", "nodejs", 3000)
          .answers("GET", "/v1/users/%d", "/v1/users/{id}", 3_500)
          .answers("PUT", "/v1/users/%d", "/v1/users/{id}", 6_000)
          .answers("GET", "/v1/users/%d/größe", "/v1/users/{id}/größe", 3_000);
  final Service orders =
      service("orders-api", "java", 8081)
          .answers("GET", "/v1/orders", "/v1/orders", 6_000)
          .answers("POST", "/v1/orders", "/v1/orders", 12_000)
          .answers("GET", "/v1/orders/%d", "/v1/orders/{id}", 4_000);
  final Service payments =
      service("payments", "go", 50051)
          .offers("/payments.v1.Payments/Charge")
          .offers("/payments.v1.Payments/Refund");
  final Service recommender = plain("recommender", "python", 8000);
  final Service inventory =
      service("inventory", "go", 50052)
          .offers("/inventory.v1.Inventory/Reserve")
          .offers("/inventory.v1.Inventory/Get");
  final Service billing = plain("billing", "dotnet", 5000);
  final Service search = plain("search", "rust", 7700);

  List<Service> services() {
    return services;
  }

  private Service plain(String name, String language, int port) {
    return service(name, language, port)
        .answers("GET", "/v1/items", "/v1/items", 2_500)
        .answers("GET", "/v1/items/%d", "/v1/items/*", 2_000)
        .answers("POST", "/v1/items", "/v1/items", 5_000)
        .answers("GET", "/metrics", "/metrics", 800);
  }

  private Service service(String name, String language, int port) {
    Service service = new Service(services.size(), name, language, port);
    services.add(service);
    return service;
  }
}
