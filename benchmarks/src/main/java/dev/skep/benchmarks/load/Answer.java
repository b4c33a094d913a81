package dev.skep.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An HTTP/1.1 answer that arrives in pieces.
final class Answer {
  private static final int LARGEST = 16 * 1024;
  private static final String HEAD_END = "\r\n\r\n";
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]{1,9})");
  private static final Pattern ACCEPTED = Pattern.compile("\"accepted\":([0-9]{1,9})");

  private final ByteBuffer bytes = ByteBuffer.allocate(LARGEST);
  private int status;
  private long accepted;
  private boolean retryAfter;
  private boolean last;

  void clear() {
    bytes.clear();
    status = 0;
    accepted = 0;
    retryAfter = false;
    last = false;
  }

  /// Reads what is there.
  ///
  /// @return whether the answer is complete
  /// @throws IOException if it never will be
  boolean readFrom(SocketChannel channel) throws IOException {
    int read;
    while ((read = channel.read(bytes)) > 0) {
      if (!bytes.hasRemaining()) {
        throw new IOException("an answer of more than " + LARGEST + " bytes");
      }
    }
    if (isComplete()) {
      last |= read < 0;
      return true;
    }
    if (read < 0) {
      throw new IOException("closed before the answer was complete");
    }
    return false;
  }

  private boolean isComplete() {
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    int end = text.indexOf(HEAD_END);
    if (end < 0) {
      return false;
    }
    String head = text.substring(0, end).toLowerCase(Locale.ROOT);
    String body = text.substring(end + HEAD_END.length());
    Matcher length = LENGTH.matcher(head);
    boolean whole =
        length.find()
            ? body.length() >= Integer.parseInt(length.group(1))
            : body.endsWith("0" + HEAD_END);
    if (whole) {
      status = Integer.parseInt(head.substring(9, 12));
      retryAfter = head.contains("\r\nretry-after: ");
      last = head.contains("\r\nconnection: close");
      Matcher count = ACCEPTED.matcher(body);
      accepted = count.find() ? Long.parseLong(count.group(1)) : 0;
    }
    return whole;
  }

  int status() {
    return status;
  }

  /// How many spans the server says it took; 0 when it does not say.
  long accepted() {
    return accepted;
  }

  /// Whether the server says when to try again.
  boolean hasRetryAfter() {
    return retryAfter;
  }

  /// Whether the server closes the connection.
  boolean isLast() {
    return last;
  }
}
