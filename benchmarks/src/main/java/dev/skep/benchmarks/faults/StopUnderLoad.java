package dev.skep.benchmarks.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.skep.benchmarks.process.SkepServer;
import dev.skep.benchmarks.proof.SegmentFiles;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// D-24: the order to stop, under load and with a request that never comes to its end. Given once,
/// and given again while the server stops.
public final class StopUnderLoad implements Fault {
  private static final int ROUNDS = 4;
  private static final int SENDERS = 6;
  private static final int PER_REQUEST = 300;
  private static final double MOST_SECONDS = 10;

  private final AtomicLong next = new AtomicLong(1);
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong uncertain = new AtomicLong();

  @Override
  public String name() {
    return "stop";
  }

  @Override
  public void befall(Scene scene) throws IOException, InterruptedException, SQLException {
    List<String> seconds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      double took = round(scene, round);
      seconds.add("%.1f".formatted(took));
      scene.require(took <= MOST_SECONDS, "stopping took %.1f s".formatted(took));
    }
    SegmentFiles files = new SegmentFiles(scene.data());
    files.integrityCheck(scene.findings());
    long stored = files.spans();
    scene.measured("Seconds to stop, without and with a held request", String.join(", ", seconds));
    scene.measured(
        "Spans acknowledged; without an answer; in the files",
        "%,d; %,d; %,d".formatted(acknowledged.get(), uncertain.get(), stored));
    scene.require(
        stored >= acknowledged.get() && stored <= acknowledged.get() + uncertain.get(),
        "%,d spans are stored, %,d were acknowledged".formatted(stored, acknowledged.get()));
  }

  private double round(Scene scene, int round) throws IOException, InterruptedException {
    try (SkepServer server = scene.start()) {
      boolean again = round >= 2;
      if (round % 2 == 0) {
        return stop(scene, server, again);
      }
      try (Socket held = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        held.getOutputStream().write(headOfHeldRequest());
        return stop(scene, server, again);
      }
    }
  }

  /// @param again whether the order is given a second time
  /// @return after how many seconds the server had ended
  private double stop(Scene scene, SkepServer server, boolean again)
      throws IOException, InterruptedException {
    AtomicBoolean end = new AtomicBoolean();
    List<Thread> senders = new ArrayList<>();
    Process process = server.java().process();
    try (Client client = new Client(server)) {
      for (int n = 0; n < SENDERS; n++) {
        senders.add(Thread.ofPlatform().start(() -> send(client, end)));
      }
      Thread.sleep(1_500);
      long start = System.nanoTime();
      process.destroy();
      if (again) {
        Thread.sleep(100);
        process.destroy();
      }
      boolean ended = process.waitFor(30, TimeUnit.SECONDS);
      double took = (System.nanoTime() - start) / 1e9;
      end.set(true);
      for (Thread sender : senders) {
        sender.join();
      }
      int code = ended ? process.exitValue() : -1;
      scene.require(code == 0, "it ended with code %d".formatted(code));
      return took;
    }
  }

  private static byte[] headOfHeldRequest() {
    return ("POST "
            + Client.PATH
            + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "X-API-Key: "
            + SkepServer.API_KEY
            + "\r\nContent-Length: 1000\r\n\r\n{\"res")
        .getBytes(ISO_8859_1);
  }

  /// Posts until the server is gone. What got no answer may be stored.
  private void send(Client client, AtomicBoolean end) {
    while (!end.get()) {
      try {
        int status =
            client
                .postProtobuf(MadeSpans.traces(next.getAndAdd(PER_REQUEST), PER_REQUEST))
                .status();
        if (status == 200) {
          acknowledged.addAndGet(PER_REQUEST);
        } else {
          uncertain.addAndGet(PER_REQUEST);
        }
      } catch (IOException e) {
        uncertain.addAndGet(PER_REQUEST);
        if (e instanceof ConnectException) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
