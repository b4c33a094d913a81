package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.SpanKind;
import java.time.Duration;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServicesPageTest {
  private static final String HOURS = "?range=6h";

  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void before_the_first_span_it_says_so() {
    var page = door.page("/services");

    assertThat(page.select("main").text()).contains("No service has sent a span yet");
    assertThat(page.select("table")).isEmpty();
  }

  @Test
  void each_service_has_its_figures() {
    door.with(
        span(1).of(beyla("nginx", "host:17")).lasting(Duration.ofMillis(10)),
        span(2).of(beyla("nginx", "host:18")).lasting(Duration.ofMillis(10)).inError(),
        span(3)
            .of(beyla("nginx", "host:18"))
            .under(2)
            .named("in queue")
            .ofKind(SpanKind.INTERNAL)
            .lasting(Duration.ofMillis(5)),
        span(4).of("mailer").ofKind(SpanKind.CONSUMER).named("consume"));

    var page = door.page("/services" + HOURS);

    assertThat(page.select(".service-table tbody tr")).hasSize(2);
    assertThat(cells(page, "nginx"))
        .contains("50.0 %", "10.0 ms", "25.0 %", "Beyla 2.8.5", "1 h ago", "2");
    assertThat(cells(page, "mailer")).contains("0 %", "1.50 ms", "–");
    assertThat(row(page, "nginx").select(".spark polyline")).hasSize(1);
    assertThat(row(page, "nginx").select(".spark .err")).hasSize(1);
    assertThat(row(page, "nginx").select("td").last().attr("title")).startsWith("2 processes");
  }

  @Test
  void no_data_is_not_zero() {
    door.with(span(1).of("worker").ofKind(SpanKind.INTERNAL), span(2).of("nginx"));

    var page = door.page("/services?range=15m");

    assertThat(cells(page, "worker")).contains("not called", "1 h ago").doesNotContain("0 %");
    assertThat(row(page, "worker").select(".swatch.is-silent")).hasSize(1);
    assertThat(page.select(".page-head .soft").text())
        .isEqualTo("0 reporting, 0 called but silent");
  }

  @Test
  void what_is_called_and_never_reports_is_listed_with_what_would_show_it() {
    door.with(
        span(1).of("nginx"),
        span(2)
            .of("nginx")
            .under(1)
            .ofKind(SpanKind.CLIENT)
            .with(
                Attributes.builder()
                    .put("server.address", "postgres")
                    .put("server.port", AttributeValue.of(5432L))
                    .build()));

    var silent = door.page("/services" + HOURS).select("[aria-labelledby=silent] tbody tr");

    assertThat(silent).hasSize(1);
    assertThat(silent.first().text()).contains("postgres:5432", "nginx", "BEYLA_OPEN_PORT");
    assertThat(traces(silent.select(".chip").attr("href"))).isEqualTo(1);
  }

  @Test
  void every_figure_leads_to_the_traces_behind_it() {
    door.with(
        span(1).in(1).of("nginx").lasting(Duration.ofMillis(1)),
        span(2).in(2).of("nginx").lasting(Duration.ofMillis(900)).inError(),
        span(3).in(3).of("nginx").ofKind(SpanKind.CLIENT).inError(),
        span(4).in(4).of("other"));

    var links = row(door.page("/services" + HOURS), "nginx").select("td a").eachAttr("href");

    assertThat(links).hasSize(5).allMatch(link -> link.contains("range=6h"));
    assertThat(links).extracting(this::traces).containsExactly(2, 1, 2, 1, 1);
  }

  @Test
  void it_is_sorted_by_plain_links_and_the_rate_comes_first() {
    door.with(span(1).of("b"), span(2).of("b"), span(3).of("a"), span(4).of("c").inError());

    assertThat(names(door.page("/services" + HOURS))).containsExactly("b", "a", "c");
    var page = door.page("/services?range=6h&sort=errors");
    assertThat(names(page)).containsExactly("c", "a", "b");
    assertThat(page.select("th[aria-sort]").text()).isEqualTo("In error");
    String byName = page.select("thead th a").first().attr("href");
    assertThat(byName).isEqualTo("/services?range=6h&sort=name");
    assertThat(names(door.page(byName))).containsExactly("a", "b", "c");
  }

  @Test
  void a_service_is_found_by_a_part_of_its_name() {
    door.with(span(1).of("users-api"), span(2).of("orders-api"), span(3).of("nginx"));

    assertThat(names(door.page("/services?range=6h&name=API"))).hasSize(2);
    var page = door.page("/services?range=6h&name=%3Cb%3E");
    assertThat(page.select("main").text()).contains("No service has a name with <b> in it");
  }

  @Test
  void a_page_of_many_services_is_less_than_a_hundred_kilobytes() {
    for (int i = 0; i < 70; i++) {
      door.with(span(i + 1).in(i + 1).of("service-number-" + i).inError());
    }

    var page = door.get("/services" + HOURS).body();

    assertThat(page.length()).isLessThan(100_000);
    assertThat(page).contains("The first 50 of 70 services");
  }

  @Test
  void a_range_that_cannot_be_read_is_told() {
    assertThat(door.get("/services?range=never").statusCode()).isEqualTo(422);
    assertThat(door.page("/services?range=never").select(".problems").text())
        .startsWith("range must be");
  }

  @Test
  void a_store_that_cannot_answer_is_told() {
    try (var broken = RunningDoor.overBrokenStore()) {
      assertThat(broken.get("/services").statusCode()).isEqualTo(503);
      assertThat(broken.page("/services").text()).contains(BrokenStorage.REASON);
    }
  }

  private int traces(String address) {
    return door.page(address).select("#results .row-link").size();
  }

  private static List<String> names(Document page) {
    return page.select("tbody th .service").eachText();
  }

  private static List<String> cells(Document page, String service) {
    return row(page, service).select("td").eachText();
  }

  private static Element row(Document page, String service) {
    return page.select(".service-table tbody tr").stream()
        .filter(row -> row.select("th").text().equals(service))
        .findFirst()
        .orElseThrow();
  }

  private static Resource beyla(String service, String instance) {
    return Resource.of(
        Attributes.builder()
            .put("service.name", service)
            .put("telemetry.sdk.name", "beyla")
            .put("telemetry.sdk.version", "v2.8.5")
            .put("service.instance.id", instance)
            .build());
  }
}
