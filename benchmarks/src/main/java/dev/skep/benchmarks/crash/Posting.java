package dev.skep.benchmarks.crash;

import dev.skep.benchmarks.load.Ending;
import dev.skep.benchmarks.proof.Findings;
import dev.skep.benchmarks.traffic.Requests;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// What is posted between two kills: some batches again, then new ones without end. Notes in the
/// ledger what becomes of each.
public final class Posting implements Requests, Consumer<Ending> {
  private static final int MOST_NEW = 100_000;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final Ledger ledger;
  private final List<Integer> again;
  private final int before;
  private final int mostNew;
  private final Findings findings;

  /// Of those under way, what was owed before they were posted.
  private final Map<Long, Owed> underWay = new HashMap<>();

  private final Set<Integer> acknowledged = new TreeSet<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private long refusals;
  private long acknowledgedAgain;

  /// @param mostNew 0 posts nothing but `again`
  private Posting(Ledger ledger, List<Integer> again, int mostNew, Findings findings) {
    this.ledger = ledger;
    this.again = again;
    this.mostNew = Math.min(mostNew, Ledger.MOST_BATCHES - ledger.last());
    this.findings = findings;
    before = ledger.last();
  }

  static Posting of(Ledger ledger, List<Integer> again, Findings findings) {
    return new Posting(ledger, again, MOST_NEW, findings);
  }

  static Posting only(Ledger ledger, List<Integer> again, Findings findings) {
    return new Posting(ledger, again, 0, findings);
  }

  @Override
  public long requests() {
    return (long) again.size() + mostNew;
  }

  @Override
  public int largestBody() {
    return ledger.run().mostSpans() * BatchBody.MOST_BYTES_A_SPAN + BatchBody.MOST_BYTES_AROUND;
  }

  @Override
  public int spansOf(long request) {
    return ledger.run().batch(number(request)).spans();
  }

  @Override
  public int copy(long request, MemorySegment target, long at) {
    int number = number(request);
    Owed owed = ledger.owed(number);
    underWay.put(request, owed);
    if (owed != Owed.ALL) {
      ledger.note(number, Owed.ALL_OR_NOTHING);
    }
    byte[] body = BatchBody.of(ledger.run().batch(number));
    MemorySegment.copy(MemorySegment.ofArray(body), 0, target, at, body.length);
    return body.length;
  }

  private int number(long request) {
    return request < again.size()
        ? again.get((int) request)
        : before + 1 + (int) (request - again.size());
  }

  @Override
  public void accept(Ending ending) {
    int number = number(ending.request());
    Owed owed = underWay.remove(ending.request());
    switch (ending.status()) {
      case OK -> acknowledge(number, ending);
      case UNAVAILABLE -> {
        refusals++;
        if (owed == Owed.NOTHING_SENT || owed == Owed.NOTHING_STORED) {
          ledger.note(number, Owed.NOTHING_STORED);
        }
      }
      case 0 -> {
        // No answer: what was noted before it was posted stays true.
      }
      default -> findings.add(ledger.run().batch(number) + " was answered with " + ending.status());
    }
  }

  private void acknowledge(int number, Ending ending) {
    ledger.note(number, Owed.ALL);
    acknowledged.add(number);
    begun.countDown();
    if (ending.request() < again.size()) {
      acknowledgedAgain++;
    }
    if (ending.acceptedSpans() != ending.spans()) {
      findings.add(
          "of "
              + ledger.run().batch(number)
              + " the server says that it accepted "
              + ending.acceptedSpans());
    }
  }

  /// Is at zero as soon as a batch has been answered with 200.
  CountDownLatch begun() {
    return begun;
  }

  /// The batches that were answered with 200.
  List<Integer> acknowledged() {
    return new ArrayList<>(acknowledged);
  }

  /// How many of those that were posted again were answered with 200.
  long acknowledgedAgain() {
    return acknowledgedAgain;
  }

  /// How many answers were 503.
  long refusals() {
    return refusals;
  }
}
