package dev.skep.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.persistence.tools.CheckedFile;
import dev.skep.persistence.tools.Finding;
import dev.skep.persistence.tools.Finding.Kind;
import dev.skep.persistence.tools.FolderCheck;
import dev.skep.persistence.tools.ToolFailedException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FolderCheckTest {
  private static final int SPANS = 10;

  @TempDir Path data;

  @Test
  void a_good_folder_is_good() {
    SmallSegments.fillAndSeal(data, 25, SPANS);

    List<CheckedFile> files = check();

    assertThat(files)
        .extracting(CheckedFile::name)
        .containsExactly(
            "catalogue.db", "segments/000001.db", "segments/000002.db", "segments/000003.db");
    assertThat(files)
        .extracting(CheckedFile::content)
        .containsExactly(
            "3 segments",
            "sealed, 10 spans in 10 traces",
            "sealed, 10 spans in 10 traces",
            "open, 5 spans");
    assertThat(findings(files)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE traces SET span_count = 2, span_ids = '[1,1]' WHERE id = 3 | SEARCH_TABLES",
        "UPDATE traces SET span_ids = '[1,1]' WHERE id = 3 | SEARCH_TABLES",
        "UPDATE traces SET trace_id = x'01' WHERE id = 3 | SEARCH_TABLES",
        "DELETE FROM traces WHERE id = 3 | FEWER SEARCH_TABLES",
        "UPDATE operation_traces SET traces = x'ffffffffff' | SEARCH_TABLES",
        "UPDATE operation_traces SET traces = x'0263' | SEARCH_TABLES",
        "DELETE FROM spans WHERE id = 3 | FEWER SEARCH_TABLES",
        "INSERT INTO spans SELECT 99, trace_id, span_id, NULL, operation_id, 0, '', 0, 0, NULL, '',"
            + " 0, '[]', NULL, NULL, 0, 0, 0, resource_id, scope_id FROM spans WHERE id = 3"
            + " | MORE SEARCH_TABLES",
        "DELETE FROM operations | DANGLING",
        "UPDATE flyway_schema_history SET version = '9999' WHERE version = '0001' | NEWER_SCHEMA",
      })
  void what_disagrees_is_told(String change, String kinds) {
    SmallSegments.fillAndSeal(data, 15, SPANS);
    SmallSegments.segment(data, 1).execute(change);

    assertThat(findings(check()))
        .extracting(Finding::kind)
        .containsExactlyElementsOf(List.of(kinds.split(" ")).stream().map(Kind::valueOf).toList());
  }

  @Test
  void an_erased_trace_is_no_trouble() {
    SmallSegments.fillAndSeal(data, 15, SPANS);
    SmallSegments.segment(data, 1).execute("DELETE FROM traces WHERE id = 3");
    SmallSegments.segment(data, 1).execute("DELETE FROM spans WHERE id = 3");

    List<CheckedFile> files = check();

    assertThat(findings(files)).extracting(Finding::kind).containsExactly(Kind.FEWER, Kind.FEWER);
    assertThat(files).allMatch(CheckedFile::isGood);
  }

  @Test
  void bytes_that_the_disk_changed_are_told() throws IOException {
    SmallSegments.fillAndSeal(data, 15, SPANS);
    try (var file = new RandomAccessFile(data.resolve("segments/000001.db").toFile(), "rw")) {
      for (long page = 1; page < file.length() / 4096; page++) {
        file.seek(page * 4096 + 8);
        file.write(new byte[64]);
      }
    }

    assertThat(findings(check())).extracting(Finding::kind).containsExactly(Kind.DAMAGED);
  }

  @Test
  void a_file_that_is_no_database_is_told_and_the_others_are_looked_at() throws IOException {
    SmallSegments.fillAndSeal(data, 15, SPANS);
    Files.writeString(data.resolve("segments/000001.db"), "no database".repeat(1000));

    List<CheckedFile> files = check();

    assertThat(files).extracting(CheckedFile::isGood).containsExactly(true, false, true);
    assertThat(findings(files)).extracting(Finding::kind).containsExactly(Kind.DAMAGED);
  }

  @Test
  void files_that_are_missing_unknown_or_set_aside_are_told() throws IOException {
    SmallSegments.fill(data, 35, SPANS);
    Path segments = data.resolve("segments");
    Files.move(segments.resolve("000001.db"), segments.resolve("000099.db"));
    Files.writeString(segments.resolve("000098.db-wal"), "");
    SmallSegments.catalogue(data).execute("UPDATE segments SET state = 'damaged' WHERE number = 2");

    assertThat(check().stream().filter(file -> !file.isGood()))
        .extracting(file -> file.name() + " " + file.findings().getFirst().kind())
        .containsExactly(
            "segments/000001.db MISSING",
            "segments/000002.db SET_ASIDE",
            "segments/000098.db-wal UNKNOWN",
            "segments/000099.db UNKNOWN");
  }

  @Test
  void looking_changes_nothing() throws IOException {
    SmallSegments.fillAndSeal(data, 15, SPANS);
    byte[] before = Files.readAllBytes(data.resolve("segments/000002.db"));

    check();

    assertThat(Files.readAllBytes(data.resolve("segments/000002.db"))).isEqualTo(before);
    SmallSegments.fill(data, 1, SPANS);
  }

  @Test
  void where_there_is_no_data_it_says_so() {
    assertThatThrownBy(() -> FolderCheck.of(data)).isInstanceOf(ToolFailedException.class);
  }

  private List<CheckedFile> check() {
    List<CheckedFile> files = new ArrayList<>();
    boolean good = FolderCheck.of(data).run(files::add);
    assertThat(good).isEqualTo(files.stream().allMatch(CheckedFile::isGood));
    return files;
  }

  private static List<Finding> findings(List<CheckedFile> files) {
    return files.stream().flatMap(file -> file.findings().stream()).toList();
  }
}
