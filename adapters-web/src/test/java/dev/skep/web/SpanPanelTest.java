package dev.skep.web;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.spanId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.AttributeValue.BytesValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.DroppedCounts;
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.SpanStatus;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.StatusCode;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The panel beside the waterfall, which shows one span in full.
final class SpanPanelTest {
  private static final String TRACE = "/traces/00000000000000000000000000000001";

  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void the_first_error_or_else_the_root_is_shown_in_full_unless_a_span_is_chosen() {
    door.with(
        span(1).named("root"), span(2).under(1).named("wrong").inError(), span(3).named("other"));
    door.with(span(4).in(2).named("fine"));

    assertThat(door.page(TRACE).select("#span h2").text()).isEqualTo("wrong");
    assertThat(door.page("/traces/" + Spans.traceId(2)).select("#span h2").text())
        .isEqualTo("fine");
    var chosen = door.page(TRACE + "?span=" + spanId(3));
    assertThat(chosen.select("#span h2").text()).isEqualTo("other");
    assertThat(chosen.select("tr[aria-selected=true] .name").text()).isEqualTo("other");
    assertThat(door.page(TRACE + "?span=nope").select("#span .notice").text())
        .contains("not in this trace");
  }

  @Test
  void the_panel_closes_by_its_link_and_stays_closed_until_a_span_is_chosen() {
    door.with(span(1).named("root"), span(2).under(1).named("wrong").inError());

    var closed = door.page(TRACE + door.page(TRACE).select("#span .title a").attr("href"));

    assertThat(closed.select("#span").hasAttr("hidden")).isTrue();
    assertThat(closed.select("#span").text()).isEmpty();
    assertThat(closed.select("tr[aria-selected]")).isEmpty();
    assertThat(closed.select("tbody tr[tabindex=0] .name").eachText()).containsExactly("root");
    assertThat(closed.select("#steps").text()).contains("1 error");
    assertThat(closed.select("#waterfall .menu-body a").eachAttr("href"))
        .isNotEmpty()
        .allMatch(href -> href.contains("span=none"));

    String next = closed.select("[data-step=error-next]").attr("href");
    var chosen = door.page(TRACE + next);
    assertThat(chosen.select("#span").hasAttr("hidden")).isFalse();
    assertThat(chosen.select("#span h2").text()).isEqualTo("wrong");
  }

  @Test
  void a_long_key_breaks_behind_its_dots_and_underscores() {
    door.with(span(1).with(Attributes.builder().put("http.response.status_code<b>", "x").build()));

    var key = door.page(TRACE).select("#span .attributes th").first();

    assertThat(key.html()).isEqualTo("http.<wbr>response.<wbr>status_<wbr>code&lt;b&gt;");
    assertThat(key.text()).isEqualTo("http.response.status_code<b>");
  }

  @Test
  void spans_of_one_id_can_each_be_chosen() {
    door.with(span(2).named("first twin"), span(2).named("second twin"));

    for (String link : door.page(TRACE).select(".span-link").eachAttr("href")) {
      var page = door.page(TRACE + link);
      assertThat(page.select("tr[aria-selected=true] .span-link").attr("href")).isEqualTo(link);
      assertThat(page.select("tr[aria-selected=true] .name").text())
          .isEqualTo(page.select("#span h2").text());
    }
    assertThat(door.page(TRACE).select(".span-link").eachAttr("href")).doesNotHaveDuplicates();
  }

  @Test
  void the_panel_shows_everything_that_is_stored() {
    door.with(
        span(9).named("parent"),
        span(1)
            .under(9)
            .named("INSERT payments")
            .ofKind(SpanKind.CLIENT)
            .withStatus(new SpanStatus(StatusCode.ERROR, "deadlock detected"))
            .withTraceState("vendor=1")
            .withFlags(0x101)
            .with(
                Attributes.builder()
                    .put("text", "value")
                    .put("long", Long.MIN_VALUE)
                    .put("nan", AttributeValue.of(Double.NaN))
                    .put("truth", AttributeValue.of(true))
                    .put("bytes", new BytesValue(new byte[] {1, 2}))
                    .put("empty", AttributeValue.EMPTY)
                    .put(
                        "list",
                        new AttributeValue.ArrayValue(
                            List.of(AttributeValue.of("a"), AttributeValue.of(1))))
                    .put("web", "https://shop.example/x?y=1")
                    .put("script", "javascript:alert(1)")
                    .put("much", "x".repeat(1000))
                    .build())
            .withDropped(new DroppedCounts(3, 2, 1))
            .withEvents(
                new SpanEvent(
                    NOON.plusNanos(1_200_000),
                    "exception",
                    Attributes.of("exception.type", AttributeValue.of("DatabaseError")),
                    4))
            .withLinks(
                new SpanLink(
                    Spans.traceId(7).value(), spanId(8).value(), "ls", 1, Attributes.NONE, 5),
                new SpanLink("", "", "", 0, Attributes.NONE, 0))
            .of(
                new Resource(
                    Attributes.of("service.name", AttributeValue.of("orders")), 6, "urn:r"))
            .by(
                new InstrumentationScope(
                    "pg", "0.7", Attributes.of("sa", AttributeValue.of(1)), 7, "urn:s")));

    var panel = door.page(TRACE + "?span=" + spanId(1)).select("#span");
    String text = panel.text();

    assertThat(text)
        .contains(
            "INSERT payments", "orders", "client", "error", "deadlock detected", "eBPF (Apps)")
        .contains("1.50 ms", "1,500,000 ns", "0x101", "vendor=1")
        .contains("2026-03-17T12:00:00.000000001Z", "1773748800000000001")
        .contains("2026-03-17T12:00:00.001500001Z", "1773748800001500001")
        .contains("-9223372036854775808", "NaN", "true", "AQI=", "(empty)", "[\"a\",1]")
        .contains("urn:r", "urn:s", "pg", "0.7", "Show all 1,000 characters", "x".repeat(1000))
        .contains("3 attributes dropped", "2 events dropped", "1 link dropped")
        .contains("4 attributes dropped", "5 attributes dropped", "6 attributes dropped")
        .contains("7 attributes dropped", "+1.20 ms", "DatabaseError");
    assertThat(panel.select("tr:contains(parent) a").attr("href"))
        .isEqualTo(TRACE + "?span=" + spanId(9));
    assertThat(panel.select("tr:contains(web) a").attr("href"))
        .isEqualTo("https://shop.example/x?y=1");
    assertThat(panel.select("tr:contains(web) a").attr("rel")).isEqualTo("noopener noreferrer");
    assertThat(panel.select("tr:contains(script) a[target]")).isEmpty();
    assertThat(panel.select(".links a").eachAttr("href"))
        .containsExactly("/traces/" + Spans.traceId(7) + "?span=" + spanId(8));
  }

  @Test
  void htmx_gets_the_panel_alone_and_beside_it_the_steps_from_that_span_on() {
    door.with(span(1), span(2).under(1).inError(), span(3).under(1).inError());
    var answer =
        door.send(
            "GET", TRACE + "?span=" + spanId(1), "", "HX-Request", "true", "HX-Target", "span");

    assertThat(answer.body()).startsWith("<aside").doesNotContain("<html");
    var piece = Jsoup.parse(answer.body());
    assertThat(piece.select("#span[hx-disable]")).hasSize(1);
    assertThat(piece.select("#steps").attr("hx-swap-oob")).isEqualTo("true");
    assertThat(piece.select("[data-step=error-next]").attr("href")).endsWith(spanId(2).value());
    assertThat(door.page(TRACE).select("#steps").hasAttr("hx-swap-oob")).isFalse();
  }
}
