package dev.skep.web.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;

/// Tells browsers, on every answer of this server, to run nothing and load nothing that is not
/// ours, and to keep no copy of data.
///
/// Source: OWASP ASVS 5.0, chapter 3.4.
public final class SecurityHeaders implements Filter {
  private static final Header NO_STORE = HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store");
  // With no-referrer, browsers send the forms of our own pages with "Origin: null".
  private static final Header SAME_ORIGIN_REFERRER = header("Referrer-Policy", "same-origin");
  private static final List<Header> ALWAYS =
      List.of(
          header(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                  + " connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none';"
                  + " frame-ancestors 'none'"),
          header("X-Content-Type-Options", "nosniff"),
          header("Cross-Origin-Opener-Policy", "same-origin"),
          header("Cross-Origin-Resource-Policy", "same-origin"),
          header(
              "Permissions-Policy",
              "camera=(), geolocation=(), microphone=(), payment=(), usb=(),"
                  + " clipboard-write=(self)"));

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    // Not now but when the answer goes out: an answer that turns into an error is begun anew.
    response.beforeSend(() -> addTo(response.headers()));
    chain.proceed();
  }

  public static void addTo(ServerResponseHeaders headers) {
    ALWAYS.forEach(headers::set);
    headers.setIfAbsent(NO_STORE);
    headers.setIfAbsent(SAME_ORIGIN_REFERRER);
  }

  private static Header header(String name, String value) {
    return HeaderValues.create(HeaderNames.create(name), value);
  }
}
