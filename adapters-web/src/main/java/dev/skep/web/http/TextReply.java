package dev.skep.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.stream.Stream;

/// An answer in plain text: its HTTP status, and lines that are written straight to the caller, so
/// that the text of a large trace never stands in memory.
///
/// @param lines each with its end
public record TextReply(int status, Stream<String> lines) {
  /// One line that says all.
  public static TextReply of(int status, String line) {
    return new TextReply(status, Stream.of(line + "\n"));
  }

  /// Writes the lines as UTF-8 and closes the stream.
  void writeTo(OutputStream out) {
    try {
      Writer text = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
      for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
        text.write(each.next());
      }
      text.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
