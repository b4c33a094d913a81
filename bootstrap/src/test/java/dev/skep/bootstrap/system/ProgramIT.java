package dev.skep.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program: how it starts, refuses to start, and stops.
final class ProgramIT {
  @TempDir private Path folder;
  private final Caller caller = new Caller();

  @Test
  void the_first_start_says_where_to_look_and_how_to_open_the_ingest_door() throws Exception {
    try (SkepProcess skep = SkepProcess.start(folder, Map.of())) {
      URI address = skep.address();

      assertThat(caller.status(address.resolve("/health/ready"), "")).isEqualTo(200);
      assertThat(skep.output()).contains("TRACES_INGESTION_ENABLED=true");
      assertThat(skep.terminate()).isZero();
    }
    assertThat(folder.resolve("data/catalogue.db")).exists();
    assertThat(folder.resolve("data/segments/000001.db")).exists();
  }

  @Test
  void settings_are_read_from_a_file_beside_it_and_the_environment_wins() throws Exception {
    Files.writeString(
        folder.resolve(".env"),
        """
        TRACES_INGESTION_ENABLED=true
        TRACES_INGESTION_API_KEY=secret
        TRACES_DATA_DIR=./elsewhere
        """);

    try (SkepProcess skep =
        SkepProcess.start(folder, Map.of("TRACES_INGESTION_API_KEY", "from the environment"))) {
      assertThat(caller.post(skep.address(), "from the environment", "01")).isEqualTo(200);
      assertThat(caller.post(skep.address(), "secret", "02")).isEqualTo(401);
    }
    assertThat(folder.resolve("elsewhere")).isDirectory();
  }

  @Test
  void no_key_is_printed_and_no_token_that_was_set() throws Exception {
    try (SkepProcess skep = SkepProcess.start(folder, Caller.OPEN)) {
      URI address = skep.address();
      caller.post(address, "wrong-secret", "01");
      assertThat(caller.status(address.resolve("/api/v1/traces"), Caller.TOKEN)).isEqualTo(200);
      assertThat(caller.status(address.resolve("/api/v1/traces"), "wrong-hush")).isEqualTo(401);
      assertThat(caller.status(address.resolve("/login?token=" + Caller.TOKEN), "")).isEqualTo(303);
      assertThat(caller.status(address.resolve("/login?token=wrong-hush"), "")).isEqualTo(403);
      assertThat(skep.commandLine()).contains("skep.jar").doesNotContain("secret", "hush");
      skep.terminate();

      assertThat(skep.output())
          .contains("TRACES_EXPLORER_TOKEN", "The access token was wrong")
          .doesNotContain("secret", "hush");
    }
    assertThat(folder.resolve("data/access-token")).doesNotExist();
  }

  @Test
  void a_token_is_made_at_the_first_start_and_stays_the_same() throws Exception {
    Path file = folder.resolve("data/access-token");
    String token;
    try (SkepProcess skep = SkepProcess.start(folder, Map.of())) {
      token = skep.token();
      assertThat(token).matches("[0-9a-f]{48}");
      URI traces = skep.address().resolve("/api/v1/traces");
      assertThat(caller.status(traces, "")).isEqualTo(401);
      assertThat(caller.status(traces, token)).isEqualTo(200);
      assertThat(caller.status(skep.address().resolve("/login?token=" + token), "")).isEqualTo(303);
      skep.terminate();
      assertThat(skep.output().split(token, -1)).hasSize(2);
    }
    assertThat(Files.readString(file)).isEqualTo(token + "\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    try (SkepProcess skep = SkepProcess.start(folder, Map.of())) {
      assertThat(skep.token()).isEqualTo(token);
    }
  }

