package dev.skep.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvFileTest {
  @Test
  void lines_set_variables_and_the_last_one_counts() {
    assertThat(EnvFile.parse("A=1\nB = two words \n\n# C=3\nA=4"))
        .isEqualTo(Map.of("A", "4", "B", "two words"));
  }

  @Test
  void quotes_and_comments_are_taken_off() {
    assertThat(EnvFile.parse("A=\"x # y\"\nB='z'\nC=v # why\nexport D=w\nE=a#b\r\n"))
        .isEqualTo(Map.of("A", "x # y", "B", "z", "C", "v", "D", "w", "E", "a#b"));
  }

  @Test
  void lines_that_set_nothing_are_skipped() {
    assertThat(EnvFile.parse("nonsense\n=5\n")).isEmpty();
  }

  @Test
  void a_value_may_be_empty_or_hold_equal_signs() {
    assertThat(EnvFile.parse("A=\nB=x=y==")).isEqualTo(Map.of("A", "", "B", "x=y=="));
  }

  @Test
  void no_file_is_no_variable() throws IOException {
    assertThat(EnvFile.read(Path.of("no such file"))).isEmpty();
  }
}
