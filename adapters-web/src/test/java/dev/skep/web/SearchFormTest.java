package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The form above the list of traces: its fields, its line of query, and what is wrong with them.
final class SearchFormTest {
  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void a_mistake_in_the_query_stands_beside_its_field_as_text() {
    var answer = door.with(span(1)).get("/traces?q=%7B%20%3Cb%3E%20%7D");

    var page = Jsoup.parse(answer.body());
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(page.select("#q").val()).isEqualTo("{ <b> }");
    assertThat(page.select("#q").attr("aria-invalid")).isEqualTo("true");
    assertThat(page.select("#q-error").text())
        .startsWith("The query is not understood at column 3: expected a field, found <");
  }

  @Test
  void the_source_filter_offers_exactly_the_four_choices_of_the_specification() {
    var options = door.with(span(1)).page("/traces").select("#source option");

    assertThat(options.eachText())
        .containsExactly("All sources", "HTTP Requests", "Background Jobs", "eBPF (Apps)");
    assertThat(options.eachAttr("value")).containsExactly("", "http", "scheduler", "ebpf");
  }

  @Test
  void what_was_asked_for_stands_in_the_form() {
    var page =
        door.with(span(1))
            .page(
                "/traces?source=http&service=nope&operation=x&status=error&minDuration=1ms&sort=slowest&limit=9");

    assertThat(page.select("#source [selected]").val()).isEqualTo("http");
    assertThat(page.select("#service [selected]").val()).isEqualTo("nope");
    assertThat(page.select("#operation").val()).isEqualTo("x");
    assertThat(page.select("[name=status][checked]").val()).isEqualTo("error");
    assertThat(page.select("[name=minDuration]").val()).isEqualTo("1ms");
    assertThat(page.select("input[type=hidden][name=sort]").val()).isEqualTo("slowest");
    assertThat(page.select("input[type=hidden][name=limit]").val()).isEqualTo("9");
  }

  @Test
  void a_bad_parameter_is_marked_and_the_others_keep_their_values() {
    var answer = door.with(span(1)).get("/traces?minDuration=fast&service=nginx&maxDuration=2s");
    var page = Jsoup.parse(answer.body());

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(page.select("[name=minDuration]").attr("aria-invalid")).isEqualTo("true");
    assertThat(page.select("#min-error").text()).contains("50µs");
    assertThat(page.select("[name=minDuration]").val()).isEqualTo("fast");
    assertThat(page.select("[name=maxDuration]").val()).isEqualTo("2s");
    assertThat(page.select("[name=maxDuration]").hasAttr("aria-invalid")).isFalse();
    assertThat(page.select("#service [selected]").val()).isEqualTo("nginx");
  }

  @Test
  void a_query_stands_in_the_fields_and_chips_and_the_fields_in_the_line() {
    var page =
        door.with(span(1).named("a"))
            .page(
                "/traces?service=nginx&q=%7Bname%3D%22a%22%26%26.b!%3D%22%2Fc%22%26%26(.d%3D1%7C%7C.e%3D2)%7D");
    var chips = page.select("#filters .chips > .chip");

    assertThat(page.select("#service [selected]").val()).isEqualTo("nginx");
    assertThat(page.select("#operation").val()).isEqualTo("a");
    assertThat(chips.eachText()).containsExactly(".b≠/c", ".d = 1 || .e = 2");
    assertThat(chips.get(0).hasClass("is-not")).isTrue();
    assertThat(page.select("#q").val())
        .isEqualTo(
            "{ resource.service.name = \"nginx\" && name = \"a\" && .b != \"/c\" && (.d = 1 || .e ="
                + " 2) }");
    assertThat(page.select("[name=was]").val()).isEqualTo(page.select("#q").val());
    assertThat(page.select("#filters ").attr("action")).isEqualTo("/search");
  }

  @Test
  void a_chip_is_dropped_by_its_link_and_added_by_sending_the_form() {
    door.with(span(1));
    var sent = door.get("/search?range=6h&service=nginx&q=&was=&key=.b&op=%3D&value=1");
    String address = sent.headers().firstValue("Location").orElseThrow();
    var page = door.page(address);

    assertThat(sent.statusCode()).isEqualTo(302);
    assertThat(address).isEqualTo("/traces?range=6h&service=nginx&q=%7B%20.b%20%3D%201%20%7D");
    assertThat(page.select("#filters .chip-drop").attr("href"))
        .isEqualTo("/traces?service=nginx&range=6h");
    assertThat(page.select("#filters .actions a").attr("href")).isEqualTo("/traces?range=6h");
  }

  @Test
  void a_condition_that_cannot_be_read_is_explained_beside_it() {
    var page = door.with(span(1)).page("/traces?key=kind&op=%3D&value=big");

    assertThat(page.select("#new-key").val()).isEqualTo("kind");
    assertThat(page.select("#new-value").val()).isEqualTo("big");
    assertThat(page.select("#key-error").text()).contains("server, client");
    assertThat(page.select("#results .row-link")).hasSize(1);
  }

  @Test
  void a_mistake_is_marked_where_it_is() {
    var page = door.with(span(1)).page("/traces?q=%7B%20durations%20%3E%20100ms%20%7D");

    assertThat(page.select("#q-error mark").text()).isEqualTo("durations");
    assertThat(page.select("#q").attr("data-column")).isEqualTo("3");
  }
}
