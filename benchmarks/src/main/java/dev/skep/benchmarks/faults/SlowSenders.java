package dev.skep.benchmarks.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.skep.benchmarks.faults.Client.Answer;
import dev.skep.benchmarks.process.SkepServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// D-22: connections that send a byte a second, or nothing. Who behaves is served as before, and
/// each of them ends.
public final class SlowSenders implements Fault {
  private static final int SLOW_HEADS = 1_500;
  private static final int SLOW_BODIES = 400;
  private static final int SILENT = 400;
  private static final int HALF_CLOSED = 200;
  private static final int SECONDS_AT_WORK = 10;
  private static final int MOST_SECONDS = 75;
  private static final double MOST_MIB = 160;
  private static final double MOST_MILLIS = 1_500;
  private static final String BODY_HEAD =
      "POST "
          + Client.PATH
          + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nX-API-Key: "
          + SkepServer.API_KEY
          + "\r\nContent-Length: 100000\r\n\r\n";

  /// A connection that means no good.
  private record Slow(SocketChannel channel, boolean drips) {}

  private final List<Slow> slow = new ArrayList<>();

  @Override
  public String name() {
    return "slow";
  }

  @Override
  public void befall(Scene scene) throws IOException, InterruptedException {
    try (SkepServer server = scene.start();
        Client client = new Client(server)) {
      for (int n = 0; n < 50; n++) {
        client.postProtobuf(MadeSpans.traces(1 + 10L * n, 10));
        client.get("/traces");
      }
      double usual = slowest(scene, client, 3);
      double before = server.java().residentMib();
      connect(server.port(), SLOW_HEADS, "GET /traces HT", true, false);
      connect(server.port(), SLOW_BODIES, BODY_HEAD, true, false);
      connect(server.port(), SILENT, "", false, false);
      connect(server.port(), HALF_CLOSED, "POST ", false, true);
      long start = System.nanoTime();
      double busy = slowest(scene, client, SECONDS_AT_WORK);
      double more = server.java().residentMib() - before;
      scene.measured(
          "Slow connections", "%,d".formatted(SLOW_HEADS + SLOW_BODIES + SILENT + HALF_CLOSED));
      scene.measured(
          "Slowest of a post and two reads a second, before; meanwhile",
          "%,.0f ms; %,.0f ms".formatted(usual, busy));
      scene.require(
          busy < Math.max(MOST_MILLIS, 5 * usual), "who behaves waited %,.0f ms".formatted(busy));
      scene.measured("Resident memory, more than before", "%,.0f MiB".formatted(more));
      scene.require(more < MOST_MIB, "the server took %,.0f MiB more".formatted(more));
      awaitTheirEnd(scene, start);
    } finally {
      for (Slow each : slow) {
        each.channel().close();
      }
    }
  }

  private void connect(int port, int count, String beginning, boolean drips, boolean halfClosed)
      throws IOException {
    for (int n = 0; n < count; n++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.configureBlocking(false);
      if (!beginning.isEmpty()) {
        channel.write(ByteBuffer.wrap(beginning.getBytes(ISO_8859_1)));
      }
      if (halfClosed) {
        channel.shutdownOutput();
      }
      slow.add(new Slow(channel, drips));
    }
  }

  /// Posts and reads once a second, while the others drip.
  private double slowest(Scene scene, Client client, int seconds)
      throws IOException, InterruptedException {
    double slowest = 0;
    for (int n = 0; n < seconds; n++) {
      drip();
      List<Answer> answers =
          List.of(
              client.postProtobuf(MadeSpans.traces(1_000_000 + System.nanoTime() % 1_000_000, 100)),
              client.get("/traces?range=all"),
              client.get("/api/v1/traces"));
      for (Answer answer : answers) {
        scene.require(
            answer.status() == 200, "who behaves was answered %d".formatted(answer.status()));
        slowest = Math.max(slowest, answer.millis());
      }
      Thread.sleep(1_000);
    }
    return slowest;
  }

  /// Sends a byte on each connection that drips, and forgets those that have ended.
  private void drip() throws IOException {
    ByteBuffer answer = ByteBuffer.allocate(4_096);
    for (Iterator<Slow> all = slow.iterator(); all.hasNext(); ) {
      Slow each = all.next();
      boolean ended = false;
      try {
        answer.clear();
        ended = each.channel().read(answer) < 0;
        if (!ended && each.drips()) {
          each.channel().write(ByteBuffer.wrap(new byte[] {'x'}));
        }
      } catch (IOException e) {
        ended = true;
      }
      if (ended) {
        each.channel().close();
        all.remove();
      }
    }
  }

  private void awaitTheirEnd(Scene scene, long start) throws IOException, InterruptedException {
    while (!slow.isEmpty() && (System.nanoTime() - start) / 1e9 < MOST_SECONDS) {
      Thread.sleep(1_000);
      drip();
    }
    scene.measured(
        "All of them ended after", "%.0f s".formatted((System.nanoTime() - start) / 1e9));
    scene.require(
        slow.isEmpty(),
        "%d slow connections are open after %d s".formatted(slow.size(), MOST_SECONDS));
  }
}
