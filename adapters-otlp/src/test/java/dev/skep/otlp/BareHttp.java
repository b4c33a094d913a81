package dev.skep.otlp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;

/// HTTP as no client would speak it, text by text.
final class BareHttp {
  private BareHttp() {}

  /// All that the server sends until it closes the connection, or is silent.
  static String answer(DoorUnderTest door, String request, String headers, String body)
      throws IOException {
    try (Socket socket = door.connect()) {
      send(socket, request + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body);
      return readUntil(socket, "no such text");
    }
  }

  static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    socket.getOutputStream().flush();
  }

  /// What arrives up to a text, or to the end.
  static String readUntil(Socket socket, String end) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    try {
      int next;
      while ((next = in.read()) >= 0) {
        read.write(next);
        if (read.toString(US_ASCII).endsWith(end)) {
          break;
        }
      }
    } catch (SocketException e) {
      // Reset: it was closed under a body that was not read.
    }
    return read.toString(US_ASCII);
  }
}
