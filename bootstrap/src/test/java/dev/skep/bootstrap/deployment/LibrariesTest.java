package dev.skep.bootstrap.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Libraries whose older versions have holes that would be ours. SQLite's own version is looked at
/// in each start, too.
final class LibrariesTest {
  private static final Pattern VERSION = Pattern.compile("-([0-9]+(?:\\.[0-9]+)+)[^/]*\\.jar$");

  @ParameterizedTest
  @CsvSource({
    // A limit on how often a request may be reset, and checks on how requests are framed.
    "io.helidon.webserver.WebServer, 4.5.0",
    // CVE-2026-40477 and CVE-2026-40478: a way out of the sandbox of expressions.
    "org.thymeleaf.TemplateEngine, 3.1.4",
    // CVE-2025-52999: a limit on nesting.
    "com.fasterxml.jackson.core.JsonFactory, 2.15.0",
    // A commit during another connection's checkpoint could damage the file.
    "org.sqlite.JDBC, 3.51.3",
    // CVE-2024-7254: a limit on nesting that could be passed by.
    "com.google.protobuf.Message, 4.28.2"
  })
  void it_is_new_enough(String type, String least) throws ClassNotFoundException {
    String jar = Class.forName(type).getProtectionDomain().getCodeSource().getLocation().getPath();
    Matcher version = VERSION.matcher(jar);

    assertThat(version.find()).as(jar).isTrue();
    assertThat(Arrays.compare(numbers(version.group(1)), numbers(least))).as(jar).isNotNegative();
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
  }
}
