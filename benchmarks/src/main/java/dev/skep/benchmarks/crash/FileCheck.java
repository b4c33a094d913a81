package dev.skep.benchmarks.crash;

import dev.skep.benchmarks.proof.Findings;
import dev.skep.benchmarks.proof.SegmentFiles;
import java.io.IOException;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HexFormat;

/// Compares all that the files hold with all that is owed.
final class FileCheck {
  private final Ledger ledger;
  private final Findings findings;

  /// Where the spans of each batch begin in `stored`.
  private final int[] first;

  private final BitSet stored;
  private Batch current;
  private long rows;

  FileCheck(Ledger ledger, Findings findings) {
    this.ledger = ledger;
    this.findings = findings;
    first = new int[ledger.last() + 2];
    for (int batch = 1; batch <= ledger.last(); batch++) {
      first[batch + 1] = Math.addExact(first[batch], ledger.run().batch(batch).spans());
    }
    stored = new BitSet(first[ledger.last() + 1]);
    current = ledger.run().batch(1);
  }

  /// Reads every row of every segment.
  ///
  /// @return how many rows there are
  long check(SegmentFiles files) throws IOException, SQLException {
    files.forEachSpan(this::row);
    for (int number = 1; number <= ledger.last(); number++) {
      int count = stored.get(first[number], first[number + 1]).cardinality();
      ledger
          .owed(number)
          .wrongWith(ledger.run().batch(number), count)
          .ifPresent(wrong -> findings.add("files: " + wrong));
    }
    return rows;
  }

  private void row(String traceId, String spanId) {
    rows++;
    long id = HexFormat.fromHexDigitsToLong(spanId);
    long number = CrashRun.batchOf(id);
    int index = CrashRun.indexOf(id);
    if (number < 1 || number > ledger.last() || !isSpan(traceId, (int) number, index)) {
      findings.add("files: span " + spanId + " of trace " + traceId + " was never sent");
      return;
    }
    int bit = first[(int) number] + index;
    if (stored.get(bit)) {
      findings.add("files: span " + spanId + " of " + current + " is stored twice");
    }
    stored.set(bit);
  }

  private boolean isSpan(String traceId, int number, int index) {
    if (current.number() != number) {
      current = ledger.run().batch(number);
    }
    return index < current.spans() && current.traceId(index).equals(traceId);
  }
}
