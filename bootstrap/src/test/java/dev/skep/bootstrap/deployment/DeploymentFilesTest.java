package dev.skep.bootstrap.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.bootstrap.SettingNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is not YAML: the example of an environment file, the Dockerfile, the systemd unit.
final class DeploymentFilesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern EXAMPLE = Pattern.compile("(?m)^#?(TRACES_\\w+)=(.*)$");
  private static final Pattern SETTING = Pattern.compile("TRACES_\\w+");

  @Test
  void the_example_of_an_environment_file_has_every_setting_with_its_default() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    EXAMPLE
        .matcher(read(".env.example"))
        .results()
        .forEach((MatchResult line) -> settings.put(line.group(1), line.group(2)));

    assertThat(settings.keySet()).containsExactlyElementsOf(SettingNames.all());
    assertThat(settings.remove("TRACES_INGESTION_ENABLED")).isEqualTo("true");
    assertThat(settings)
        .allSatisfy(
            (name, value) -> assertThat(value).isEqualTo(SettingNames.defaults().get(name)));
  }

  @Test
  void the_image_is_built_from_pinned_images_and_runs_as_nobody() throws IOException {
    List<String> lines = read("docker/Dockerfile").lines().toList();

    assertThat(lines.stream().filter(line -> line.startsWith("FROM ")))
        .hasSize(2)
        .allMatch(line -> line.matches("FROM \\S+:\\S*\\d{1,8}\\.?\\S*( AS \\w+)?"));
    assertThat(lines).contains("USER 10001:10001", "STOPSIGNAL SIGTERM", "VOLUME /data");
    assertThat(lines.stream().filter(line -> line.startsWith("HEALTHCHECK ")))
        .singleElement()
        .asString()
        .endsWith("CMD [\"skep\", \"health\"]");
    assertThat(read(".dockerignore")).contains(".env\n", ".git\n", "**/target\n");
  }

  @Test
  void the_unit_sets_only_what_there_is() throws IOException {
    String unit = read("docs/examples/skep.service");

    assertThat(unit.lines().filter(line -> !line.isBlank()))
        .allMatch(line -> line.matches("#.*|\\[(Unit|Service|Install)]|[A-Z]\\w+=.*"));
    assertThat(SETTING.matcher(unit).results().map(MatchResult::group).toList())
        .isNotEmpty()
        .allMatch(SettingNames.all()::contains);
    assertThat(unit)
        .contains(
            "ExecStart=/opt/skep/bin/skep\n",
            "DynamicUser=yes\n",
            "NoNewPrivileges=yes\n",
            "ProtectSystem=strict\n");
  }

  private static String read(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }
}
