package dev.skep.benchmarks.crash;

import dev.skep.benchmarks.load.Load;
import dev.skep.benchmarks.load.LoadDriver;
import dev.skep.benchmarks.process.SkepServer;
import dev.skep.benchmarks.proof.Findings;
import dev.skep.benchmarks.proof.SegmentFiles;
import dev.skep.benchmarks.proof.ServerStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Starts a server on one data folder, looks whether it has what it owes, loads it, kills it; again
/// and again. In the end it stops in good order, and every file is read from end to end.
public final class KillLoop {
  private static final int AGAIN_OF_LAST = 10;
  private static final int AGAIN_OF_ALL = 3;
  private static final int AGAIN_AT_THE_END = 40;
  private static final int ONE_IN = 8;
  private static final long LONGEST_START_MILLIS = 1_500;
  private static final long FIRST_ANSWER_SECONDS = 60;
  private static final Duration LONGEST_LOAD = Duration.ofMinutes(5);

  private final Plan plan;
  private final SegmentFiles files;
  private final Ledger ledger;
  private final Findings findings;
  private final Consumer<String> progress;
  private final SplittableRandom random;
  private final CrashCounts counts = new CrashCounts();
  private List<Integer> lastAcknowledged = List.of();

  /// What is to be done.
  ///
  /// @param kills how many; one in eight, from the second on, hits a server that is still starting
  /// @param sample how many older batches are read back after each start
  /// @param longest the longest time from the first answer to the kill
  /// @param startLimit the longest that a start may take
  /// @param data the data folder; what the server prints goes to the file `server.log` beside it
  public record Plan(
      int kills,
      int connections,
      int sample,
      Duration shortest,
      Duration longest,
      Duration startLimit,
      SkepServer.Setup setup,
      Path data) {}

  /// Does nothing yet.
  ///
  /// @param progress hears a line after each kill
  public KillLoop(Plan plan, Ledger ledger, Findings findings, Consumer<String> progress) {
    this.plan = plan;
    this.ledger = ledger;
    this.findings = findings;
    this.progress = progress;
    files = new SegmentFiles(plan.data());
    random = new SplittableRandom(ledger.run().seed());
  }

  /// Kills no more when the server does not start or not answer; that is a finding. The files are
  /// checked in any case.
  ///
  /// @throws SQLException if the files cannot even be opened
  public CrashCounts run() throws InterruptedException, SQLException, IOException {
    try {
      for (int kill = 1; kill <= plan.kills(); kill++) {
        if (kill % ONE_IN == 2) {
          killWhileStarting();
        } else {
          killUnderLoad();
        }
        counts.kills++;
        progress.accept(
            "kill %d of %d: %,d spans acknowledged, %d wrong"
                .formatted(kill, plan.kills(), ledger.spansOwed(), findings.count()));
      }
      stopInGoodOrder();
    } catch (IOException e) {
      findings.add(String.valueOf(e.getMessage()));
    }
    counts.filesChecked += files.integrityCheck(findings);
    counts.spansInFiles = new FileCheck(ledger, findings).check(files);
    counts.segments = files.segments().size();
    return counts;
  }

  private void killWhileStarting() throws IOException, InterruptedException {
    SkepServer server = SkepServer.launch(plan.setup(), plan.data(), log());
    Thread.sleep(random.nextLong(LONGEST_START_MILLIS));
    server.java().kill();
    counts.killsOfStarts++;
  }

  private void killUnderLoad() throws IOException, InterruptedException, SQLException {
    try (SkepServer server = start()) {
      check(server);
      Posting posting = Posting.of(ledger, again(), findings);
      Load load =
          Load.closedLoop(SkepServer.API_KEY, plan.connections(), LONGEST_LOAD).to(server.port());
      CompletableFuture<String> end = new CompletableFuture<>();
      Thread driver = Thread.ofPlatform().start(() -> post(load, posting, end));
      long millis = random.nextLong(plan.shortest().toMillis(), plan.longest().toMillis() + 1);
      boolean begun = posting.begun().await(FIRST_ANSWER_SECONDS, TimeUnit.SECONDS);
      if (!begun) {
        findings.add("no batch was acknowledged within a minute");
      }
      boolean early = driver.join(Duration.ofMillis(millis));
      server.java().kill();
      driver.join();
      String why = endOf(end);
      if (early) {
        findings.add("the load ended before the kill: " + why);
      }
      settle(posting);
    }
  }

