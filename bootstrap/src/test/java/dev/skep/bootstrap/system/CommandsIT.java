package dev.skep.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program's commands about its data: copy it, check it, ask it.
final class CommandsIT {
  private static final Map<String, String> OPEN =
      Map.of(
          "TRACES_INGESTION_ENABLED", "true",
          "TRACES_INGESTION_API_KEY", "secret",
          "TRACES_OWN_TRACES", "false");
  private static final String TRACE = "000000000000000000000000000000%02d";

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void a_backup_of_a_running_skep_starts_without_further_ado() throws Exception {
    try (SkepProcess skep = SkepProcess.start(folder, OPEN)) {
      post(skep.address(), 1);

      Result backup = run("backup", "copy");

      assertThat(backup.code()).as(backup.text()).isZero();
      assertThat(backup.text()).matches("Copied \\d+ KiB of 1 segment to .*/copy\n");
      assertThat(post(skep.address(), 2)).isEqualTo(200);
    }
    try (SkepProcess restored =
        SkepProcess.start(
            folder,
            Map.of(
                "TRACES_DATA_DIR",
                folder.resolve("copy").toString(),
                "TRACES_EXPLORER_AUTH",
                "none"))) {
      assertThat(folder.resolve("copy/access-token")).doesNotExist();
      assertThat(status(restored.address(), 1)).isEqualTo(200);
      assertThat(status(restored.address(), 2)).isEqualTo(404);
    }
  }

  @Test
  void a_backup_that_cannot_be_made_is_one_clear_line_and_no_success() throws Exception {
    Result without = run("backup", "copy");

    assertThat(without.code()).isEqualTo(1);
    assertThat(without.text().lines()).hasSize(1);
    assertThat(run("backup").code()).isEqualTo(2);
    assertThat(folder.resolve("copy")).doesNotExist();
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void a_check_says_that_all_is_well_beside_a_running_skep_and_without() throws Exception {
    try (SkepProcess skep = SkepProcess.start(folder, OPEN)) {
      post(skep.address(), 1);

      Result beside = run("check");

      assertThat(beside.code()).as(beside.text()).isZero();
      assertThat(beside.text()).contains("A Skep is running").contains("open, 1 spans");
      assertThat(skep.terminate()).isZero();
    }
    Result alone = run("check", "data");
    assertThat(alone.code()).as(alone.text()).isZero();
    assertThat(alone.text()).doesNotContain("running").contains("All is well: 2 files");
  }

  @Test
  void a_check_that_finds_trouble_says_what_to_do_and_is_no_success() throws Exception {
    SkepServer.start(folder.resolve("data")).close();
    Files.writeString(folder.resolve("data/segments/000001.db"), "no database".repeat(1000));

    Result check = run("check");

    assertThat(check.code()).isEqualTo(1);
    assertThat(check.text())
        .contains("TROUBLE  segments/000001.db", ".recover", "Trouble in 1 of 2 files");
  }

  @Test
  void sql_asks_a_running_skep_and_answers_programs_in_three_ways() throws Exception {
    try (SkepProcess skep = SkepProcess.start(folder, OPEN)) {
      post(skep.address(), 1);
      String query = "SELECT segment, trace_id, name, scope_name || ',' AS x FROM spans_flat";
      String trace = TRACE.formatted(1);

      assertThat(run("sql", query).text())
          .isEqualTo("segment\ttrace_id\tname\tx\n1\t" + trace + "\tGET\\t/\t,\n");
      assertThat(run("sql", "--csv", query, "data").text())
          .isEqualTo("segment,trace_id,name,x\n1," + trace + ",GET\t/,\",\"\n");
      assertThat(run("sql", query, "--json").text())
          .isEqualTo(
              "{\"segment\":1,\"trace_id\":\"" + trace + "\",\"name\":\"GET\\t/\",\"x\":\",\"}\n");
    }
  }

  @Test
  void sql_that_is_wrong_is_one_clear_line_and_no_success() throws Exception {
    SkepServer.start(folder.resolve("data")).close();

    Result wrong = run("sql", "SELECT nonsense FROM spans");

    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.text().lines()).singleElement().asString().contains("nonsense");
    assertThat(run("sql", "SELECT 1", "--timeout", "soon").code()).isEqualTo(2);
    assertThat(run("sql").text()).contains("spans_flat");
  }

