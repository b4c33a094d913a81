package dev.skep.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Skep with a Java of its own, as the container image has it: `scripts/jlink.sh` leaves out
/// nothing that is needed.
@DisabledOnOs(OS.WINDOWS)
final class RuntimeImageIT {
  private static final String TOKEN = "a-token-of-a-reader";
  private static final String SPAN =
      """
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name",
      "value":{"stringValue":"nginx"}}]},"scopeSpans":[{"spans":[{"traceId":"%032x",
      "spanId":"00000000000000ab","name":"GET /","kind":2,"startTimeUnixNano":"1700000000000000000",
      "endTimeUnixNano":"1700000000000142000"}]}]}]}\
      """
          .formatted(1);

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  // Two programs of the JDK work for half of it.
  @Test
  @Timeout(180)
  void takes_spans_in_shows_them_and_serves_every_command() throws Exception {
    Path image = folder.resolve("image");
    link(image);
    Map<String, String> environment =
        Map.of(
            "TRACES_INGESTION_ENABLED", "true",
            "TRACES_INGESTION_API_KEY", "secret",
            "TRACES_EXPLORER_TOKEN", TOKEN);
    List<String> program = List.of(image.resolve("bin/skep").toString());

    try (SkepProcess skep = SkepProcess.startProgram(program, folder, environment)) {
      URI address = skep.address();
      HttpRequest.Builder post =
          HttpRequest.newBuilder(address.resolve("/api/traces/otlp"))
              .header("X-API-Key", "secret")
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(SPAN));
      assertThat(send(post).body()).isEqualTo("{\"accepted\":1}");
      for (String path : List.of("/health/ready", "/traces", "/traces/%032x".formatted(1))) {
        HttpResponse<String> page =
            send(
                HttpRequest.newBuilder(address.resolve(path))
                    .header("Authorization", "Bearer " + TOKEN));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      }
      String port = String.valueOf(address.getPort());
      assertThat(run(program, Map.of("TRACES_PORT", port), "health")).contains("UP");
      assertThat(run(program, Map.of(), "sql", "SELECT service_name FROM spans_flat"))
          .contains("nginx");
      assertThat(run(program, Map.of(), "backup", "copy")).startsWith("Copied ");
      assertThat(skep.terminate()).as(skep.output()).isZero();
    }
    assertThat(run(program, Map.of(), "check", "copy")).contains("All is well");
  }

  private static void link(Path image) throws Exception {
    var builder =
        new ProcessBuilder(
                Path.of("..", "scripts", "jlink.sh").toAbsolutePath().toString(), image.toString())
            .inheritIO();
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process jlink = builder.start();
    assertThat(jlink.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(jlink.exitValue()).isZero();
  }

  private String run(List<String> program, Map<String, String> environment, String... arguments)
      throws Exception {
    try (SkepProcess command = SkepProcess.startProgram(program, folder, environment, arguments)) {
      assertThat(command.exitCode()).as(command.output()).isZero();
      return command.output();
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
