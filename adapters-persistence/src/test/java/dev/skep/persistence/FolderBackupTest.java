package dev.skep.persistence;

import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.application.StoreCopy;
import dev.skep.persistence.tools.CopyProgress;
import dev.skep.persistence.tools.FolderBackup;
import dev.skep.persistence.tools.FolderCopy;
import dev.skep.persistence.tools.ToolFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderBackupTest {
  @TempDir Path temporary;
  private Path data;
  private Path copy;

  @BeforeEach
  void nameFolders() {
    data = temporary.resolve("data");
    copy = temporary.resolve("copy");
  }

  @Test
  void all_that_was_acknowledged_before_is_in_the_copy_while_more_is_written() throws Exception {
    for (int round = 0; round < 3; round++) {
      var acknowledged = new AtomicInteger();
      var stop = new AtomicBoolean();
      Path source = temporary.resolve("data" + round);
      Path target = temporary.resolve("copy" + round);
      int before;
      try (SqliteStore store = SmallSegments.open(source, 40)) {
        Thread writer =
            Thread.ofPlatform()
                .start(() -> {
                  while (!stop.get()) {
                    store.writer().write(List.of(SmallSegments.one(acknowledged.get() + 1)));
                    acknowledged.incrementAndGet();
                  }
                });
        while (acknowledged.get() < 100 + 13 * round) {
          Thread.sleep(5);
        }
        before = acknowledged.get();
        FolderBackup.make(source, target, CopyProgress.UNSEEN);
        stop.set(true);
        writer.join();
      }

      try (SqliteStore restored = SmallSegments.open(target, 40)) {
        for (int trace = 1; trace <= before; trace++) {
          assertThat(restored.reader().find(traceId(trace))).as("trace %d", trace).isPresent();
        }
        restored.writer().write(List.of(SmallSegments.one(1_000_000)));
        assertThat(restored.reader().find(traceId(1_000_000))).isPresent();
      }
    }
  }

  @Test
  void a_folder_that_no_skep_runs_on_is_copied_into_an_empty_one() throws IOException {
    SmallSegments.fill(data, 25, 10);
    Files.createDirectory(copy);

    FolderCopy made = FolderBackup.make(data, copy, CopyProgress.UNSEEN);

    assertThat(made.folder()).isEqualTo(copy);
    assertThat(made.segments()).isEqualTo(3);
    assertThat(made.bytes()).isEqualTo(sizeOf(copy));
    assertThat(names(temporary)).containsExactlyInAnyOrder("data", "copy");
    try (SqliteStore restored = SmallSegments.open(copy, 10)) {
      assertThat(restored.reader().find(traceId(1))).isPresent();
      assertThat(restored.reader().find(traceId(25))).isPresent();
    }
  }

  @Test
  void nobody_but_its_owner_may_look_into_the_copy() throws IOException {
    SmallSegments.fill(data, 15, 10);

    FolderBackup.make(data, copy, CopyProgress.UNSEEN);

    try (Stream<Path> all = Files.walk(copy)) {
      assertThat(all)
          .hasSize(5)
          .allSatisfy(path ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                  .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }
  }

  @Test
  void a_segment_that_is_dropped_while_others_are_copied_is_in_the_copy() {
    SmallSegments.fill(data, 25, 10);
    var dropped = new AtomicBoolean();

    FolderBackup.make(
        data,
        copy,
        (copied, of) -> {
          if (dropped.compareAndSet(false, true)) {
            drop(2);
          }
        });

    assertThat(data.resolve("segments/000002.db")).doesNotExist();
    assertThat(SmallSegments.segment(copy, 2).ask("SELECT count(*) FROM spans"))
        .containsExactly("10");
    assertThat(SmallSegments.catalogue(copy).ask("SELECT number FROM segments"))
        .containsExactly("1", "2", "3");
  }

  @Test
  void a_segment_that_was_set_aside_is_copied_as_it_is() throws IOException {
    SmallSegments.fill(data, 15, 10);
    Path damaged = data.resolve("segments/000001.db");
    Files.writeString(damaged, "no database");
    SmallSegments.catalogue(data).execute("UPDATE segments SET state = 'damaged' WHERE number = 1");

    FolderBackup.make(data, copy, CopyProgress.UNSEEN);

    assertThat(copy.resolve("segments/000001.db")).hasContent("no database");
    try (SqliteStore restored = SmallSegments.open(copy, 10)) {
      assertThat(restored.reader().find(traceId(15))).isPresent();
    }
  }

  @Test
  void a_folder_that_is_not_empty_is_left_as_it_is() throws IOException {
    SmallSegments.fill(data, 1, 10);
    Files.writeString(Files.createDirectory(copy).resolve("mine"), "x");

    assertThatThrownBy(() -> FolderBackup.make(data, copy, CopyProgress.UNSEEN))
        .isInstanceOf(ToolFailedException.class)
        .hasMessageContaining("is not an empty folder");
    assertThat(names(copy)).containsExactly("mine");
  }

  @Test
  void two_backups_into_one_folder_do_not_mix() throws IOException {
    SmallSegments.fill(data, 1, 10);
    Files.createDirectory(temporary.resolve("copy.partial"));

    assertThatThrownBy(() -> FolderBackup.make(data, copy, CopyProgress.UNSEEN))
        .isInstanceOf(ToolFailedException.class)
        .hasMessageContaining("copy.partial is there");
    assertThat(copy).doesNotExist();
    assertThat(temporary.resolve("copy.partial")).exists();
  }

  @Test
  void when_a_segment_is_missing_there_is_no_copy() throws IOException {
    SmallSegments.fill(data, 25, 10);
    Files.delete(data.resolve("segments/000002.db"));

    assertThatThrownBy(() -> FolderBackup.make(data, copy, CopyProgress.UNSEEN))
        .isInstanceOf(ToolFailedException.class)
        .hasMessageContaining("000002.db is missing");
    assertThat(names(temporary)).containsExactly("data");
  }

  @Test
  void where_there_is_no_data_there_is_no_copy_and_nothing_is_created() throws IOException {
    assertThatThrownBy(() -> FolderBackup.make(data, copy, CopyProgress.UNSEEN))
        .isInstanceOf(ToolFailedException.class);
    assertThat(names(temporary)).isEmpty();
  }

  @Test
  void a_running_store_copies_itself_below_its_folder_and_tidies_up_there() throws IOException {
    try (SqliteStore store = SmallSegments.open(data, 10)) {
      store.writer().write(List.of(SmallSegments.one(1)));
      Files.createDirectories(data.resolve("backups/cut-short.partial/segments"));

      StoreCopy made = store.backup().copy();

      assertThat(Path.of(made.place()).getParent()).isEqualTo(data.resolve("backups"));
      assertThat(names(data.resolve("backups"))).hasSize(1);
      try (SqliteStore restored = SmallSegments.open(Path.of(made.place()), 10)) {
        assertThat(restored.reader().find(traceId(1))).isPresent();
      }
    }
  }

  private void drop(int number) {
    SmallSegments.catalogue(data).execute("DELETE FROM segments WHERE number = " + number);
    try {
      for (String suffix : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(data.resolve("segments/00000" + number + ".db" + suffix));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  private static long sizeOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
