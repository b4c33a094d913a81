package dev.skep.bootstrap.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.bootstrap.SettingNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Compose files are valid, and say to Beyla what Beyla understands.
final class ComposeFilesTest {
  private static final String SKEP = "docker/compose.yml";
  private static final String BEYLA = "docker/beyla.yml";
  private static final String CAPABILITIES = "docker/beyla-capabilities.yml";
  private static final String WORKLOAD = "workloads/web-platform.yml";

  /// Beyla does not read it, which is why it sends metrics despite it. The specification has it,
  /// and a later Beyla may heed it.
  private static final String UNREAD = "OTEL_METRICS_EXPORTER";

  @ParameterizedTest
  @ValueSource(strings = {SKEP, BEYLA, CAPABILITIES, WORKLOAD})
  void every_file_keeps_to_the_compose_specification(String file) {
    assertThat(ComposeFile.read(file).mistakes()).isEmpty();
  }

  @Test
  void what_the_specification_does_not_know_is_found() {
    ComposeFile good = ComposeFile.read(SKEP);

    assertThat(new ComposeFile("", good.text().replace("restart:", "restarts:")).mistakes())
        .isNotEmpty();
    assertThat(new ComposeFile("", good.text().replace("- \"3051:3051\"", "many")).mistakes())
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {BEYLA, WORKLOAD})
  void beyla_reads_every_variable_that_it_is_given(String file) throws IOException {
    for (String version : List.of("2.8.5", "3.33.0")) {
      Set<String> known = variables(version);
      assertThat(ComposeFile.read(file).environment("beyla").keySet())
          .as(version)
          .allSatisfy(name ->
              assertThat(name)
                  .satisfiesAnyOf(
                      n -> assertThat(known).contains(n),
                      n -> assertThat(known).contains(withoutBrand(n)),
                      n -> assertThat(n).isEqualTo(UNREAD)));
      assertThat(known).doesNotContain(UNREAD);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {BEYLA, WORKLOAD})
  void beyla_runs_as_the_specification_says(String file) {
    ComposeFile compose = ComposeFile.read(file);
    Map<String, String> environment = compose.environment("beyla");

    assertThat(compose.service("beyla").path("privileged").asBoolean()).isTrue();
    assertThat(compose.service("beyla").path("pid").asString()).isEqualTo("host");
    assertThat(compose.service("beyla").path("init").asBoolean()).isTrue();
    assertThat(compose.texts("beyla", "volumes"))
        .containsExactly(
            "/sys/fs/cgroup:/sys/fs/cgroup:ro", "/sys/kernel/security:/sys/kernel/security:ro");
    assertThat(environment)
        .containsEntry("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")
        .containsEntry("OTEL_METRICS_EXPORTER", "none")
        .containsEntry("BEYLA_TRACE_PRINTER", "disabled")
        .containsKeys("BEYLA_OPEN_PORT", "BEYLA_SERVICE_NAMESPACE");
    // Beyla appends /v1/traces.
    assertThat(environment.get("OTEL_EXPORTER_OTLP_ENDPOINT"))
        .isEqualTo("${SKEP_URL:-http://host.docker.internal:3051}/api/traces/otlp");
  }

  @Test
  void beyla_beside_skep_starts_only_when_it_is_asked_for() {
    assertThat(ComposeFile.read(BEYLA).texts("beyla", "profiles")).containsExactly("ebpf");
    assertThat(ComposeFile.read(WORKLOAD).services()).contains("nginx", "httpd", "app-gw", "beyla");
  }

  @Test
  void the_file_of_capabilities_takes_the_privileges_away() {
    ComposeFile compose = ComposeFile.read(CAPABILITIES);

    assertThat(compose.service("beyla").path("privileged").asBoolean(true)).isFalse();
    assertThat(compose.texts("beyla", "cap_drop")).containsExactly("ALL");
    assertThat(compose.texts("beyla", "cap_add")).contains("SYS_ADMIN", "SYS_PTRACE");
  }

  @ParameterizedTest
  @ValueSource(strings = {SKEP, BEYLA, WORKLOAD})
  void no_file_holds_a_key_and_none_starts_without_one(String file) {
    ComposeFile compose = ComposeFile.read(file);
    List<String> keys = new ArrayList<>();
    for (String service : compose.services()) {
      compose.environment(service).entrySet().stream()
          .filter(variable -> variable.getKey().matches(".*(KEY|HEADERS|TOKEN)"))
          .filter(variable -> !variable.getValue().isEmpty())
          .forEach(variable -> keys.add(variable.getValue()));
    }

    assertThat(keys)
        .isNotEmpty()
        .allMatch(key -> key.matches("(X-API-Key=)?\\$\\{TRACES_INGESTION_API_KEY:\\?[^}]+}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {SKEP, BEYLA, WORKLOAD})
  void every_foreign_image_has_a_version(String file) {
    ComposeFile compose = ComposeFile.read(file);

    assertThat(compose.services())
        .allSatisfy(service ->
            assertThat(compose.service(service).path("image").asString())
                .matches("skep:latest|[a-z/]+:(\\$\\{BEYLA_VERSION:-)?\\d+\\.\\d+.*"));
  }

  @Test
  void skep_can_be_given_every_setting_and_no_other() {
    Set<String> names = ComposeFile.read(SKEP).environment("skep").keySet();

    assertThat(names.stream().filter(name -> name.startsWith("TRACES_")))
        .containsExactlyInAnyOrderElementsOf(SettingNames.all());
  }

  @Test
  void skep_has_no_privilege_and_writes_nowhere_but_to_its_data() {
    ComposeFile compose = ComposeFile.read(SKEP);

    assertThat(compose.service("skep").path("read_only").asBoolean()).isTrue();
    assertThat(compose.texts("skep", "cap_drop")).containsExactly("ALL");
    assertThat(compose.texts("skep", "security_opt")).containsExactly("no-new-privileges:true");
    assertThat(compose.texts("skep", "volumes")).containsExactly("skep-data:/data");
    assertThat(compose.environment("skep")).containsEntry("TRACES_DATA_DIR", "/data");
  }

  /// The login page tells readers to look for the token with `docker logs`.
  @Test
  void the_container_has_the_name_that_the_documents_and_the_login_page_use() throws IOException {
    String name = ComposeFile.read(SKEP).service("skep").path("container_name").asString();

    assertThat(name).isEqualTo("skep");
    for (String text :
        List.of("docs/operating.md", "adapters-web/src/main/resources/templates/login.html")) {
      assertThat(Files.readString(Path.of("..", text)))
          .contains("docker logs " + name)
          .doesNotContainPattern("docker (logs|exec) (?!" + name + "\\b(?!-))");
    }
  }

  /// Beyla copies its variables to the names of the OpenTelemetry project that it is made of.
  private static String withoutBrand(String name) {
    return name.replaceFirst("^BEYLA_(OTEL_)?", "OTEL_EBPF_");
  }

  private static Set<String> variables(String version) throws IOException {
    String file = "/deployment/beyla-" + version + "-variables.txt";
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(ComposeFilesTest.class.getResourceAsStream(file)),
                StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
    }
  }
}
