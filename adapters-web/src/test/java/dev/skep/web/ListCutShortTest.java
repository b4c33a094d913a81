package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.access.AddressRanges;
import dev.skep.web.access.AccessSettings;
import dev.skep.web.access.KnownHosts;
import dev.skep.web.access.ReadingRule;
import java.time.Duration;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists of a store that gives up before a page is full.
final class ListCutShortTest {
  private final RunningDoor door =
      RunningDoor.guarded(
          new AccessSettings(new ReadingRule.Everybody(), AddressRanges.NONE, KnownHosts.and("")),
          ImpatientReader::new);

  /// Eight traces a second apart; the oldest is of the service `rare`.
  @BeforeEach
  void fill() {
    for (int i = 1; i <= 8; i++) {
      door.with(
          span(1)
              .in(i)
              .of(i == 1 ? "rare" : "nginx")
              .after(Duration.ofSeconds(i))
              .lasting(Duration.ofMillis(i)));
    }
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void the_page_says_what_was_not_looked_at_and_links_on_until_it_is_found() {
    Document first = door.page("/traces?service=rare");
    Document second = door.page(searchOn(first));
    Document third = door.page(searchOn(second));

    assertThat(first.select("#results-title").text()).isEqualTo("No traces so far");
    assertThat(first.select("#results .notice").text())
        .startsWith(
            "This page took too long to fill. Traces from before 12:00:06.000 were not looked at"
                + " yet.");
    assertThat(first.select("#results .empty")).isEmpty();
    assertThat(first.select("#results tbody tr")).isEmpty();
    assertThat(second.select("#results .notice").text()).contains("before 12:00:03.000");
    assertThat(third.select("#results .notice")).isEmpty();
    assertThat(third.select("#results tbody tr .service").text()).isEqualTo("rare");
    assertThat(third.select(".pager a").eachText())
        .contains("First page")
        .doesNotContain("Search on");
  }

  @ParameterizedTest
  @CsvSource({
    "oldest, 'Traces from after 12:00:03.000 were not looked at yet.'",
    "slowest, 'Traces of 6.00 ms or less were not looked at yet.'",
    "most-spans, 'Traces of 1 span or fewer were not looked at yet.'",
    "most-errors, 'Traces without errors were not looked at yet.'"
  })
  void in_every_order_it_says_how_far_it_came(String order, String words) {
    Document page = door.page("/traces?service=nginx&sort=" + order);

    assertThat(page.select("#results .notice").text()).contains(words);
  }

  @Test
  void json_says_that_the_page_is_not_complete_and_where_to_go_on() {
    String first = door.get("/api/v1/traces?service=rare").body();
    String cursor = first.replaceAll(".*\"next\":\"([^\"]*)\".*", "$1");
    String second = door.get("/api/v1/traces?service=rare&cursor=" + cursor).body();
    String third =
        door.get(
                "/api/v1/traces?service=rare&cursor="
                    + second.replaceAll(".*\"next\":\"([^\"]*)\".*", "$1"))
            .body();

    assertThat(first).startsWith("{\"traces\":[],\"complete\":false,\"next\":\"");
    assertThat(third).contains("\"rootServiceName\":\"rare\"").doesNotContain("complete", "next");
  }

  private static String searchOn(Document page) {
    return page.select(".pager a:contains(Search on)").attr("href");
  }
}
