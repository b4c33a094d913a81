package dev.skep.bootstrap.command;

import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Writes much text, as UTF-8.
final class TextOut implements AutoCloseable {
  private static final int LINES_BETWEEN_LOOKS = 1_000;

  private final PrintStream out;
  private final BufferedWriter writer;
  private int lines;

  TextOut(PrintStream out) {
    this.out = out;
    this.writer = new BufferedWriter(new OutputStreamWriter(unclosed(out), StandardCharsets.UTF_8));
  }

  /// @throws NobodyReadsException if what was written before could not be
  void line(CharSequence line) {
    try {
      writer.append(line).append('\n');
      if (++lines % LINES_BETWEEN_LOOKS == 0) {
        writer.flush();
        if (out.checkError()) {
          throw new NobodyReadsException();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OutputStream unclosed(PrintStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /// The other end of the pipe has closed it.
  static final class NobodyReadsException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
