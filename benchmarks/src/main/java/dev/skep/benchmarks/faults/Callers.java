package dev.skep.benchmarks.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Sends one and the same request again and again, at fixed times, each on a connection of its own
/// and from some addresses in turn, and counts the answers by their status. One thread does it all,
/// so that little is taken from the machine that the server is on, too.
final class Callers implements AutoCloseable {
  static final String NOT_ANSWERED = "none";

  private static final int ADDRESSES = 8;
  private static final int STATUS_FROM = "HTTP/1.1 ".length();
  private static final int STATUS_TO = STATUS_FROM + 3;
  private static final long MILLIS_FOR_THE_LAST = 5_000;

  private final int port;
  private final byte[] request;
  private final long nanosBetween;
  private final Selector selector = Selector.open();
  private final Map<String, Integer> answers = new TreeMap<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(16_384);
  private final Thread thread = Thread.ofPlatform().name("callers").unstarted(this::call);
  private int called;
  private volatile boolean stopped;

  private Callers(int port, byte[] request, int aSecond) throws IOException {
    this.port = port;
    this.request = request;
    this.nanosBetween = TimeUnit.SECONDS.toNanos(1) / aSecond;
  }

  /// Begins.
  ///
  /// @param request as it goes over the wire
  static Callers start(int port, String request, int aSecond) throws IOException {
    var callers = new Callers(port, request.getBytes(ISO_8859_1), aSecond);
    callers.thread.start();
    return callers;
  }

  /// Sends no more, and waits for the last answers.
  ///
  /// @return how often which status came
  Map<String, Integer> end() throws InterruptedException {
    stopped = true;
    thread.join();
    return answers;
  }

  @Override
  public void close() throws IOException {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  private void call() {
    try {
      long start = System.nanoTime();
      while (!stopped) {
        long due = start + called * nanosBetween - System.nanoTime();
        if (due <= 0) {
          open();
        } else {
          answersWithin(Math.max(1, due / 1_000_000));
        }
      }
      long last = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS_FOR_THE_LAST);
      while (!selector.keys().isEmpty() && System.nanoTime() < last) {
        answersWithin(100);
      }
      answers.merge(NOT_ANSWERED, selector.keys().size(), Integer::sum);
    } catch (IOException e) {
      answers.merge(e.toString(), 1, Integer::sum);
    }
  }

  private void open() throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.bind(new InetSocketAddress("127.0.0." + (2 + called % ADDRESSES), 0));
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.configureBlocking(false);
    channel.write(ByteBuffer.wrap(request));
    channel.register(selector, SelectionKey.OP_READ);
    called++;
  }

  private void answersWithin(long millis) throws IOException {
    selector.select(this::answered, millis);
  }

  private void answered(SelectionKey key) {
    String status = NOT_ANSWERED;
    try (var channel = (SocketChannel) key.channel()) {
      buffer.clear();
      if (channel.read(buffer) > STATUS_TO) {
        status = new String(buffer.array(), STATUS_FROM, STATUS_TO - STATUS_FROM, ISO_8859_1);
      }
    } catch (IOException e) {
      status = NOT_ANSWERED;
    }
    answers.merge(status, 1, Integer::sum);
  }
}
