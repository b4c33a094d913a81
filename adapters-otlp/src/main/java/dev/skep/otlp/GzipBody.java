package dev.skep.otlp;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Gunzips one or more members that follow one another and fill the stream to its end.
///
/// Java's own `GZIPInputStream` guesses from `available()` whether another member follows, takes
/// junk behind the last one for the end, and so accepts what was not sent whole.
///
/// Source: RFC 1952.
final class GzipBody extends InputStream {
  private static final int BUFFER = 8192;
  private static final int DEFLATE = 8;
  private static final int FLAG_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int RESERVED_FLAGS = 0xe0;

  private final PushbackInputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private final byte[] single = new byte[1];
  private int filled;
  private boolean inMember;
  private boolean ended;

  GzipBody(InputStream compressed) {
    this.in = new PushbackInputStream(compressed, BUFFER);
  }

  @Override
  public int read() throws IOException {
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    while (!ended) {
      if (!inMember && !enterMember()) {
        break;
      }
      int read = inflate(bytes, from, count);
      if (read > 0) {
        crc.update(bytes, from, read);
        return read;
      }
      if (inflater.finished()) {
        leaveMember();
      } else {
        fill();
      }
    }
    return -1;
  }

  private int inflate(byte[] bytes, int from, int count) throws IOException {
    try {
      int read = inflater.inflate(bytes, from, count);
      if (read == 0 && inflater.needsDictionary()) {
        throw corrupt();
      }
      return read;
    } catch (DataFormatException e) {
      throw corrupt();
    }
  }

  private void fill() throws IOException {
    int read = in.read(buffer, 0, buffer.length);
    if (read < 0) {
      throw corrupt();
    }
    filled = read;
    inflater.setInput(buffer, 0, read);
  }

  /// Reads a member's header; false at the stream's end. A stream without any member is empty.
  private boolean enterMember() throws IOException {
    int first = in.read();
    if (first < 0) {
      ended = true;
      return false;
    }
    if (first != 0x1f || next() != 0x8b || next() != DEFLATE) {
      throw corrupt();
    }
    int flags = next();
    if ((flags & RESERVED_FLAGS) != 0) {
      throw corrupt();
    }
    skipBytes(6); // time, extra flags, operating system
    if ((flags & FLAG_EXTRA) != 0) {
      skipBytes(littleEndian(2));
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_CRC) != 0) {
      skipBytes(2);
    }
    inMember = true;
    return true;
  }

  /// Gives back what the inflater did not need, then checks the member's trailer.
  private void leaveMember() throws IOException {
    int unused = inflater.getRemaining();
    in.unread(buffer, filled - unused, unused);
    long size = inflater.getBytesWritten();
    if (littleEndian(4) != crc.getValue() || littleEndian(4) != (size & 0xffff_ffffL)) {
      throw corrupt();
    }
    crc.reset();
    inflater.reset();
    filled = 0;
    inMember = false;
  }

  private long littleEndian(int bytes) throws IOException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= (long) next() << (8 * i);
    }
    return number;
  }

  private void skipBytes(long count) throws IOException {
    for (long i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // Goes on to the zero at the end.
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  private int next() throws IOException {
    int read = in.read();
    if (read < 0) {
      throw corrupt();
    }
    return read;
  }

  private static CorruptBodyException corrupt() {
    return new CorruptBodyException("not valid gzip");
  }
}
