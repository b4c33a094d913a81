package dev.skep.benchmarks.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.skep.benchmarks.faults.Client.Answer;
import dev.skep.benchmarks.process.SkepServer;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// D-23: readers who ask for a large trace and its pages, and take a byte a second. Who behaves is
/// served as before, the store is free, memory stays, and each of them ends.
public final class SlowReaders implements Fault {
  private static final int SPANS = 100_000;
  private static final int PER_REQUEST = 1_000;
  private static final long TRACE = 7;
  private static final int OF_EACH_A_SECOND = 5;
  private static final int SECONDS_OF_COMING = 10;
  private static final int SECONDS = 60;
  private static final double MOST_MIB = 160;
  private static final double MOST_MILLIS = 1_500;
  private static final int END_MILLIS = 5_000;
  private static final Pattern CLOSED =
      Pattern.compile("skep_slow_connections_closed_total\\{while=\"reading\"} (\\d+)");
  private static final Pattern RUNNING = Pattern.compile("skep_searches_running (\\d+)");

  private final List<Socket> readers = new ArrayList<>();

  @Override
  public String name() {
    return "slow-readers";
  }

  @Override
  public void befall(Scene scene) throws IOException, InterruptedException {
    try (SkepServer server = scene.start();
        Client client = new Client(server)) {
      for (int from = 1; from < SPANS; from += PER_REQUEST) {
        client.postProtobuf(MadeSpans.request(spans(from)));
      }
      String trace = "/traces/" + MadeSpans.hexOfTrace(TRACE);
      List<String> paths =
          List.of(
              "/api/v1" + trace,
              "/api/v1" + trace + "?format=otlp",
              trace + ".txt?fold=none",
              trace + "?fold=none");
      for (String path : paths) {
        client.get(path);
      }
      double usual = slowest(scene, client, server.port(), List.of(), 3);
      double before = server.java().residentMib();
      double busy = slowest(scene, client, server.port(), paths, SECONDS);
      scene.measured("Readers of a byte a second", "%,d".formatted(readers.size()));
      scene.measured(
          "Slowest of a post and two reads a second, before; meanwhile",
          "%,.0f ms; %,.0f ms".formatted(usual, busy));
      scene.require(
          busy < Math.max(MOST_MILLIS, 5 * usual), "who behaves waited %,.0f ms".formatted(busy));
      double more = server.java().peakResidentMib() - before;
      scene.measured("Resident memory, at most more than before", "%,.0f MiB".formatted(more));
      scene.require(more < MOST_MIB, "the server took %,.0f MiB more".formatted(more));
      String metrics = client.get("/metrics").body();
      scene.measured("Closed because of their readers", number(CLOSED, metrics));
      scene.require(number(RUNNING, metrics).equals("0"), "a search is still running");
      long open = readers.stream().filter(SlowReaders::isOpen).count();
      scene.require(open == 0, "%d slow readers are connected after %d s".formatted(open, SECONDS));
      scene.require(
          client.get("/api/v1" + trace).body().endsWith("]}"), "the trace cannot be downloaded");
    } finally {
      for (Socket each : readers) {
        each.close();
      }
    }
  }

  private static Socket ask(int port, String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(1_024);
    // Not the reader who behaves, for one reader's downloads and searches have a limit together.
    socket.bind(new InetSocketAddress("127.0.0.2", 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    return socket;
  }

  /// Posts and reads once a second, while the others come, some each second, and take a byte each.
  /// They come one after the other because it is not their number that is on trial.
  private double slowest(Scene scene, Client client, int port, List<String> paths, int seconds)
      throws IOException, InterruptedException {
    double slowest = 0;
    for (int n = 0; n < seconds; n++) {
      for (String path : n < SECONDS_OF_COMING ? paths : List.<String>of()) {
        for (int each = 0; each < OF_EACH_A_SECOND; each++) {
          readers.add(ask(port, path));
        }
      }
      for (Socket each : readers) {
        takeOne(each);
      }
      for (Answer answer :
          List.of(
              client.postProtobuf(MadeSpans.traces(1_000_000 + System.nanoTime() % 1_000_000, 100)),
              client.get("/traces?range=all"),
              client.get("/api/v1/traces"))) {
        scene.require(
            answer.status() == 200, "who behaves was answered %d".formatted(answer.status()));
        slowest = Math.max(slowest, answer.millis());
      }
      Thread.sleep(1_000);
    }
    return slowest;
  }

  private static void takeOne(Socket reader) throws IOException {
    try {
      if (reader.getInputStream().available() > 0) {
        reader.getInputStream().read();
      }
    } catch (IOException e) {
      reader.close();
    }
  }

  /// Whether the server has not ended it yet: takes all that is on its way.
  private static boolean isOpen(Socket reader) {
    byte[] buffer = new byte[8_192];
    try {
      reader.setSoTimeout(END_MILLIS);
      InputStream in = reader.getInputStream();
      int read = 0;
      while (read >= 0) {
        read = in.read(buffer);
      }
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String number(Pattern pattern, String metrics) {
    Matcher found = pattern.matcher(metrics);
    return found.find() ? found.group(1) : "not told";
  }

  /// A tree with four below each.
  private static List<Span> spans(int from) {
    return IntStream.range(from, from + PER_REQUEST)
        .mapToObj(n -> MadeSpans.span(TRACE, n, (n + 2) / 4))
        .toList();
  }
}