  private static void post(Load load, Posting posting, CompletableFuture<String> end) {
    try {
      LoadDriver.run(load, posting, posting);
      end.complete("all was posted");
    } catch (IOException e) {
      end.complete(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      end.completeExceptionally(e);
    }
  }

  private static String endOf(CompletableFuture<String> end) {
    try {
      return end.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("posting failed", e.getCause());
    }
  }

  private void settle(Posting posting) {
    lastAcknowledged = posting.acknowledged();
    counts.sentAgain += posting.acknowledgedAgain();
    counts.refusals += posting.refusals();
  }

  private SkepServer start() throws IOException, InterruptedException {
    SkepServer server = SkepServer.start(plan.setup(), plan.data(), log());
    counts.startSeconds.add(server.startSeconds());
    if (server.startSeconds() > plan.startLimit().toMillis() / 1e3) {
      findings.add("a start took %.1f s".formatted(server.startSeconds()));
    }
    return server;
  }

  private Path log() {
    return plan.data().resolveSibling("server.log");
  }

  /// Reads back what was acknowledged since the last time, what is uncertain, and some of the rest.
  private void check(SkepServer server) throws IOException, InterruptedException, SQLException {
    List<Integer> uncertain = ledger.all(Owed.ALL_OR_NOTHING);
    List<Integer> others = new ArrayList<>(lastAcknowledged);
    others.addAll(ledger.all(Owed.NOTHING_STORED));
    others.addAll(someOf(ledger.all(Owed.ALL), plan.sample()));
    try (ReadBack readBack = new ReadBack(server, ledger, findings)) {
      for (int stored : readBack.check(uncertain)) {
        counts.uncertain++;
        counts.uncertainStored += stored > 0 ? 1 : 0;
      }
      for (int stored : readBack.check(others)) {
        counts.readBack++;
        counts.spansReadBack += stored;
      }
    }
    counts.filesChecked += files.quickCheck(findings);
  }

  private List<Integer> again() {
    List<Integer> again = new ArrayList<>(ledger.all(Owed.ALL_OR_NOTHING));
    again.addAll(ledger.all(Owed.NOTHING_STORED));
    TreeSet<Integer> acknowledged = new TreeSet<>(someOf(lastAcknowledged, AGAIN_OF_LAST));
    acknowledged.addAll(someOf(ledger.all(Owed.ALL), AGAIN_OF_ALL));
    again.addAll(acknowledged);
    return again;
  }

  private List<Integer> someOf(List<Integer> batches, int most) {
    TreeSet<Integer> some = new TreeSet<>();
    for (int i = 0; i < most && !batches.isEmpty(); i++) {
      some.add(batches.get(random.nextInt(batches.size())));
    }
    return List.copyOf(some);
  }

  private void stopInGoodOrder() throws IOException, InterruptedException, SQLException {
    SkepServer server = start();
    try (server) {
      check(server);
      sendAcknowledgedAgain(server);
    }
    if (server.java().process().exitValue() != 0) {
      findings.add("stopping ended with exit code " + server.java().process().exitValue());
    }
  }

  private void sendAcknowledgedAgain(SkepServer server) throws IOException, InterruptedException {
    List<Integer> again = someOf(ledger.all(Owed.ALL), AGAIN_AT_THE_END);
    long spans = again.stream().mapToLong(each -> ledger.run().batch(each).spans()).sum();
    Optional<Long> before = ServerStatus.of(server).flatMap(ServerStatus::duplicates);
    Posting posting = Posting.only(ledger, again, findings);
    Load load = Load.closedLoop(SkepServer.API_KEY, 1, LONGEST_LOAD).to(server.port());
    LoadDriver.run(load, posting, posting);
    settle(posting);
    Optional<Long> after = ServerStatus.of(server).flatMap(ServerStatus::duplicates);
    if (before.isPresent() && after.isPresent()) {
      counts.duplicates = Optional.of(after.get() - before.get());
      if (after.get() - before.get() != spans) {
        findings.add(
            "of %,d spans sent again the server counts %,d as duplicates"
                .formatted(spans, after.get() - before.get()));
      }
    }
  }
}
