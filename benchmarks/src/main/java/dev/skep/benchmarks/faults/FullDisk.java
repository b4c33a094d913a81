package dev.skep.benchmarks.faults;

import dev.skep.benchmarks.faults.Client.Answer;
import dev.skep.benchmarks.process.SkepServer;
import dev.skep.benchmarks.proof.SegmentFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/// D-06: a small disk that fills up, first through us, then through somebody else, to the last
/// byte. Needs root, for a disk of its own.
public final class FullDisk implements Fault {
  // Skep keeps its hands off the last 256 MiB.
  private static final String SIZE = "420m";
  private static final int PER_REQUEST = 4_000;
  private static final int MOST_REQUESTS = 500;
  private static final double MOST_MILLIS = 1_000;
  private static final long MOST_SECONDS = 10;
  private static final int PIECE = 1 << 20;

  private static final class Posted {
    long next = 1;
    long accepted;
  }

  @Override
  public String name() {
    return "disk-full";
  }

  @Override
  public void befall(Scene scene) throws IOException, InterruptedException, SQLException {
    Path disk = Files.createDirectories(scene.folder().resolve("disk"));
    if (run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", disk.toString()) != 0) {
      scene.measured("Skipped", "no disk of its own can be mounted here; root can");
      return;
    }
    try {
      onDisk(scene, disk);
    } finally {
      run("umount", disk.toString());
    }
  }

  private void onDisk(Scene scene, Path disk)
      throws IOException, InterruptedException, SQLException {
    Path data = Files.createDirectories(disk.resolve("data"));
    Path filler = disk.resolve("filler");
    Posted posted = new Posted();
    try (SkepServer server = scene.start(scene.setup(), data);
        Client client = new Client(server)) {
      refusedWhenLow(scene, client, posted);
      fill(filler, 0);
      refusedWhenFull(scene, client, posted);
      Files.delete(filler);
      // What was posted fills more than there is now above the mark, so others make room as well.
      grow(disk);
      recovers(scene, client, posted, "room was made");
      // Now with the mark far away, so that SQLite itself meets the end of the disk.
      fill(filler, 0);
      meetsTheEnd(scene, client, posted);
      Files.delete(filler);
      recovers(scene, client, posted, "the disk was full to the last byte");
    }
    SegmentFiles files = new SegmentFiles(data);
    files.integrityCheck(scene.findings());
    long stored = files.spans();
    scene.measured(
        "Spans acknowledged; in the files", "%,d; %,d".formatted(posted.accepted, stored));
    scene.require(
        stored >= posted.accepted,
        "%,d spans are stored, %,d were acknowledged".formatted(stored, posted.accepted));
  }

  private static void refusedWhenLow(Scene scene, Client client, Posted posted)
      throws IOException, InterruptedException {
    for (int n = 0; n < MOST_REQUESTS; n++) {
      Answer answer = post(client, posted);
      if (answer.status() != 200) {
        scene.measured("Refused after", "%,d spans".formatted(posted.accepted));
        isRefusal(scene, answer, "when room is low");
        reads(scene, client, "when room is low");
        return;
      }
    }
    scene.wrong("%,d spans did not fill the disk".formatted(posted.accepted));
  }

  private static void refusedWhenFull(Scene scene, Client client, Posted posted)
      throws IOException, InterruptedException {
    for (int n = 0; n < 5; n++) {
      isRefusal(scene, post(client, posted), "when the disk is full");
    }
    reads(scene, client, "when the disk is full");
  }

  private static void meetsTheEnd(Scene scene, Client client, Posted posted)
      throws IOException, InterruptedException {
    int refused = 0;
    for (int n = 0; n < 20; n++) {
      Answer answer = post(client, posted);
      if (answer.status() != 200) {
        refused++;
        isRefusal(scene, answer, "at the end of the disk");
      }
    }
    scene.measured("Refused while nothing at all could be written", "%d of 20".formatted(refused));
    scene.require(refused > 0, "spans are acknowledged that cannot have been written");
    reads(scene, client, "at the end of the disk");
  }

  private static void recovers(Scene scene, Client client, Posted posted, String after)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Answer answer = post(client, posted);
    while (answer.status() != 200
        && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2 * MOST_SECONDS)) {
      Thread.sleep(200);
      answer = post(client, posted);
    }
    double took = (System.nanoTime() - start) / 1e9;
    scene.measured("First 200 after " + after, "%.1f s".formatted(took));
    scene.require(
        answer.status() == 200 && took <= MOST_SECONDS,
        "not well again %.0f s after %s: status %d".formatted(took, after, answer.status()));
    scene.require(
        client.get("/health/ready").status() == 200, "not ready after %s".formatted(after));
  }

  private static Answer post(Client client, Posted posted)
      throws IOException, InterruptedException {
    Answer answer = client.postProtobuf(MadeSpans.traces(posted.next, PER_REQUEST));
    posted.next += PER_REQUEST;
    if (answer.status() == 200) {
      posted.accepted += PER_REQUEST;
    }
    return answer;
  }

  private static void isRefusal(Scene scene, Answer answer, String when) {
    scene.require(
        answer.status() == 503 && answer.retryAfter().isPresent(),
        "%s: status %d, Retry-After %s".formatted(when, answer.status(), answer.retryAfter()));
    scene.require(
        answer.millis() < MOST_MILLIS,
        "%s: refused after %,.0f ms".formatted(when, answer.millis()));
  }

  private static void reads(Scene scene, Client client, String when)
      throws IOException, InterruptedException {
    for (String path :
        new String[] {
          "/traces?range=all", "/api/v1/traces?limit=100", "/traces/" + MadeSpans.hexOfTrace(1)
        }) {
      Answer answer = client.get(path);
      scene.require(
          answer.status() == 200, "%s: GET %s: status %d".formatted(when, path, answer.status()));
    }
    Answer ready = client.get("/health/ready");
    scene.require(
        ready.status() == 503, "%s: /health/ready says %d".formatted(when, ready.status()));
  }

  /// Writes until the disk takes no more.
  private static void fill(Path file, int leave) throws IOException {
    byte[] zeros = new byte[PIECE];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int size = zeros.length; size > leave; size /= 2) {
        try {
          while (true) {
            out.write(zeros, 0, size);
          }
        } catch (IOException e) {
          // Full for pieces of this size.
        }
      }
    }
  }

  private static void grow(Path disk) throws IOException, InterruptedException {
    run("mount", "-o", "remount,size=900m", disk.toString());
  }

  private static int run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }
}
