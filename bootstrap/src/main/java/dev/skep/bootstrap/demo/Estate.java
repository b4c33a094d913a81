package dev.skep.bootstrap.demo;

import java.time.Duration;
import java.util.List;

/// The made-up estate: a web shop on two machines. Redis, PostgreSQL and Kafka belong to it, but
/// nobody watches them: they are seen only through the calls of others.
final class Estate {
  static final String NAMESPACE = "web-shop";

  static final Host EDGE =
      new Host("edge-1", "4f1d0c7e9ab84f7d8a3f2c6b5e907d11", Duration.ofSeconds(1));
  static final Host APPS =
      new Host("apps-1", "b7c2e85a13d94c06a4de91f07c3365f2", Duration.ofSeconds(2));

  static final Service NGINX = new Service("nginx", "generic", 1127, "172.20.0.2", 80, EDGE);
  static final Service HTTPD = new Service("httpd", "generic", 1164, "172.20.0.3", 80, EDGE);
  static final Service APP_GW = new Service("app-gw", "go", 1201, "172.20.0.4", 8080, EDGE);
  static final Service USERS = new Service("users-api", "nodejs", 2012, "172.21.0.2", 3000, APPS);
  static final Service ORDERS = new Service("orders-api", "java", 2049, "172.21.0.3", 8081, APPS);
  static final Service BILLING = new Service("billing", "python", 2086, "172.21.0.4", 8000, APPS);

  static final List<Service> SERVICES = List.of(NGINX, HTTPD, APP_GW, USERS, ORDERS, BILLING);

  /// Where the visitors of the shop come from.
  static final List<String> VISITORS =
      List.of("172.20.0.1", "10.0.3.17", "10.0.3.18", "192.168.65.1", "10.42.7.201");

  private Estate() {}
}
