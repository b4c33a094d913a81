package dev.skep.persistence;

import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.WriteResult;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Span;
import dev.skep.persistence.segment.SegmentWriter;
import dev.skep.persistence.write.WriteTask.Batch;
import dev.skep.persistence.write.WriteTask.Errand;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The writer thread: groups, full disks, lost connections.
@Timeout(30)
final class SpanWritingTest {
  @TempDir Path folder;
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(StoreSettings.of(folder.resolve("data")), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    senders.close();
    store.close();
  }

  @Test
  void batches_that_wait_share_one_transaction() throws Exception {
    Semaphore release = holdWriter();
    List<Future<WriteResult>> sent = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      sent.add(send(span(1).in(i).build()));
    }
    awaitWaiting(40);

    release.release();

    for (Future<WriteResult> result : sent) {
      assertThat(result.get()).isEqualTo(new WriteResult(1, 0));
    }
    assertThat(store.writing().batches()).isEqualTo(40);
    assertThat(store.writing().transactions()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_200, 5_000, 100_000})
  void a_batch_that_cannot_be_stored_does_not_harm_the_others_of_its_group(int levels)
      throws Exception {
    Semaphore release = holdWriter();
    Future<WriteResult> before = send(span(1).in(1).build());
    awaitWaiting(1);
    Future<WriteResult> bad = send(span(1).in(2).with(nested(levels)).build());
    awaitWaiting(2);
    Future<WriteResult> after = send(span(1).in(3).build());
    awaitWaiting(3);

    release.release();

    assertThat(before.get()).isEqualTo(new WriteResult(1, 0));
    assertThat(after.get()).isEqualTo(new WriteResult(1, 0));
    assertThatThrownBy(bad::get)
        .hasCauseInstanceOf(StorageUnavailableException.class)
        .hasMessageContaining("The spans could not be stored.");
    assertThat(store.reader().find(traceId(2))).isEmpty();
    assertThat(send(span(1).in(4).build()).get()).isEqualTo(new WriteResult(1, 0));
  }

  @Test
  void a_full_disk_stores_nothing_of_the_batch_and_heals() {
    long pages = pragma("page_count");
    onWriter("PRAGMA max_page_count = " + (pages + 2));

    assertThatThrownBy(() -> store.writer().write(many(2_000)))
        .isInstanceOf(StorageUnavailableException.class)
        .hasMessage("The disk is full.");
    assertThat(store.reader().find(traceId(1))).isEmpty();

    onWriter("PRAGMA max_page_count = " + (pages + 10_000));
    assertThat(store.writer().write(many(2_000))).isEqualTo(new WriteResult(2_000, 0));
    assertThat(store.reader().find(traceId(1)).orElseThrow().spans()).hasSize(2_000);
  }

  @Test
  void a_lost_connection_is_opened_again() {
    store.writer().write(List.of(span(1).build()));
    store.writing().perform(new Errand(segment -> segment.connection().close()));

    assertThatThrownBy(() -> store.writer().write(List.of(span(2).build())))
        .isInstanceOf(StorageUnavailableException.class)
        .hasMessage("The store's file could not be read or written.");

    assertThat(store.writer().write(List.of(span(1).build(), span(2).build())))
        .isEqualTo(new WriteResult(1, 1));
  }

  @Test
  void who_comes_when_too_much_waits_is_told_at_once() throws Exception {
    Semaphore release = holdWriter();
    Future<WriteResult> waiting = send(many(40_000).toArray(Span[]::new));
    awaitWaiting(40_000);

    assertThatThrownBy(() -> store.writer().write(List.of(span(1).in(2).build())))
        .isInstanceOf(StorageUnavailableException.class)
        .hasMessage("Too many spans wait to be stored.");

    release.release();
    assertThat(waiting.get()).isEqualTo(new WriteResult(40_000, 0));
  }

  @Test
  void closing_stores_what_waits_first() throws Exception {
    Semaphore release = holdWriter();
    Future<WriteResult> waiting = send(span(1).build());
    awaitWaiting(1);
    Future<?> closing = senders.submit(store::close);

    release.release();

    closing.get();
    assertThat(waiting.get()).isEqualTo(new WriteResult(1, 0));
    open();
    assertThat(store.reader().find(traceId(1))).isPresent();
  }

  @Test
  void the_connection_that_writes_is_set_up_to_lose_nothing() {
    assertThat(pragma("synchronous")).as("FULL").isEqualTo(2);
    assertThat(pragmaText("journal_mode")).isEqualTo("wal");
    assertThat(pragma("wal_autocheckpoint")).isZero();
    assertThat(pragma("page_size")).isEqualTo(8_192);
    assertThat(pragma("temp_store")).as("MEMORY").isEqualTo(2);
    assertThat(pragma("mmap_size")).isZero();
    assertThat(pragma("trusted_schema")).isZero();
    assertThat(pragma("cell_size_check")).isEqualTo(1);
    assertThat(pragma("busy_timeout")).isEqualTo(5_000);
  }

  @Test
  void the_log_does_not_grow_without_end() {
    for (int i = 0; i < 8; i++) {
      int batch = i;
      store
          .writer()
          .write(
              IntStream.rangeClosed(1, 500)
                  .mapToObj(n -> span(n).in(batch + 1).with(textOf(20_000)).build())
                  .toList());
    }

    assertThat(folder.resolve("data/segments/000001.db-wal").toFile().length())
        .isLessThan(80 << 20);
    assertThat(folder.resolve("data/segments/000001.db").toFile().length()).isGreaterThan(32 << 20);
  }

  private static Attributes textOf(int length) {
    return Attributes.of("text", AttributeValue.of("x".repeat(length)));
  }

  private static Attributes nested(int depth) {
    Attributes attributes = Attributes.NONE;
    for (int i = 0; i < depth; i++) {
      attributes = Attributes.of("k", new AttributeValue.MapValue(attributes));
    }
    return attributes;
  }

  private static List<Span> many(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(n -> span(n).build()).toList();
  }

  private Future<WriteResult> send(Span... spans) {
    return senders.submit(() -> store.writing().perform(new Batch(List.of(spans))));
  }

  /// Keeps the writer thread busy until the semaphore is released.
  private Semaphore holdWriter() throws InterruptedException {
    Semaphore held = new Semaphore(0);
    Semaphore release = new Semaphore(0);
    Errand errand =
        new Errand(segment -> {
          held.release();
          release.acquireUninterruptibly();
        });
    var _ = senders.submit(() -> store.writing().perform(errand));
    held.acquire();
    return release;
  }

  private void awaitWaiting(int spans) throws InterruptedException {
    while (store.writing().waitingSpans() < spans) {
      Thread.sleep(1);
    }
  }

  private void onWriter(String sql) {
    store
        .writing()
        .perform(
            new Errand(segment -> {
              try (Statement statement = segment.connection().createStatement()) {
                statement.execute(sql);
              }
            }));
  }

  private long pragma(String name) {
    return Long.parseLong(pragmaText(name));
  }

  private String pragmaText(String name) {
    String[] value = new String[1];
    store.writing().perform(new Errand(segment -> value[0] = ask(segment, "PRAGMA " + name)));
    return value[0];
  }

  private static String ask(SegmentWriter segment, String sql) throws SQLException {
    try (Statement statement = segment.connection().createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      return answer.getString(1);
    }
  }
}
