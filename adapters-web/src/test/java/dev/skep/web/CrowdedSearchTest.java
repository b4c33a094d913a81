package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.access.AddressRanges;
import dev.skep.application.access.SecretDigest;
import dev.skep.application.reading.SearchPlaces;
import dev.skep.web.access.AccessSettings;
import dev.skep.web.access.KnownHosts;
import dev.skep.web.access.ReadingRule;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// More searches at once than there are places for.
@Timeout(60)
final class CrowdedSearchTest {
  private static final String TOKEN = "a-token-for-this-test";
  private static final SecretDigest SECRET = SecretDigest.of(TOKEN);
  private static final String SLOW = "/api/v1/traces?service=slow";
  private static final String QUICK = "/api/v1/traces?service=nginx";

  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<SlowReader> slow = new AtomicReference<>();
  private RunningDoor door = guarded(new ReadingRule.TokenHolders(SECRET));

  @AfterEach
  void close() {
    slow.get().end(1_000);
    readers.close();
    door.close();
  }

  @Test
  void two_hundred_slow_searches_of_one_reader_keep_nobody_else_waiting() throws Exception {
    String greedy = session();
    String modest = session();
    List<Future<HttpResponse<String>>> asked = ask(200, SLOW, "Cookie", greedy);
    slow.get().await(SearchPlaces.MOST_OF_ONE);

    for (int i = 0; i < 20; i++) {
      assertThat(get(QUICK, "Cookie", modest).statusCode()).isEqualTo(200);
    }
    assertThat(get("/traces?service=nginx", "Cookie", modest).statusCode()).isEqualTo(200);
    HttpResponse<String> page = get("/traces?service=slow", "Cookie", greedy);
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(page.body()).contains("Too many searches are running. Try again in a few seconds.");

    slow.get().await(SearchPlaces.MOST_OF_ONE);
    assertThat(get("/metrics", "Cookie", modest).body())
        .contains("skep_searches_running 4\n", "skep_searches_max 8\n")
        .containsPattern("skep_searches_turned_away_total [1-9]");
    assertThat(get("/status", "Cookie", modest).body())
        .containsPattern("Searches</span> <span[^>]*>4 of 8 running, [0-9]+ turned away");
    slow.get().end(200);
    assertThat(statuses(asked)).containsOnly(200, 503).contains(200);
    assertThat(get("/api/v1/status", "Cookie", modest).body())
        .contains("\"searches\":{\"running\":0,\"most\":8,\"mostOfOneReader\":4,\"waiting\":0,");
  }

  @Test
  void when_all_places_are_taken_the_next_search_waits_for_one() throws Exception {
    List<Future<HttpResponse<String>>> asked = new ArrayList<>();
    asked.addAll(ask(SearchPlaces.MOST_OF_ONE, SLOW, "Cookie", session()));
    asked.addAll(ask(SearchPlaces.MOST_OF_ONE, SLOW, "Cookie", session()));
    slow.get().await(SearchPlaces.MOST);
    String third = session();

    HttpResponse<String> refused = get(QUICK, "Cookie", third);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(refused.body()).startsWith("{\"error\":\"Too many searches are running.");
    assertThat(get("/status", "Cookie", third).statusCode()).isEqualTo(200);

    Future<HttpResponse<String>> waiting = ask(1, QUICK, "Cookie", third).getFirst();
    slow.get().end(1);
    assertThat(waiting.get().statusCode()).isEqualTo(200);

    slow.get().end(SearchPlaces.MOST);
    assertThat(statuses(asked)).containsOnly(200);
  }

  @ParameterizedTest
  @CsvSource({
    "X-User, alice, bob, 200",
    "X-User, alice, alice, 503",
    "X-Forwarded-For, 192.0.2.1, 192.0.2.2, 200",
    "X-Forwarded-For, 192.0.2.1, 192.0.2.1, 503",
    "X-Forwarded-For, 2001:db8::1, 2001:db8::2, 503",
    "X-Forwarded-For, 2001:db8::1, 2001:db8:1::1, 200",
  })
  void behind_a_proxy_it_says_who_a_reader_is(
      String header, String first, String second, int expected) throws Exception {
    door.close();
    door =
        guarded(
            header.equals("X-User")
                ? new ReadingRule.ProxyUsers(SECRET, header)
                : new ReadingRule.Everybody());
    ask(SearchPlaces.MOST_OF_ONE, SLOW, header, first);
    slow.get().await(SearchPlaces.MOST_OF_ONE);

    assertThat(get(QUICK, header, second).statusCode()).isEqualTo(expected);
  }

  private RunningDoor guarded(ReadingRule rule) {
    var access =
        new AccessSettings(
            rule, AddressRanges.parse("127.0.0.1").orElseThrow(), KnownHosts.and(""));
    return RunningDoor.guarded(
            access,
            traces -> {
              slow.set(new SlowReader(traces));
              return slow.get();
            })
        .with(span(1));
  }

  private String session() {
    String kept =
        door.send("POST", "/login", "token=" + TOKEN, "Sec-Fetch-Site", "same-origin")
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow();
    return kept.substring(0, kept.indexOf(';'));
  }

  private HttpResponse<String> get(String path, String... headers) {
    return door.send(door.request(path).headers(headers).build());
  }

  private List<Future<HttpResponse<String>>> ask(int times, String path, String... headers) {
    List<Future<HttpResponse<String>>> asked = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      asked.add(readers.submit(() -> get(path, headers)));
    }
    return asked;
  }

  private static List<Integer> statuses(List<Future<HttpResponse<String>>> asked) throws Exception {
    List<Integer> statuses = new ArrayList<>();
    for (Future<HttpResponse<String>> answer : asked) {
      statuses.add(answer.get().statusCode());
    }
    return statuses;
  }
}