  @Test
  void health_is_good_while_skep_runs_and_trouble_before_and_after() throws Exception {
    try (SkepProcess skep = SkepProcess.start(folder, OPEN)) {
      String port = String.valueOf(skep.address().getPort());

      Result running = health("127.0.0.1", port);
      assertThat(running.code()).as(running.text()).isZero();
      assertThat(running.text()).contains("UP");
      assertThat(health("0.0.0.0", port).code()).isZero();

      assertThat(skep.terminate()).isZero();
      Result stopped = health("127.0.0.1", port);
      assertThat(stopped.code()).isEqualTo(1);
      assertThat(stopped.text().lines()).singleElement().asString().contains("127.0.0.1:" + port);
    }
    assertThat(health("127.0.0.1", "0").code()).isEqualTo(2);
  }

  @Test
  void verify_live_sends_traces_to_the_skep_of_the_settings_and_finds_them() throws Exception {
    try (SkepProcess skep = SkepProcess.start(folder, OPEN)) {
      Map<String, String> settings =
          Map.of(
              "TRACES_PORT",
              String.valueOf(skep.address().getPort()),
              "TRACES_INGESTION_API_KEY",
              "secret");

      try (SkepProcess command =
          SkepProcess.start(folder, settings, "verify-live", "--count", "10")) {
        assertThat(command.exitCode()).as(command.output()).isZero();
        assertThat(command.output()).contains("10 traces of ", "read back as they were sent");
      }
    }
    assertThat(run("verify-live", "--key", "secret").code()).isEqualTo(2);
  }

  @Test
  void sql_that_runs_is_ended_by_a_signal() throws Exception {
    SkepServer.start(folder.resolve("data")).close();
    String endless =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

    try (SkepProcess sql = SkepProcess.start(folder, Map.of(), "sql", endless)) {
      Thread.sleep(2_000);

      assertThat(sql.terminate()).isNotZero();
    }
  }

  @Test
  void a_backup_over_http_is_below_the_data_and_starts() throws Exception {
    Path data = folder.resolve("data");
    Path copy;
    try (SkepServer skep = SkepServer.start(data)) {
      skep.post(json(1));

      HttpResponse<byte[]> made =
          skep.send(
              HttpRequest.newBuilder(skep.address().resolve("/api/v1/backups"))
                  .POST(HttpRequest.BodyPublishers.noBody()));

      assertThat(made.statusCode()).isEqualTo(201);
      copy = Path.of(String.valueOf(Json.object(made.body()).get("path")));
      assertThat(copy.getParent()).isEqualTo(data.resolve("backups"));
    }
    try (SkepServer restored = SkepServer.start(copy)) {
      assertThat(restored.trace(TRACE.formatted(1), "")).isNotEmpty();
    }
  }

  private Result run(String... arguments) throws Exception {
    try (SkepProcess command = SkepProcess.start(folder, Map.of(), arguments)) {
      int code = command.exitCode();
      return new Result(code, command.output());
    }
  }

  private Result health(String host, String port) throws Exception {
    Map<String, String> settings = Map.of("TRACES_HOST", host, "TRACES_PORT", port);
    try (SkepProcess command = SkepProcess.start(folder, settings, "health")) {
      int code = command.exitCode();
      return new Result(code, command.output());
    }
  }

  private int post(URI address, int trace) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(address.resolve("/api/traces/otlp"))
                .header("X-API-Key", "secret")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(trace)))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static String json(int trace) {
    return """
    {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%s","spanId":"00000000000000ab",
    "name":"GET\\t/","startTimeUnixNano":"1700000000000000000"}]}]}]}\
    """
        .formatted(TRACE.formatted(trace));
  }

  private int status(URI address, int trace) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(address.resolve("/api/v1/traces/" + TRACE.formatted(trace)))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /// How a command ended, and all that it printed.
  private record Result(int code, String text) {}
}
