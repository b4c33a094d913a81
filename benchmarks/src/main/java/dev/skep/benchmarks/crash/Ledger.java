package dev.skep.benchmarks.crash;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// What is known of every batch, in a file: the seed and the start of the run, 8 bytes each in the
/// machine's order, then one byte for each batch, 0 for one that was never sent. One thread at a
/// time may use it.
public final class Ledger implements AutoCloseable {
  /// The most batches of a run.
  static final int MOST_BATCHES = 4_000_000;

  private static final int HEAD = 2 * Long.BYTES;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment notes;
  private final CrashRun run;
  private int last;

  public Ledger(Path file, CrashRun run) throws IOException {
    this.run = run;
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      notes = channel.map(MapMode.READ_WRITE, 0, HEAD + MOST_BATCHES, arena);
    }
    notes.set(ValueLayout.JAVA_LONG, 0, run.seed());
    notes.set(ValueLayout.JAVA_LONG, Long.BYTES, run.startNanos());
  }

  public CrashRun run() {
    return run;
  }

  /// The number of the last batch that was sent; 0 before the first.
  public int last() {
    return last;
  }

  Owed owed(int batch) {
    return Owed.of(notes.get(ValueLayout.JAVA_BYTE, HEAD - 1L + batch));
  }

  void note(int batch, Owed owed) {
    notes.set(ValueLayout.JAVA_BYTE, HEAD - 1L + batch, owed.note);
    last = Math.max(last, batch);
  }

  /// How many spans have been acknowledged.
  public long spansOwed() {
    long spans = 0;
    for (int batch : all(Owed.ALL)) {
      spans += run.batch(batch).spans();
    }
    return spans;
  }

  /// The numbers of all batches of which this is owed.
  List<Integer> all(Owed owed) {
    List<Integer> batches = new ArrayList<>();
    for (int batch = 1; batch <= last; batch++) {
      if (owed(batch) == owed) {
        batches.add(batch);
      }
    }
    return batches;
  }

  @Override
  public void close() {
    arena.close();
  }
}
