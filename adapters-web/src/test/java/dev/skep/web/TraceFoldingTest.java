package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.spanId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What of a trace is folded, found and zoomed into; all of it in the address.
class TraceFoldingTest {
  private static final String TRACE = "/traces/00000000000000000000000000000001";

  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void a_request_shows_how_long_it_waited_and_its_parts_on_demand() {
    split();

    var page = door.page(TRACE);

    assertThat(names(page)).containsExactly("GET /", "SELECT");
    assertThat(page.select("a.times").text()).isEqualTo("queue 30.0 µs");
    assertThat(page.select("a.times").attr("title")).contains("30.0 %");
    assertThat(page.select(".span-queue").attr("width")).isEqualTo("30%");
    assertThat(page.select(".span-bar").attr("x")).isEqualTo("30%");
    assertThat(page.select("#span").text()).contains("Waited 30.0 µs in the queue, 30.0 %");
    assertThat(names(door.page(TRACE + page.select("a.times").attr("href"))))
        .containsExactly("GET /", "in queue", "processing", "SELECT");
    assertThat(names(door.page(TRACE + "?span=" + spanId(2))))
        .containsExactly("GET /", "in queue", "SELECT");
  }

  @Test
  void like_siblings_are_one_row_that_opens() {
    calls(7);

    var page = door.page(TRACE);

    assertThat(names(page)).containsExactly("GET /", "SELECT");
    assertThat(page.select("tr.is-run").text()).contains("×7", "p50 4.00 µs, max 7.00 µs");
    assertThat(page.select("tr.is-run").attr("aria-expanded")).isEqualTo("false");
    var opened = door.page(TRACE + page.select("tr.is-run a.twist").attr("href"));
    assertThat(names(opened)).hasSize(9);
    assertThat(names(door.page(TRACE + opened.select("tr.is-run a.twist").attr("href"))))
        .hasSize(2);
    assertThat(names(door.page(TRACE + "?span=" + spanId(4)))).hasSize(9);
    assertThat(names(door.page(TRACE + "?fold=parts"))).hasSize(8);
  }

  @Test
  void a_closed_row_says_what_it_hides_and_opens_again() {
    door.with(
        span(1).named("a"),
        span(2).under(1).named("b").after(micros(1)),
        span(3).under(2).named("c").after(micros(2)).inError());

    var page = door.page(TRACE + "?span=" + spanId(1));
    var closed = door.page(TRACE + page.select("tr:contains(b) a.twist").first().attr("href"));

    assertThat(names(closed)).containsExactly("a", "b");
    assertThat(closed.select(".is-inside").text()).isEqualTo("+1, 1 error");
    assertThat(names(door.page(TRACE + closed.select("tr:contains(b) a.twist").attr("href"))))
        .containsExactly("a", "b", "c");
    assertThat(names(door.page(TRACE + "?level=1"))).containsExactly("a");
    assertThat(names(door.page(TRACE + "?level=2"))).containsExactly("a", "b");
  }

  @Test
  void what_is_found_stands_alone_or_is_marked() {
    door.with(
        span(1).named("root"),
        span(2).under(1).named("Find <b>me").after(micros(1)),
        span(3).under(1).named("other").after(micros(2)));

    var alone = door.page(TRACE + "?find=find+%3Cb");
    assertThat(names(alone)).containsExactly("root", "Find <b>me");
    assertThat(alone.select("mark").text()).isEqualTo("Find <b");
    assertThat(alone.select("[data-step=hit-next]").attr("href")).contains("span=" + spanId(2));

    var marked = door.page(TRACE + "?mark=1&find=find");
    assertThat(names(marked)).containsExactly("root", "Find <b>me", "other");
    assertThat(marked.select("tr.is-dim .name").eachText()).containsExactly("root", "other");

    assertThat(names(door.page(TRACE + "?find=" + spanId(3)))).containsExactly("root", "other");
    assertThat(door.page(TRACE + "?find=nowhere").select(".waterfall-foot").text())
        .contains("Nothing in this trace matches");
  }

  @Test
  void one_steps_through_errors_and_sees_only_them() {
    door.with(
        span(1).named("root"),
        span(2).under(1).named("first").after(micros(1)).inError(),
        span(3).under(1).named("fine").after(micros(2)),
        span(4).under(1).named("second").after(micros(3)).inError());

    var page = door.page(TRACE);

    assertThat(page.select(".error-steps").text()).contains("1 of 2 errors");
    var next = door.page(TRACE + page.select("[data-step=error-next]").attr("href"));
    assertThat(next.select(".error-steps").text()).contains("2 of 2 errors");
    assertThat(next.select("#span h2").text()).isEqualTo("second");
    assertThat(next.select("[data-step=error-next]")).isEmpty();
    assertThat(names(door.page(TRACE + "?errors=1"))).containsExactly("root", "first", "second");
  }

  @Test
  void the_time_axis_can_be_a_part_of_the_trace() {
    split();

    var page = door.page(TRACE + "?zoom=50000-100000");

    assertThat(page.select("thead .scale span:not(:has(span))").eachText())
        .containsExactly("50.0 µs", "62.5 µs", "75.0 µs", "87.5 µs", "100 µs");
    assertThat(page.select(".minimap .window").attr("x")).isEqualTo("50%");
    assertThat(page.select(".minimap .window").attr("width")).isEqualTo("50%");
    assertThat(page.select(".menu a:contains(Whole trace)").attr("href")).doesNotContain("zoom");
    for (String odd : List.of("x", "5-5", "9-1", "99999999999999999999-1", "0-100000", "-1")) {
      assertThat(door.page(TRACE + "?zoom=" + odd).select(".minimap .window")).isEmpty();
    }
  }

  @Test
  void the_critical_path_is_drawn_unless_it_is_switched_off() {
    split();

    assertThat(door.page(TRACE).select("tbody .span-critical")).hasSize(3);
    assertThat(door.page(TRACE + "?critical=0").select("tbody .span-critical")).isEmpty();
  }

  @Test
  void an_address_of_nonsense_shows_the_trace() {
    calls(7);

    assertThat(
            names(
                door.page(
                    TRACE
                        + "?closed=__x_-_~%25&open=zz&runs=%01&parts="
                        + "a_".repeat(500)
                        + "&level=0&nth=99&span=%C3%BC&row=-1&fold=x&find=")))
        .containsExactly("GET /", "SELECT");
  }

  private void split() {
    door.with(
        span(1).lasting(micros(100)),
        span(2).under(1).named("in queue").ofKind(SpanKind.INTERNAL).lasting(micros(30)),
        span(3)
            .under(1)
            .named("processing")
            .ofKind(SpanKind.INTERNAL)
            .after(micros(30))
            .lasting(micros(70)),
        span(4).under(3).named("SELECT").of("redis").after(micros(40)).lasting(micros(20)));
  }

  private void calls(int count) {
    List<Spans.Builder> spans = new ArrayList<>(List.of(span(1)));
    for (int i = 1; i <= count; i++) {
      spans.add(
          span(1 + i).under(1).named("SELECT").of("redis").after(micros(i)).lasting(micros(i)));
    }
    door.with(spans.toArray(Spans.Builder[]::new));
  }

  private static List<String> names(Document page) {
    return page.select("tbody.window .name").eachText();
  }

  private static Duration micros(int micros) {
    return Duration.ofNanos(1000L * micros);
  }
}
