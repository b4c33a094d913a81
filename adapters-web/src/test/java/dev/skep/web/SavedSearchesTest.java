package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.web.query.PercentCode;
import java.net.http.HttpResponse;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SavedSearchesTest {
  private static final String API = "/api/v1/searches";

  private final RunningDoor door = RunningDoor.open().with(span(1));

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void a_search_is_saved_under_a_name_listed_and_deleted() {
    var saved = post("slow checkouts", "service=nginx&minDuration=1s&cursor=x&evil=1&range=6h");

    assertThat(saved.statusCode()).isEqualTo(200);
    assertThat(saved.body())
        .isEqualTo(
            "{\"id\":\"1\",\"name\":\"slow checkouts\","
                + "\"query\":\"service=nginx&minDuration=1s&range=6h\","
                + "\"savedUnixNano\":\"1773752400000000001\"}");
    assertThat(door.get(API).body()).isEqualTo("{\"searches\":[" + saved.body() + "]}");

    assertThat(door.send("DELETE", API + "/1", "").statusCode()).isEqualTo(200);
    assertThat(door.send("DELETE", API + "/1", "").statusCode()).isEqualTo(404);
    assertThat(door.send("DELETE", API + "/x", "").statusCode()).isEqualTo(404);
    assertThat(door.get(API).body()).isEqualTo("{\"searches\":[]}");
  }

  @Test
  void what_cannot_be_run_or_has_no_name_is_not_saved() {
    assertThat(post("bad", "minDuration=soon").body()).contains("\"parameter\":\"minDuration\"");
    assertThat(post("bad", "q=%7B").statusCode()).isEqualTo(400);
    assertThat(post(" ", "").body()).contains("\"parameter\":\"name\"");
    assertThat(post("x".repeat(101), "").statusCode()).isEqualTo(400);
    assertThat(door.send("POST", API, "").statusCode()).isEqualTo(400);
    assertThat(door.send("POST", API, "{\"name\":1}").statusCode()).isEqualTo(400);
    assertThat(door.send("POST", API, "[]").statusCode()).isEqualTo(400);
    assertThat(door.get(API).body()).isEqualTo("{\"searches\":[]}");
  }

  @Test
  void other_sites_can_neither_save_nor_delete() {
    post("mine", "");
    String[] foreign = {"Sec-Fetch-Site", "cross-site"};

    assertThat(door.send("POST", API, "{\"name\":\"x\"}", foreign).statusCode()).isEqualTo(403);
    assertThat(door.send("DELETE", API + "/1", "", foreign).statusCode()).isEqualTo(403);
    assertThat(door.send("POST", "/searches", "name=x", foreign).statusCode()).isEqualTo(403);
    assertThat(door.send("POST", "/searches/delete", "id=1", foreign).statusCode()).isEqualTo(403);
    assertThat(door.page("/searches").select("tbody th").eachText()).containsExactly("mine");
  }

  @Test
  void the_form_saves_the_search_of_the_page_and_leads_back_to_it() {
    String back = "/traces?service=nginx&range=24h&cursor=";
    assertThat(door.page(back).select("#saved [name=back]").val()).isEqualTo(back);

    var answer = door.send("POST", "/searches", "name=the+proxy&back=" + PercentCode.encode(back));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains("/traces?service=nginx&range=24h");
    Document list = door.page("/searches");
    assertThat(list.select("tbody th a").attr("href")).isEqualTo("/traces?service=nginx&range=24h");
    assertThat(list.select("tbody code").text()).isEqualTo("range 24h · service nginx");
    assertThat(door.page("/searches/menu").select("#saved-list a").eachText())
        .containsExactly("the proxy");

    door.send("POST", "/searches/delete", "id=" + list.select("[name=id]").val());
    assertThat(door.page("/searches").text()).contains("No search has been saved");
  }

  @Test
  void the_query_of_an_address_that_nobody_encoded_is_saved_too() {
    String query = "{ name = `GET /größe #1` } | select(span.a)";
    String form = "name=raw&back=" + PercentCode.encode("/traces?q=" + query + "&status=error");
    String encoded = "q=" + PercentCode.encode(query);

    var answer = door.send("POST", "/searches", form);

    assertThat(answer.headers().firstValue("Location")).contains("/traces?status=error&" + encoded);
    Document list = door.page("/searches");
    assertThat(list.select("tbody code").text()).isEqualTo("q " + query + " · status error");
  }

  @Test
  void only_a_search_is_taken_from_the_address() {
    door.send(
        "POST", "/searches", "name=a&back=" + PercentCode.encode("//evil.example/?service=x"));
    door.send("POST", "/searches", "name=b&back=" + PercentCode.encode("javascript:alert(1)"));
    door.send("POST", "/searches", "name=c&back=" + PercentCode.encode("/logout?token=x"));

    assertThat(door.page("/searches").select("tbody th a").eachAttr("href"))
        .containsExactly("/traces", "/traces", "/traces");
  }

  @Test
  void the_list_says_why_a_search_was_not_saved() {
    String place =
        door.send("POST", "/searches", "name=+&back=%2Ftraces")
            .headers()
            .firstValue("Location")
            .orElseThrow();

    assertThat(door.page(place).select("[role=alert]").text()).contains("Nothing was saved");
  }

  @Test
  void a_name_is_text_and_nothing_else() {
    post("<img src=x onerror=alert(1)>", "");

    Document list = door.page("/searches");
    assertThat(list.select("tbody th").text()).isEqualTo("<img src=x onerror=alert(1)>");
    assertThat(list.select("img")).isEmpty();
  }

  @Test
  void a_store_that_cannot_answer_is_told_of() {
    try (var broken = RunningDoor.overBrokenStore()) {
      assertThat(broken.get("/searches").statusCode()).isEqualTo(503);
      assertThat(broken.get(API).statusCode()).isEqualTo(503);
    }
  }

  private HttpResponse<String> post(String name, String query) {
    return door.send("POST", API, "{\"name\":\"%s\",\"query\":\"%s\"}".formatted(name, query));
  }
}
