package dev.skep.bootstrap.demo;

import static dev.skep.bootstrap.demo.Estate.APP_GW;
import static dev.skep.bootstrap.demo.Estate.BILLING;
import static dev.skep.bootstrap.demo.Estate.HTTPD;
import static dev.skep.bootstrap.demo.Estate.NGINX;
import static dev.skep.bootstrap.demo.Estate.ORDERS;
import static dev.skep.bootstrap.demo.Estate.USERS;

import com.google.protobuf.ByteString;
import dev.skep.bootstrap.demo.TraceUnderway.HttpWork;
import java.util.List;

/// What happens in the estate, and who calls whom for it. Each journey is one trace. What the
/// services at the far end do is in [ShopWork].
final class Journeys {
  private static final List<String> STATIC_FILES =
      List.of("app.js", "site.css", "logo.svg", "bees.jpg", "größe.html");

  private final Chance chance;
  private final ShopWork work;
  private final List<Journey> journeys =
      List.of(
          new Journey(26, this::readStaticFile),
          new Journey(10, this::checkHealth),
          new Journey(22, this::showUser),
          new Journey(16, this::listOrders),
          new Journey(11, this::placeOrder),
          new Journey(7, this::bill),
          new Journey(3, this::askForWhatIsNotThere),
          new Journey(1, this::findGatewayDown),
          new Journey(2, this::reportTheDay),
          new Journey(2, this::showUserToTracedVisitor));

  Journeys(Chance chance) {
    this.chance = chance;
    this.work = new ShopWork(chance);
  }

  /// One journey, chosen by chance.
  ///
  /// @param start nanoseconds since the epoch
  /// @return all that is seen of it, by its end
  List<BeylaEvent> begin(long start) {
    var trace = new TraceUnderway(chance);
    chosen().plot().play(trace, start);
    return trace.events();
  }

  private Journey chosen() {
    var ticket = chance.between(0, journeys.stream().mapToInt(Journey::weight).sum());
    for (var journey : journeys) {
      ticket -= journey.weight();
      if (ticket < 0) {
        return journey;
      }
    }
    throw new IllegalStateException("more tickets than weights");
  }

  private void readStaticFile(TraceUnderway trace, long start) {
    var file = Route.get("/static/*").with(chance.oneOf(STATIC_FILES));
    visit(
        trace,
        HTTPD,
        file,
        start,
        httpd -> {
          httpd.compute(chance.withinMicros(140, 400));
          return chance.percent(10) ? 304 : 200;
        });
  }

  private void checkHealth(TraceUnderway trace, long start) {
    var service = chance.oneOf(List.of(USERS, ORDERS, BILLING));
    visit(
        trace,
        service,
        Route.get("/healthz").plain(),
        start,
        asked -> {
          asked.compute(chance.around(450));
          return 200;
        });
  }

  private void showUser(TraceUnderway trace, long start) {
    showUser(trace, start, TraceUnderway.NO_PARENT);
  }

  /// The visitor is traced too, but not by us: the parent of our first span is never seen.
  private void showUserToTracedVisitor(TraceUnderway trace, long start) {
    showUser(trace, start, chance.spanId());
  }

  private void showUser(TraceUnderway trace, long start, ByteString parentId) {
    var user = chance.between(1, 5_000);
    var request = Route.get("/api/users/*").with(user);
    var visitor = chance.oneOf(Estate.VISITORS);
    trace.receive(
        NGINX, request, visitor, parentId, start, proxied(request, gw -> askUsers(gw, user)));
  }

  private void listOrders(TraceUnderway trace, long start) {
    var request = Route.get("/api/orders").plain();
    visit(
        trace,
        NGINX,
        request,
        start,
        proxied(
            request,
            gw -> {
              askUsers(gw, chance.between(1, 5_000));
              return relayed(gw.ask(ORDERS, Route.get("/v1/orders").plain(), work::listOrders));
            }));
  }

  private void placeOrder(TraceUnderway trace, long start) {
    var request = Route.post("/api/orders").plain();
    visit(
        trace,
        NGINX,
        request,
        start,
        proxied(
            request,
            gw -> {
              askUsers(gw, chance.between(1, 5_000));
              return relayed(gw.ask(ORDERS, Route.post("/v1/orders").plain(), work::placeOrder));
            }));
  }

  private void bill(TraceUnderway trace, long start) {
    trace.consume(BILLING, "orders", start, work::bill);
  }

  private void askForWhatIsNotThere(TraceUnderway trace, long start) {
    var request = Route.get("/wp-login.php").plain();
    visit(trace, NGINX, request, start, proxied(request, gw -> 404));
  }

  private void findGatewayDown(TraceUnderway trace, long start) {
    visit(
        trace,
        NGINX,
        Route.get("/api/orders").plain(),
        start,
        nginx -> {
          nginx.compute(chance.around(80));
          nginx.failToConnect(APP_GW);
          return 502;
        });
  }

  private void reportTheDay(TraceUnderway trace, long start) {
    var request = Route.get("/api/reports/daily").plain();
    visit(
        trace,
        NGINX,
        request,
        start,
        proxied(
            request,
            gw ->
                relayed(
                    gw.ask(ORDERS, Route.get("/v1/reports/daily").plain(), work::reportTheDay))));
  }

  private int askUsers(Visit gateway, int user) {
    var request = Route.get("/v1/users/*").with(user);
    return relayed(gateway.ask(USERS, request, users -> work.findUser(users, user)));
  }

  /// nginx hands the request on to the gateway, and the gateway's answer back.
  private HttpWork proxied(Request request, HttpWork gatewayWork) {
    return nginx -> {
      nginx.compute(chance.around(60));
      return nginx.ask(
          APP_GW,
          request,
          gateway -> {
            gateway.compute(chance.around(350));
            var status = gatewayWork.serve(gateway);
            gateway.compute(chance.around(200));
            return status;
          });
    };
  }

  /// What the gateway answers after a service behind it has answered `status`.
  private static int relayed(int status) {
    return status == 500 ? 502 : status;
  }

  private void visit(
      TraceUnderway trace, Service service, Request request, long start, HttpWork work) {
    var visitor = chance.oneOf(Estate.VISITORS);
    trace.receive(service, request, visitor, TraceUnderway.NO_PARENT, start, work);
  }

  @FunctionalInterface
  private interface Plot {
    void play(TraceUnderway trace, long start);
  }

  /// @param weight how often it is taken, as a share of all weights
  private record Journey(int weight, Plot plot) {}
}
