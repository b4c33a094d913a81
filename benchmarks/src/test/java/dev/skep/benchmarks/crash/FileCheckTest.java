package dev.skep.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.benchmarks.proof.Findings;
import dev.skep.benchmarks.proof.SegmentFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the check says of files that are right, and of files that are not.
class FileCheckTest {
  private static final int BATCHES = 8;

  @TempDir private Path folder;
  private final Findings findings = new Findings();
  private Ledger ledger;

  @BeforeEach
  void write_what_is_right_in_two_segments() throws IOException, SQLException {
    ledger = new Ledger(folder.resolve("ledger"), new CrashRun(11, 1_700_000_000_000_000_000L, 50));
    Files.createDirectories(folder.resolve("data/segments"));
    createSegment("000001.db");
    createSegment("000002.db");
    for (int number = 1; number <= BATCHES; number++) {
      ledger.note(number, Owed.ALL);
      Batch batch = batch(number);
      for (int index = 0; index < batch.spans(); index++) {
        insert(index % 2 == 0 ? "000001.db" : "000002.db", batch, index);
      }
    }
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void nothing_is_wrong_when_all_is_there_once() throws Exception {
    long spans = 0;
    for (int number = 1; number <= BATCHES; number++) {
      spans += batch(number).spans();
    }
    assertThat(check()).isEqualTo(spans);
    assertThat(findings.first()).isEmpty();
  }

  @Test
  void a_span_that_is_missing_is_found() throws Exception {
    Batch batch = batchOfSeveral();
    delete(batch, 1);
    check();
    assertThat(findings.first())
        .containsExactly(
            "files: "
                + (batch.spans() - 1)
                + " spans are stored of batch "
                + batch.number()
                + " of "
                + batch.spans()
                + " spans, which was acknowledged");
  }

  @Test
  void a_span_in_two_segments_is_found() throws Exception {
    Batch batch = batchOfSeveral();
    insert("000001.db", batch, 1);
    check();
    assertThat(findings.first()).singleElement().asString().endsWith("is stored twice");
  }

  @Test
  void a_batch_without_an_answer_may_be_there_whole_or_not_at_all() throws Exception {
    Batch batch = batchOfSeveral();
    ledger.note(batch.number(), Owed.ALL_OR_NOTHING);
    check();
    assertThat(findings.count()).isZero();

    delete(batch, 0);
    check();
    assertThat(findings.first()).singleElement().asString().contains("all or nothing is right");

    for (int index = 1; index < batch.spans(); index++) {
      delete(batch, index);
    }
    check();
    assertThat(findings.count()).isEqualTo(1);
  }

  @Test
  void a_refused_batch_must_not_be_there() throws Exception {
    ledger.note(3, Owed.NOTHING_STORED);
    check();
    assertThat(findings.first()).singleElement().asString().contains("which was refused with 503");
  }

  @Test
  void a_span_that_nobody_sent_is_found() throws Exception {
    insert("000002.db", ledger.run().batch(BATCHES + 5), 0);
    check();
    assertThat(findings.first()).singleElement().asString().endsWith("was never sent");
  }

  private long check() throws IOException, SQLException {
    return new FileCheck(ledger, findings).check(new SegmentFiles(folder.resolve("data")));
  }

  private Batch batch(int number) {
    return ledger.run().batch(number);
  }

  private Batch batchOfSeveral() {
    int number = 1;
    while (batch(number).spans() < 3) {
      number++;
    }
    return batch(number);
  }

  private Connection open(String segment) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/segments/" + segment));
  }

  private void createSegment(String segment) throws SQLException {
    try (Connection connection = open(segment);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE spans_flat (trace_id TEXT, span_id TEXT)");
    }
  }

  private void insert(String segment, Batch batch, int index) throws SQLException {
    try (Connection connection = open(segment);
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO spans_flat VALUES (?, ?)")) {
      insert.setString(1, batch.traceId(index));
      insert.setString(2, CrashRun.hex(CrashRun.spanId(batch.number(), index)));
      insert.executeUpdate();
    }
  }

  private void delete(Batch batch, int index) throws SQLException {
    for (String segment : new String[] {"000001.db", "000002.db"}) {
      try (Connection connection = open(segment);
          PreparedStatement delete =
              connection.prepareStatement("DELETE FROM spans_flat WHERE span_id = ?")) {
        delete.setString(1, CrashRun.hex(CrashRun.spanId(batch.number(), index)));
        delete.executeUpdate();
      }
    }
  }
}