  @Test
  void without_a_login_that_is_said_loudly() throws Exception {
    try (SkepProcess skep = SkepProcess.start(folder, Map.of("TRACES_EXPLORER_AUTH", "none"))) {
      assertThat(caller.status(skep.address().resolve("/api/v1/traces"), "")).isEqualTo(200);
      assertThat(skep.output())
          .contains("Warning: TRACES_EXPLORER_AUTH=none: everybody", "OPEN TO EVERYBODY");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void at_rest_it_takes_less_than_200_mib_of_memory() throws Exception {
    try (SkepProcess skep = SkepProcess.startAsUsual(folder, Caller.OPEN)) {
      URI address = skep.address();
      for (String page : List.of("/traces", "/api/v1/traces", "/health/ready")) {
        assertThat(caller.status(address.resolve(page), Caller.TOKEN)).isEqualTo(200);
      }

      assertThat(skep.residentBytes()).isLessThan(200L << 20);
    }
  }

  @Test
  void a_port_that_is_taken_is_one_clear_line_and_no_success() throws Exception {
    try (SkepProcess first = SkepProcess.start(folder, Map.of())) {
      String port = String.valueOf(first.address().getPort());
      Path other = Files.createDirectory(folder.resolve("other"));

      try (SkepProcess second = SkepProcess.start(other, Map.of("TRACES_PORT", port))) {
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output().lines().filter(line -> line.contains(":" + port)))
            .singleElement()
            .asString()
            .contains("TRACES_PORT");
      }
    }
  }

  @Test
  void a_data_folder_in_use_is_one_clear_line_and_the_first_goes_on() throws Exception {
    try (SkepProcess first = SkepProcess.start(folder, Map.of())) {
      URI address = first.address();

      try (SkepProcess second = SkepProcess.start(folder, Map.of())) {
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output().lines()).hasSize(1);
      }
      assertThat(caller.status(address.resolve("/health/ready"), "")).isEqualTo(200);
    }
  }

  @Test
  void a_bad_setting_is_one_clear_line() throws Exception {
    try (SkepProcess skep = SkepProcess.start(folder, Map.of("TRACES_PORT", "many"))) {
      assertThat(skep.exitCode()).isEqualTo(2);
      assertThat(skep.output())
          .isEqualTo("TRACES_PORT must be a number from 0 to 65535, not \"many\".\n");
    }
  }

  @Test
  void a_misspelt_setting_is_one_clear_line() throws Exception {
    try (SkepProcess skep = SkepProcess.start(folder, Map.of("TRACES_INGESTION_KEY", "hush"))) {
      assertThat(skep.exitCode()).isEqualTo(2);
      assertThat(skep.output())
          .isEqualTo(
              "TRACES_INGESTION_KEY is not a setting of this version. Did you mean"
                  + " TRACES_INGESTION_API_KEY?\n");
    }
  }

  @Test
  void to_send_on_to_oneself_is_a_bad_setting_too() throws Exception {
    Map<String, String> circle =
        Map.of("TRACES_PORT", "3051", "TRACES_FORWARD_ENDPOINT", "http://localhost:3051");
    try (SkepProcess skep = SkepProcess.start(folder, circle)) {
      assertThat(skep.exitCode()).isEqualTo(2);
      assertThat(skep.output())
          .isEqualTo(
              "TRACES_FORWARD_ENDPOINT is this Skep itself: http://localhost:3051/v1/traces.\n");
    }
  }

  @Test
  void an_unknown_command_shows_the_usage() throws Exception {
    try (SkepProcess skep = SkepProcess.start(folder, Map.of(), "frobnicate")) {
      assertThat(skep.exitCode()).isEqualTo(2);
      assertThat(skep.output()).contains("Usage: skep");
    }
  }

  @Test
  void a_demo_fills_the_list_at_once_and_keeps_its_traces_apart() throws Exception {
    try (SkepProcess skep = SkepProcess.start(folder, Map.of(), "demo")) {
      URI traces = skep.address().resolve("/api/v1/traces?source=ebpf&limit=100");
      long deadline = System.nanoTime() + 15_000_000_000L;
      while (!caller.body(traces, skep.token()).contains("\"next\"")
          && System.nanoTime() < deadline) {
        Thread.sleep(100);
      }

      assertThat(caller.body(traces, skep.token())).contains("\"next\"", "nginx", "app-gw");
      assertThat(skep.terminate()).isZero();
    }
    assertThat(folder.resolve("demo-data")).isDirectory();
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void a_rehearsal_ends_by_itself_and_leaves_nothing_behind() throws Exception {
    try (SkepProcess skep = SkepProcess.start(folder, Map.of(), "rehearse")) {
      assertThat(skep.exitCode()).as(skep.output()).isZero();
      assertThat(skep.output()).endsWith("All went well.\n");
    }
    assertThat(folder).isEmptyDirectory();
  }
}
