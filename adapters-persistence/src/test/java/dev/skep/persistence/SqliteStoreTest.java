package dev.skep.persistence;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.WriteResult;
import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.sqlite.Migrations;
import dev.skep.persistence.sqlite.SqliteVersion;
import dev.skep.persistence.sqlite.StoreCannotOpenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest {
  @TempDir Path temporary;

  @Test
  void what_was_stored_is_found_after_closing_and_opening_again() {
    List<Span> spans = new GeneratedSpans(new Random(1), 5).spans(50).stream().distinct().toList();
    try (SqliteStore store = open()) {
      store.writer().write(spans);
    }

    try (SqliteStore store = open()) {
      assertThat(allSpans(store)).containsExactlyInAnyOrderElementsOf(spans);
      assertThat(store.writer().write(spans)).isEqualTo(new WriteResult(0, spans.size()));
    }
  }

  @Test
  void nothing_acknowledged_is_lost_when_the_process_just_ends() throws IOException {
    List<Span> spans = new GeneratedSpans(new Random(2), 5).spans(50).stream().distinct().toList();
    Path copy = Files.createDirectories(temporary.resolve("copy/segments"));

    try (SqliteStore store = open()) {
      store.writer().write(spans);
      // Nobody closed these files, as after a crash: most of it still stands in the log.
      copyAll(data().resolve("segments"), copy);
    }

    assertThat(copy.resolve("000001.db-wal")).isNotEmptyFile();
    try (SqliteStore store =
        SqliteStore.open(StoreSettings.of(temporary.resolve("copy")), clock())) {
      assertThat(allSpans(store)).containsExactlyInAnyOrderElementsOf(spans);
    }
  }

  @Test
  void a_closed_store_takes_and_tells_nothing_and_says_so() {
    SqliteStore store = open();
    store.close();

    assertThatThrownBy(() -> store.writer().write(List.of(span(1).build())))
        .isInstanceOf(StorageUnavailableException.class)
        .hasMessage("The store is closing.");
    assertThatThrownBy(() -> store.reader().find(traceId(1)))
        .isInstanceOf(StorageUnavailableException.class)
        .hasMessage("The store is closing.");
  }

  @Test
  void closing_leaves_one_file_for_the_spans() {
    open().close();

    assertThat(data().resolve("segments")).isDirectoryNotContaining("glob:**-wal");
  }

  @Test
  void a_folder_has_one_user_at_a_time() {
    try (SqliteStore store = open()) {
      store.writer().write(List.of(span(1).build()));

      assertThatThrownBy(this::open)
          .isInstanceOf(StoreCannotOpenException.class)
          .hasMessage("The data folder %s is in use by another Skep.", data());
      assertThat(store.reader().find(traceId(1))).isPresent();
    }
    open().close();
  }

  @Test
  void a_folder_that_cannot_be_made_is_refused() throws IOException {
    Files.writeString(data(), "not a folder");

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreCannotOpenException.class)
        .hasMessageStartingWith("The data folder %s cannot be written", data());
  }

  @Test
  void a_damaged_segment_is_set_aside_and_the_rest_serves_on() throws IOException {
    try (SqliteStore store = open()) {
      store.writer().write(List.of(span(1).build()));
    }
    Path segment = SqlFile.segmentOf(data()).file();
    Files.writeString(segment, "not a database, and long enough to be read as one".repeat(100));
    byte[] before = Files.readAllBytes(segment);

    try (SqliteStore store = open()) {
      assertThat(store.reader().find(traceId(1))).isEmpty();
      store.writer().write(List.of(span(2).in(2).build()));
      assertThat(store.reader().find(traceId(2))).isPresent();
    }

    assertThat(segment).hasBinaryContent(before);
    assertThat(new SqlFile(data().resolve("catalogue.db")).ask("SELECT state FROM segments"))
        .containsExactly("damaged", "open");
  }

  @Test
  void a_damaged_catalogue_is_refused_and_left_as_it_is() throws IOException {
    open().close();
    Path catalogue = data().resolve("catalogue.db");
    Files.writeString(catalogue, "not a database, and long enough to be read as one".repeat(100));
    byte[] before = Files.readAllBytes(catalogue);

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreCannotOpenException.class)
        .hasMessage("The file %s is damaged, or it is not one of Skep's.", catalogue);
    assertThat(catalogue).hasBinaryContent(before);
  }

  @Test
  void a_file_of_a_newer_version_is_refused() {
    open().close();
    SqlFile segment = SqlFile.segmentOf(data());
    segment.execute(
        """
        INSERT INTO flyway_schema_history
        SELECT 99, '0099', 'later', type, 'V0099__later.sql', 1, installed_by, installed_on, 0, 1
        FROM flyway_schema_history WHERE installed_rank = 1\
        """);

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreCannotOpenException.class)
        .hasMessage(
            "The file %s was written by another, probably a newer, version of Skep.",
            segment.file());
  }

  @Test
  void after_a_refusal_the_folder_is_free() throws IOException {
    open().close();
    Path catalogue = data().resolve("catalogue.db");
    byte[] good = Files.readAllBytes(catalogue);
    Files.writeString(catalogue, "not a database".repeat(100));
    assertThatThrownBy(this::open).isInstanceOf(StoreCannotOpenException.class);

    Files.write(catalogue, good);

    open().close();
  }

  @Test
  void an_sqlite_that_may_damage_files_is_refused() {
    SqliteVersion.check("3.51.3");
    SqliteVersion.check("3.54.1");
    SqliteVersion.check("4.0.0");

    assertThatThrownBy(() -> SqliteVersion.check("3.51.2"))
        .isInstanceOf(StoreCannotOpenException.class)
        .hasMessage("SQLite 3.51.2 is too old: 3.51.3 or newer is needed.");
  }

  @Test
  void only_the_owner_can_look_into_folder_and_files() throws IOException {
    try (SqliteStore store = open()) {
      store.writer().write(List.of(span(1).build()));

      try (Stream<Path> files = Files.walk(data())) {
        assertThat(files)
            .hasSizeGreaterThan(5)
            .allSatisfy(file ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
      }
    }
  }

  @Test
  void the_catalogue_knows_the_open_segment() {
    open().close();

    assertThat(
            new SqlFile(data().resolve("catalogue.db"))
                .ask(
                    """
                    SELECT number || ' ' || file_name || ' ' || state || ' ' || created_unix_nano
                    FROM segments\
                    """))
        .containsExactly("1 000001.db open 1773748800000000001");
  }

  @Test
  void a_migrated_file_needs_no_flyway() {
    open().close();

    assertThat(Migrations.SEGMENT.isApplied(SqlFile.segmentOf(data()).file())).isTrue();
    assertThat(Migrations.CATALOGUE.isApplied(data().resolve("catalogue.db"))).isTrue();
  }

  @Test
  @Timeout(20)
  void ten_thousand_spans_are_stored_and_searched_in_sensible_time() {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      spans.add(
          span(i % 5 + 1)
              .in(i / 5 + 1)
              .of(i % 97 == 0 ? "rare" : "nginx")
              .after(Duration.ofMillis(i))
              .build());
    }
    try (SqliteStore store = open()) {
      for (List<Span> batch : List.of(spans.subList(0, 5_000), spans.subList(5_000, 10_000))) {
        assertThat(store.writer().write(batch)).isEqualTo(new WriteResult(5_000, 0));
      }

      assertThat(store.reader().search(TraceQuery.newest(20)).traces()).hasSize(20);
      assertThat(store.reader().search(ofService("rare", TraceOrder.SLOWEST)).traces().size())
          .isEqualTo(104);
    }
  }

  private static TraceQuery ofService(String name, TraceOrder order) {
    return new TraceQuery(
        SpansetCondition.oneSpan(List.of(SpanCondition.serviceName(name))),
        List.of(),
        order,
        PageStart.first(),
        1000);
  }

  private static List<Span> allSpans(SqliteStore store) {
    List<Span> spans = new ArrayList<>();
    for (int number = 1; number <= 5; number++) {
      TraceId id = number == 5 ? new TraceId("abc123...") : traceId(number);
      store.reader().find(id).ifPresent(trace -> spans.addAll(trace.spans()));
    }
    return spans;
  }

  private static void copyAll(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private SqliteStore open() {
    return SqliteStore.open(StoreSettings.of(data()), clock());
  }

  private Path data() {
    return temporary.resolve("data");
  }

  private static Clock clock() {
    return Clock.fixed(NOON, ZoneOffset.UTC);
  }
}
