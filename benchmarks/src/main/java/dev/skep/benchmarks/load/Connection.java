package dev.skep.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skep.benchmarks.traffic.Requests;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// A connection that is kept open, with the memory for one request.
final class Connection {
  private static final int DIGITS = 10;
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(US_ASCII);
  private static final int SEND_BUFFER = 1 << 20;

  final Answer answer = new Answer();
  private final InetSocketAddress server;
  private final Selector selector;
  private final byte[] head;
  private final ByteBuffer out;
  private final MemorySegment outMemory;
  private SocketChannel channel;
  private SelectionKey key;

  /// The request that is under way.
  long request;

  /// Its spans.
  int spans;

  /// When it was due, by [System#nanoTime].
  long due;

  /// When it was posted.
  long posted;

  boolean busy;

  Connection(Load load, int largestBody, Selector selector) throws IOException {
    this.selector = selector;
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), load.port());
    head =
        """
        POST %s HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Content-Type: application/x-protobuf\r
        X-API-Key: %s\r
        Content-Length: \
        """
            .formatted(load.path(), load.port(), load.apiKey())
            .getBytes(US_ASCII);
    out = ByteBuffer.allocateDirect(bodyAt() + largestBody);
    outMemory = MemorySegment.ofBuffer(out);
    channel = SocketChannel.open();
    key = connect();
  }

  private int bodyAt() {
    return head.length + DIGITS + END_OF_HEAD.length;
  }

  private SelectionKey connect() throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
    channel.connect(server);
    channel.configureBlocking(false);
    return channel.register(selector, SelectionKey.OP_READ, this);
  }

  /// Begins anew, whatever was under way.
  void reconnect() throws IOException {
    channel.close();
    busy = false;
    channel = SocketChannel.open();
    key = connect();
  }

  /// Starts to send a request.
  void post(Requests traffic, long request, long due) throws IOException {
    this.due = due;
    posted = System.nanoTime();
    this.request = request;
    spans = traffic.spansOf(request);
    busy = true;
    answer.clear();
    out.clear();
    int length = traffic.copy(request, outMemory, bodyAt());
    // The head ends where the body starts, so it is written from its end.
    byte[] digits = String.valueOf(length).getBytes(US_ASCII);
    int start = DIGITS - digits.length;
    out.put(start, head);
    out.put(start + head.length, digits);
    out.put(start + head.length + digits.length, END_OF_HEAD);
    out.position(start).limit(bodyAt() + length);
    send();
  }

  /// Sends what can be sent without waiting.
  void send() throws IOException {
    while (out.hasRemaining()) {
      if (channel.write(out) == 0) {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return;
      }
    }
    key.interestOps(SelectionKey.OP_READ);
  }

  /// Reads what has come.
  ///
  /// @return whether the request has been answered
  boolean receive() throws IOException {
    if (!busy) {
      throw new IOException("closed, or an answer to nothing");
    }
    boolean answered = answer.readFrom(channel);
    busy = !answered;
    return answered;
  }

  /// Whether the request was answered before it was sent to its end.
  boolean isCutShort() {
    return out.hasRemaining();
  }

  void close() throws IOException {
    channel.close();
  }
}
