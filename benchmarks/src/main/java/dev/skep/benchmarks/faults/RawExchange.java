package dev.skep.benchmarks.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Bytes on a connection of their own, whatever HTTP says about them.
final class RawExchange {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
  private static final int MOST_READ = 4 << 20;

  /// What came of it.
  ///
  /// @param taken how many bytes could be sent
  /// @param statuses of all answers, in their order
  /// @param closed whether the server closed the connection in time
  record Outcome(long taken, List<Integer> statuses, boolean closed, double millis) {}

  private RawExchange() {}

  /// Where the bytes to be sent come from, piece by piece.
  @FunctionalInterface
  interface Pieces {
    /// The next piece; none when there are no more.
    byte[] next(int number);
  }

  /// Sends a piece again and again behind a beginning, until the server wants no more or it is
  /// enough.
  static Pieces endless(String beginning, String piece, long most) {
    byte[] first = beginning.getBytes(ISO_8859_1);
    byte[] again = piece.getBytes(ISO_8859_1);
    return number ->
        number == 0 ? first : (long) number * again.length < most ? again : new byte[0];
  }

  static Pieces once(String text) {
    return number -> number == 0 ? text.getBytes(ISO_8859_1) : new byte[0];
  }

  /// @param patienceMillis how long to wait for what the server has to say
  static Outcome with(int port, Pieces pieces, int patienceMillis) throws IOException {
    long start = System.nanoTime();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(patienceMillis);
      ByteArrayOutputStream answers = new ByteArrayOutputStream();
      boolean[] closed = new boolean[1];
      Thread reading = Thread.ofVirtual().start(() -> closed[0] = read(socket, answers));
      long taken = send(socket, pieces);
      // Its waits have an end.
      reading.join();
      return new Outcome(
          taken,
          statuses(answers.toString(ISO_8859_1)),
          closed[0],
          (System.nanoTime() - start) / 1e6);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static long send(Socket socket, Pieces pieces) {
    long taken = 0;
    try {
      OutputStream out = socket.getOutputStream();
      for (int number = 0; ; number++) {
        byte[] piece = pieces.next(number);
        if (piece.length == 0) {
          return taken;
        }
        out.write(piece);
        taken += piece.length;
      }
    } catch (IOException e) {
      // The server wants no more.
      return taken;
    }
  }

  /// @return whether the other side closed
  private static boolean read(Socket socket, ByteArrayOutputStream answers) {
    byte[] buffer = new byte[8_192];
    try {
      InputStream in = socket.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (answers.size() < MOST_READ) {
          answers.write(buffer, 0, count);
        }
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return !socket.isClosed();
    }
  }

  private static List<Integer> statuses(String answers) {
    List<Integer> statuses = new ArrayList<>();
    for (MatchResult status : STATUS.matcher(answers).results().toList()) {
      statuses.add(Integer.valueOf(status.group(1)));
    }
    return statuses;
  }
}
