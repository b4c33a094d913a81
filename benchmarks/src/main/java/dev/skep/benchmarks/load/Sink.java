package dev.skep.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The cheapest possible server: reads any POST with a length, looks at nothing, and answers 200.
/// It shows what [LoadDriver] could do if the server cost next to nothing.
public final class Sink {
  private static final byte[] ANSWER =
      """
      HTTP/1.1 200 OK\r
      Content-Type: application/json\r
      Content-Length: 14\r
      \r
      {"accepted":1}\
      """
          .getBytes(US_ASCII);
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]{1,9})");
  private static final int HEAD = 4 * 1024;
  private static final int RECEIVE_BUFFER = 4 << 20;

  private final ByteBuffer body = ByteBuffer.allocateDirect(1 << 20);
  private final ServerSocketChannel server;
  private final Selector selector;

  private Sink() throws IOException {
    selector = Selector.open();
    server = ServerSocketChannel.open();
    server.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  /// Prints its port and serves until the process ends.
  public static void serve() throws IOException {
    Sink sink = new Sink();
    System.out.println(sink.server.socket().getLocalPort());
    while (sink.server.isOpen()) {
      sink.selector.select(sink::handle, 1_000);
    }
  }

  /// What is known of one connection.
  private static final class Client {
    final ByteBuffer head = ByteBuffer.allocate(HEAD);
    long missing;
  }

  private void handle(SelectionKey key) {
    try {
      if (key.attachment() instanceof Client client) {
        read((SocketChannel) key.channel(), client);
      } else {
        accept();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() throws IOException {
    SocketChannel channel = server.accept();
    if (channel != null) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, new Client());
    }
  }

  private void read(SocketChannel channel, Client client) throws IOException {
    while (true) {
      int read;
      if (client.missing > 0) {
        body.clear().limit((int) Math.min(body.capacity(), client.missing));
        read = channel.read(body);
        client.missing -= Math.max(0, read);
      } else {
        read = channel.read(client.head);
        if (read <= 0 || !readHead(client)) {
          stopIfClosed(channel, read);
          return;
        }
      }
      if (client.missing == 0) {
        channel.write(ByteBuffer.wrap(ANSWER));
      }
      if (read <= 0) {
        stopIfClosed(channel, read);
        return;
      }
    }
  }

  private static void stopIfClosed(SocketChannel channel, int read) throws IOException {
    if (read < 0) {
      channel.close();
    }
  }

  /// @return whether the head is complete; then the client's missing bytes are those of its body
  private static boolean readHead(Client client) {
    String text = new String(client.head.array(), 0, client.head.position(), US_ASCII);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    Matcher length = LENGTH.matcher(text.substring(0, end).toLowerCase(Locale.ROOT));
    long whole = length.find() ? Long.parseLong(length.group(1)) : 0;
    client.missing = whole - (text.length() - end - 4);
    client.head.clear();
    return true;
  }
}
