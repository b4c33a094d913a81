package dev.skep.persistence.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.application.HeardLog;
import dev.skep.application.StorageUnavailableException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class ReadersTest {
  private static final String ENDLESS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

  @TempDir Path folder;

  @Test
  void a_question_that_takes_too_long_is_stopped_and_the_next_one_answered() throws SQLException {
    try (Readers readers = readers(Duration.ofMillis(500))) {
      assertThatThrownBy(() -> readers.read(sql -> sql.fetchSingle(ENDLESS)))
          .isInstanceOf(StorageUnavailableException.class)
          .hasMessage("The store took too long to answer.");

      assertThat(one(readers)).isEqualTo(1);
    }
  }

  @Test
  void closing_stops_what_is_being_answered() throws Exception {
    Readers readers = readers(Duration.ofSeconds(20));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> endless = threads.submit(() -> readers.read(sql -> sql.fetchSingle(ENDLESS)));
      assertThat(one(readers)).isEqualTo(1);
      Thread.sleep(100);

      readers.close();

      assertThatThrownBy(endless::get).hasCauseInstanceOf(StorageUnavailableException.class);
    }
  }

  @Test
  void who_waits_too_long_for_a_place_is_told_so() throws Exception {
    try (Readers readers = readers(Duration.ofMillis(300));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reading = new CountDownLatch(Readers.MOST);
      var enough = new CountDownLatch(1);
      for (int i = 0; i < Readers.MOST; i++) {
        var _ = threads.submit(() -> readers.read(sql -> hold(reading, enough)));
      }
      reading.await();

      assertThatThrownBy(() -> one(readers))
          .isInstanceOf(StorageUnavailableException.class)
          .hasMessage("Too much is being read at once.");
      enough.countDown();
    }
  }

  @Test
  void readers_cannot_write() throws SQLException {
    try (Readers readers = readers(Duration.ofSeconds(5))) {
      assertThatThrownBy(() -> readers.read(sql -> sql.execute("CREATE TABLE t (i)")))
          .isInstanceOf(StorageUnavailableException.class);
      for (String pragma : new String[] {"query_only", "cell_size_check"}) {
        assertThat(readers.<Object>read(sql -> sql.fetchSingle("PRAGMA " + pragma).get(0)))
            .hasToString("1");
      }
      for (String pragma : new String[] {"trusted_schema", "mmap_size", "wal_autocheckpoint"}) {
        assertThat(readers.<Object>read(sql -> sql.fetchSingle("PRAGMA " + pragma).get(0)))
            .hasToString("0");
      }
    }
  }

  @Test
  void a_file_that_cannot_be_read_is_named_in_the_log_now_and_then() throws Exception {
    Path file = folder.resolve("damaged.db");
    try (Connection connection = SqliteConnections.writing(file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (i)");
    }
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(100);
      bytes.write(new byte[1_000]);
    }
    try (var log = new HeardLog(Readers.class);
        var readers = new Readers(file, Duration.ofSeconds(5))) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> readers.read(sql -> sql.fetch("SELECT i FROM t")))
            .isInstanceOf(StorageUnavailableException.class)
            .hasMessage("The store's file is damaged.");
      }

      assertThat(log.messages())
          .singleElement()
          .asString()
          .startsWith("The file " + file + " is damaged");
    }
  }

  @Test
  void rows_that_make_no_sense_are_damage_too() throws SQLException {
    try (Readers readers = readers(Duration.ofSeconds(5))) {
      assertThatThrownBy(() ->
              readers.read(sql -> {
                throw new UncheckedIOException(new IOException("no JSON"));
              }))
          .isInstanceOf(StorageUnavailableException.class)
          .hasMessage("The store's file is damaged.");
    }
  }

  private Readers readers(Duration timeLimit) throws SQLException {
    Path file = folder.resolve("some.db");
    SqliteConnections.writing(file).close();
    return new Readers(file, timeLimit);
  }

  private static int one(Readers readers) {
    return readers.read(sql -> sql.fetchSingle("SELECT 1").get(0, Integer.class));
  }

  private static boolean hold(CountDownLatch reading, CountDownLatch enough) {
    reading.countDown();
    try {
      return enough.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
