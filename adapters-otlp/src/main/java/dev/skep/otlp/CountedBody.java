package dev.skep.otlp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that ends in a [BodyTooLargeException] after so many bytes. Closing it leaves the
/// stream below open, for that one belongs to the server.
final class CountedBody extends FilterInputStream {
  private long left;

  CountedBody(InputStream in, long limit) {
    super(in);
    this.left = limit;
  }

  @Override
  public int read() throws IOException {
    int read = in.read();
    if (read >= 0) {
      count(1);
    }
    return read;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    int read = in.read(bytes, from, count);
    if (read > 0) {
      count(read);
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = in.skip(count);
    count(skipped);
    return skipped;
  }

  private void count(long read) throws BodyTooLargeException {
    left -= read;
    if (left < 0) {
      throw new BodyTooLargeException();
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {}
}
