package dev.skep.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.benchmarks.load.Ending;
import dev.skep.benchmarks.proof.Findings;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostingTest {
  @TempDir private Path folder;
  private final Findings findings = new Findings();
  private Ledger ledger;

  @BeforeEach
  void open() throws IOException {
    ledger = new Ledger(folder.resolve("ledger"), new CrashRun(5, 1_700_000_000_000_000_000L, 20));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private Posting post(List<Integer> again, int... statuses) {
    Posting posting = Posting.of(ledger, again, findings);
    MemorySegment memory = MemorySegment.ofArray(new byte[posting.largestBody()]);
    for (int request = 0; request < statuses.length; request++) {
      posting.copy(request, memory, 0);
    }
    for (int request = 0; request < statuses.length; request++) {
      int spans = posting.spansOf(request);
      posting.accept(new Ending(request, spans, statuses[request], true, spans, 0, 1_000_000));
    }
    return posting;
  }

  @Test
  void the_ledger_knows_what_became_of_each_batch() {
    post(List.of(), 200, 0, 503);
    assertThat(ledger.owed(1)).isEqualTo(Owed.ALL);
    assertThat(ledger.owed(2)).isEqualTo(Owed.ALL_OR_NOTHING);
    assertThat(ledger.owed(3)).isEqualTo(Owed.NOTHING_STORED);
    assertThat(ledger.owed(4)).isEqualTo(Owed.NOTHING_SENT);
    assertThat(ledger.last()).isEqualTo(3);
  }

  @Test
  void what_is_posted_again_is_owed_more_and_never_less() {
    post(List.of(), 200, 0, 503, 0);
    Posting second = post(List.of(1, 2, 3, 4), 0, 503, 0, 200, 200);
    assertThat(ledger.owed(1)).isEqualTo(Owed.ALL);
    assertThat(ledger.owed(2)).isEqualTo(Owed.ALL_OR_NOTHING);
    assertThat(ledger.owed(3)).isEqualTo(Owed.ALL_OR_NOTHING);
    assertThat(ledger.owed(4)).isEqualTo(Owed.ALL);
    assertThat(ledger.owed(5)).isEqualTo(Owed.ALL);
    assertThat(second.acknowledged()).containsExactly(4, 5);
    assertThat(second.acknowledgedAgain()).isEqualTo(1);
    assertThat(findings.count()).isZero();
  }

  @Test
  void any_other_answer_is_wrong() {
    post(List.of(), 500);
    assertThat(findings.first()).singleElement().asString().endsWith("was answered with 500");
    assertThat(ledger.owed(1)).isEqualTo(Owed.ALL_OR_NOTHING);
  }
}
