package dev.skep.benchmarks.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentFilesTest {
  @TempDir private Path data;
  private final Findings findings = new Findings();
  private SegmentFiles files;

  @BeforeEach
  void write() throws IOException, SQLException {
    Files.createDirectory(data.resolve("segments"));
    fill(data.resolve("catalogue.db"));
    fill(data.resolve("segments/000001.db"));
    files = new SegmentFiles(data);
  }

  private static void fill(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE spans_flat (trace_id TEXT, span_id TEXT UNIQUE)");
      statement.execute(
          """
          WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 5000)
          INSERT INTO spans_flat SELECT 't', n FROM numbers\
          """);
    }
  }

  private void damage(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(Files.size(file) / 2);
      bytes.write(new byte[8 * 1024]);
    }
  }

  @Test
  void sound_files_are_checked_once_until_they_change() throws Exception {
    assertThat(files.quickCheck(findings)).isEqualTo(2);
    assertThat(files.quickCheck(findings)).isZero();
    assertThat(files.integrityCheck(findings)).isEqualTo(2);
    assertThat(files.spans()).isEqualTo(5_000);
    assertThat(findings.first()).isEmpty();
  }

  @Test
  void a_damaged_file_is_named() throws Exception {
    files.quickCheck(findings);
    damage(data.resolve("segments/000001.db"));
    assertThat(files.quickCheck(findings)).isEqualTo(1);
    assertThat(findings.first()).first().asString().contains("segments/000001.db");
  }
}
