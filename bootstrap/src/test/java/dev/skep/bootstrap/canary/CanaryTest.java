package dev.skep.bootstrap.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.bootstrap.command.VerifyLiveArguments;
import dev.skep.bootstrap.command.VerifyLiveCommand;
import dev.skep.bootstrap.system.SkepServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A canary before a real Skep, and before one that does not tell the truth.
final class CanaryTest {
  private static final String TOKEN = "a-token-of-some-length";

  @TempDir private Path folder;

  @Test
  void all_that_was_sent_comes_back_by_id_by_search_and_on_pages() throws Exception {
    try (SkepServer skep = SkepServer.start(folder)) {
      CanaryReport report = canary(skep.address()).run(7, 40);

      assertThat(report.differences()).isEmpty();
      assertThat(report.allEqual()).isTrue();
      assertThat(report.traces()).isEqualTo(40);
      assertThat(report.questions()).isGreaterThan(3 * 40);
    }
  }

  @Test
  void the_same_seed_and_time_give_the_same_traces() {
    Instant noon = Instant.parse("2026-03-17T12:00:00Z");

    assertThat(CanaryTraces.of(1, 20, noon)).isEqualTo(CanaryTraces.of(1, 20, noon));
    assertThat(CanaryTraces.of(1, 20, noon))
        .doesNotContainAnyElementsOf(CanaryTraces.of(2, 20, noon));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A trace that is said to be stored and is not.
        "/api/v1/traces/.*|\\A.*\\z||is missing",
        // A figure that is one off.
        "/api/v1/traces/.*|\"flags\":1,|\"flags\":2,|flags is 2 instead of 1",
        // A nanosecond that was lost.
        "/api/v1/traces/.*|\"startTimeUnixNano\":\"(\\d+)\\d\"|\"startTimeUnixNano\":\"$1x\"|startTimeUnixNano"
            + " is",
        // An attribute of the wrong type.
        "/api/v1/traces/.*|\"http.response.status_code\":200|\"http.response.status_code\":\"200\"|instead"
            + " of 200",
        // A row that says something else than its trace.
        "/api/v1/traces|\"errorCount\":0|\"errorCount\":1|errorCount is 1 instead of 0",
        // A search that finds nothing.
        "/api/v1/traces|\\A.*\\z|{\"traces\":[]}|is missing",
        // A list that does not show it.
        "/traces|row-link|other|page /traces: trace",
        // A page that does not escape.
        "/traces/.*|&lt;b&gt;|<b>|the span \"<b>",
        "/traces/.*|&lt;script&gt;|<script>|the attribute skep.canary.text is missing",
      })
  void each_lie_is_found_and_named(String path, String truth, String lie, String line)
      throws Exception {
    LyingProxy.Lie lies =
        (asked, answer) ->
            asked.matches(path)
                ? answer.replaceAll("(?s)" + truth, lie == null ? "" : lie)
                : answer;
    try (SkepServer skep = SkepServer.start(folder);
        var proxy = new LyingProxy(skep.address(), lies)) {
      CanaryReport report = canary(proxy.address()).run(3, 15);

      assertThat(report.allEqual()).isFalse();
      assertThat(report.differences()).anySatisfy(found -> assertThat(found).contains(line));
    }
  }

  @Test
  void traces_that_the_sample_rate_leaves_out_are_left_aside() throws Exception {
    try (SkepServer skep = SkepServer.start(folder, Map.of("TRACES_SAMPLE_RATE", "0.5"))) {
      CanaryReport report = canary(skep.address()).run(7, 40);

      assertThat(report.differences()).isEmpty();
      assertThat(report.leftOut()).isBetween(5, 35);
      assertThat(report.traces() + report.leftOut()).isEqualTo(40);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TRACES_SAMPLE_RATE, 0, TRACES_SAMPLE_RATE",
    "TRACES_INGESTION_API_KEY, another, TRACES_INGESTION_API_KEY",
    "TRACES_INGESTION_ENABLED, false, TRACES_INGESTION_ENABLED=true",
    "TRACES_EXPLORER_AUTH, token, TRACES_EXPLORER_TOKEN",
  })
  void who_cannot_ask_says_why(String setting, String value, String why) {
    try (SkepServer skep = SkepServer.start(folder, Map.of(setting, value))) {
      assertThatThrownBy(() -> canary(skep.address()).run(7, 3))
          .isInstanceOf(CannotAskException.class)
          .hasMessageContaining(why);
    }
  }

  @Test
  void the_command_ends_with_0_1_or_2_and_tells_no_secret() throws Exception {
    try (SkepServer skep =
            SkepServer.start(
                folder, Map.of("TRACES_EXPLORER_AUTH", "token", "TRACES_EXPLORER_TOKEN", TOKEN));
        var proxy =
            new LyingProxy(skep.address(), (path, answer) -> answer.replace("\"flags\":1,", ""))) {
      var good = new Command();
      assertThat(good.run(new CanaryTarget(skep.address(), SkepServer.KEY, TOKEN))).isZero();
      assertThat(good.text()).startsWith("Seed 5 at http").contains("read back as they were sent");

      assertThat(new Command().run(new CanaryTarget(proxy.address(), SkepServer.KEY, TOKEN)))
          .isEqualTo(2);
      var nobody = new Command();
      URI nowhere = skep.address().resolve("http://127.0.0.1:1");
      assertThat(nobody.run(new CanaryTarget(nowhere, SkepServer.KEY, TOKEN))).isEqualTo(2);
      assertThat(nobody.text())
          .startsWith("Could not ask http://127.0.0.1:1: no answer")
          .hasLineCount(1);
      assertThat(good.text() + nobody.text()).doesNotContain(TOKEN, SkepServer.KEY);
    }
    try (SkepServer skep = SkepServer.start(folder);
        var proxy =
            new LyingProxy(skep.address(), (path, answer) -> answer.replace("\"flags\":1,", ""))) {
      var lied = new Command();
      assertThat(lied.run(new CanaryTarget(proxy.address(), SkepServer.KEY, ""))).isEqualTo(1);
      assertThat(lied.text()).contains("spans[0].flags is missing");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--count 0",
        "--count 10001",
        "--seed x",
        "--url localhost",
        "--url http://u:p@h",
        "--key k",
        "--seed"
      })
  void arguments_that_make_no_sense_are_refused(String arguments) {
    assertThatThrownBy(() -> VerifyLiveArguments.parse(List.of(arguments.split(" "))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_it_sends_is_of_one_service_and_what_it_asks_is_not_recorded() throws Exception {
    try (SkepServer skep = SkepServer.start(folder, Map.of("TRACES_OWN_TRACES", "true"))) {
      canary(skep.address()).run(7, 5);
      // Longer than own spans wait for others.
      Thread.sleep(1_500);

      assertThat(services(skep, "http")).isEmpty();
      assertThat(services(skep, "ebpf")).hasSize(5).containsOnly(CanaryTraces.SERVICE);
    }
  }

  @Test
  void the_same_seed_can_be_used_again() throws Exception {
    try (SkepServer skep = SkepServer.start(folder)) {
      assertThat(canary(skep.address()).run(7, 5).differences()).isEmpty();
      assertThat(canary(skep.address()).run(7, 5).differences()).isEmpty();
    }
  }

  private static List<String> services(SkepServer skep, String source) throws Exception {
    List<String> services = new ArrayList<>();
    Object found = JsonTree.parse(skep.get("/api/v1/traces?source=" + source).body());
    JsonTree.elements(JsonTree.field(found, "traces"))
        .forEach(row -> services.add(JsonTree.text(JsonTree.field(row, "rootServiceName"))));
    return services;
  }

  private static Canary canary(URI address) {
    return new Canary(
        new CanaryTarget(address, SkepServer.KEY, ""), Clock.systemUTC(), Steps::unseen);
  }

  private static final class Command {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    int run(CanaryTarget target) {
      var print = new PrintStream(bytes, true, StandardCharsets.UTF_8);
      return new VerifyLiveCommand(print, print, Clock.systemUTC())
          .run(target, VerifyLiveArguments.parse(List.of("--seed", "5", "--count", "4")));
    }

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
