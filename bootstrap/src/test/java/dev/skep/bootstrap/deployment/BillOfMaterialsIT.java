package dev.skep.bootstrap.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the build says that the program is made of: all of it, and under the licences that we tell
/// of.
final class BillOfMaterialsIT {
  /// What the root pom gives as `project.build.outputTimestamp`.
  private static final LocalDateTime ONE_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  /// Nothing of a time, a person or a machine.
  private static final Set<String> TOLD_BY_A_MANIFEST =
      Set.of(
          "Manifest-Version",
          "Created-By",
          "Java-Version",
          "Build-Jdk-Spec",
          "Build-Tool-Jdk-Spec",
          "Implementation-Title",
          "Implementation-Version",
          "Main-Class",
          "Class-Path",
          "Enable-Native-Access");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (.+) \\|$");

  @Test
  void it_names_every_library_that_is_shipped() throws IOException {
    List<String> jars;
    try (Stream<Path> files = Files.list(Path.of("target", "lib"))) {
      jars = files.map(file -> file.getFileName().toString()).toList();
    }

    assertThat(jars).isNotEmpty();
    assertThat(
            components().stream()
                .map(c -> c.path("name").asString() + "-" + c.path("version").asString() + ".jar"))
        .containsAll(jars);
  }

  @Test
  void the_page_on_licences_has_a_row_for_every_library_and_no_other() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    ROW.matcher(Files.readString(Path.of("..", "docs", "licences.md")))
        .results()
        .forEach(row -> rows.put(row.group(1), row.group(2)));
    var unused = new TreeSet<>(rows.keySet());

    for (JsonNode library : components()) {
      String name = library.path("name").asString();
      if (library.path("group").asString().equals("dev.skep")) {
        continue;
      }
      List<String> matching = rows.keySet().stream().filter(row -> matches(row, name)).toList();
      assertThat(matching).as(name).hasSize(1);
      unused.removeAll(matching);
      for (JsonNode choice : library.path("licenses")) {
        JsonNode licence = choice.path("license");
        String told = licence.path("id").asString(licence.path("name").asString(""));
        assertThat(rows.get(matching.getFirst())).as(name).contains(told);
      }
    }
    assertThat(unused).isEmpty();
  }

  @Test
  void no_jar_of_ours_says_when_or_where_it_was_built() throws IOException {
    for (Path jar : ours()) {
      try (var open = new JarFile(jar.toFile())) {
        Set<String> told =
            open.getManifest().getMainAttributes().keySet().stream()
                .map(Object::toString)
                .collect(Collectors.toSet());
        assertThat(TOLD_BY_A_MANIFEST).as("%s", jar).containsAll(told);
        assertThat(open.getManifest().getMainAttributes().getValue("Build-Jdk-Spec"))
            .as("%s", jar)
            .matches("[0-9]+");
        assertThat(open.stream().map(JarEntry::getTimeLocal).distinct())
            .as("%s", jar)
            .containsExactly(ONE_TIME);
      }
    }
  }

  /// The program and the modules beside it.
  private static List<Path> ours() throws IOException {
    List<Path> jars = new ArrayList<>();
    jars.add(Path.of("target", "skep.jar"));
    try (Stream<Path> files = Files.list(Path.of("target", "lib"))) {
      files.filter(file -> file.getFileName().toString().startsWith("skep-")).forEach(jars::add);
    }
    assertThat(jars).hasSize(7);
    return jars;
  }

  private static boolean matches(String row, String name) {
    return row.endsWith("*")
        ? name.startsWith(row.substring(0, row.length() - 1))
        : name.equals(row);
  }

  private static List<JsonNode> components() throws IOException {
    JsonNode bill = new JsonMapper().readTree(Files.readString(Path.of("target", "skep.cdx.json")));
    return bill.path("components").valueStream().toList();
  }
}
