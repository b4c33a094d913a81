package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.PinnedTrace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Pins and erases over HTTP.
final class KeepingApiTest {
  private static final String ID = traceId(1).value();
  private static final String TRACE = "/api/v1/traces/" + ID;
  private static final String PIN = TRACE + "/pin";

  private final RunningDoor door = RunningDoor.open().with(span(1).in(1), span(2).in(1));

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void a_trace_is_pinned_with_a_note_listed_and_unpinned() {
    String pin =
        "{\"traceId\":\"" + ID + "\",\"note\":\"slow\",\"pinnedUnixNano\":\"1773752400000000001\"}";

    var pinned = door.send("POST", PIN, "{\"note\":\"slow\"}");
    assertThat(pinned.statusCode()).isEqualTo(200);
    assertThat(pinned.body()).isEqualTo(pin);
    assertThat(door.get("/api/v1/pins").body()).isEqualTo("{\"pins\":[" + pin + "]}");

    assertThat(door.send("DELETE", PIN, "").statusCode()).isEqualTo(200);
    assertThat(door.send("DELETE", PIN, "").statusCode()).isEqualTo(404);
    assertThat(door.get("/api/v1/pins").body()).isEqualTo("{\"pins\":[]}");
  }

  @Test
  void a_note_may_be_missing_but_nothing_else_may_be_there() {
    assertThat(door.send("POST", PIN, "").statusCode()).isEqualTo(200);
    for (String bad :
        new String[] {"slow", "[]", "{}", "{\"note\":1}", "{\"note\":\"a\",\"b\":1}"}) {
      assertThat(door.send("POST", PIN, bad).statusCode()).as(bad).isEqualTo(400);
    }
    String tooLong = "{\"note\":\"" + "x".repeat(PinnedTrace.MAX_NOTE_LENGTH + 1) + "\"}";
    assertThat(door.send("POST", PIN, tooLong).statusCode()).isEqualTo(400);
  }

  @Test
  void what_is_not_stored_cannot_be_pinned_or_erased() {
    String unknown = "/api/v1/traces/" + traceId(9).value();

    assertThat(door.send("POST", unknown + "/pin", "").statusCode()).isEqualTo(404);
    assertThat(door.send("DELETE", unknown, "").statusCode()).isEqualTo(404);
  }

  @Test
  void an_erased_trace_is_gone() {
    var erased = door.send("DELETE", TRACE, "");

    assertThat(erased.statusCode()).isEqualTo(200);
    assertThat(erased.body()).isEqualTo("{\"traceId\":\"" + ID + "\",\"erasedSpans\":2}");
    assertThat(door.get(TRACE).statusCode()).isEqualTo(404);
  }

  @Test
  void a_trace_is_not_posted_here() {
    var refused = door.send("POST", TRACE, "");

    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD, DELETE");
  }

  @Test
  void a_foreign_page_changes_nothing() {
    for (String site : new String[] {"cross-site", "same-site"}) {
      assertThat(door.send("DELETE", TRACE, "", "Sec-Fetch-Site", site).statusCode())
          .isEqualTo(403);
      assertThat(door.send("POST", PIN, "", "Sec-Fetch-Site", site).statusCode()).isEqualTo(403);
    }
    assertThat(door.get(TRACE).statusCode()).isEqualTo(200);
    assertThat(door.get("/api/v1/pins").body()).isEqualTo("{\"pins\":[]}");
  }
}
