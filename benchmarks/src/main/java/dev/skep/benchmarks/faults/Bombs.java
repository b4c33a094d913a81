package dev.skep.benchmarks.faults;

import dev.skep.benchmarks.faults.Client.Answer;
import dev.skep.benchmarks.process.SkepServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;

/// D-30: bodies that are small until they are unpacked.
public final class Bombs implements Fault {
  private static final int PIECE = 1 << 20;
  private static final int PIECES = 1_024;
  private static final int PARALLEL = 20;
  private static final double MOST_MILLIS = 1_000;
  private static final double MOST_MILLIS_TOGETHER = 5_000;

  @Override
  public String name() {
    return "bombs";
  }

  @Override
  public void befall(Scene scene) throws IOException, InterruptedException {
    byte[] bomb = zipped(new byte[PIECE], PIECES);
    byte[] nested = zipped(bomb, 1);
    byte[] members = members(1_000);
    try (SkepServer server = scene.start();
        Client client = new Client(server)) {
      // The first request of each sort loads code.
      client.post(
          "application/x-protobuf", zipped(MadeSpans.traces(1, 10), 1), "Content-Encoding", "gzip");
      Footprint footprint = Footprint.before(server);
      one(scene, client, "1 GiB of zeros", bomb, "gzip", 413);
      one(scene, client, "a bomb within gzip, said to be in it once", nested, "gzip", 400);
      one(scene, client, "a coding twice", nested, "gzip, gzip", 415);
      one(scene, client, "1,000 members of 1 MiB", members, "gzip", 413);
      together(scene, client, bomb);
      footprint.judge(scene);
      Answer after = client.postProtobuf(MadeSpans.traces(100, 10));
      scene.require(after.status() == 200, "afterwards: status %d".formatted(after.status()));
    }
  }

  private static void one(
      Scene scene, Client client, String what, byte[] body, String coding, int expected)
      throws IOException, InterruptedException {
    Answer answer = client.post("application/x-protobuf", body, "Content-Encoding", coding);
    scene.measured(
        what + " (" + body.length / 1024 + " KiB)",
        "%d after %,.0f ms".formatted(answer.status(), answer.millis()));
    scene.require(answer.status() == expected, "%s: status %d".formatted(what, answer.status()));
    scene.require(
        answer.millis() < MOST_MILLIS, "%s took %,.0f ms".formatted(what, answer.millis()));
  }

  private static void together(Scene scene, Client client, byte[] bomb)
      throws InterruptedException {
    long start = System.nanoTime();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> posts = new ArrayList<>();
      for (int i = 0; i < PARALLEL; i++) {
        posts.add(() -> client.post("application/x-protobuf", bomb, "Content-Encoding", "gzip"));
      }
      for (Future<Answer> answer : senders.invokeAll(posts)) {
        // 503 asks to come again, which is an answer as good as 413.
        int status = answer.get().status();
        scene.require(
            status == 413 || status == 503,
            "one of %d bombs: status %d".formatted(PARALLEL, status));
      }
    } catch (ExecutionException e) {
      scene.wrong("one of %d bombs: %s".formatted(PARALLEL, e.getCause()));
    }
    double took = (System.nanoTime() - start) / 1e6;
    scene.measured(PARALLEL + " at once", "%,.0f ms".formatted(took));
    scene.require(took < MOST_MILLIS_TOGETHER, "%d bombs took %,.0f ms".formatted(PARALLEL, took));
  }

  private static byte[] zipped(byte[] piece, int times) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, 1 << 16)) {
      for (int i = 0; i < times; i++) {
        gzip.write(piece);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] members(int count) throws IOException {
    byte[] member = zipped(new byte[PIECE], 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      bytes.writeBytes(member);
    }
    return bytes.toByteArray();
  }
}
