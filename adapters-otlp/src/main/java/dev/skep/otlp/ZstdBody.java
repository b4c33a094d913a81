package dev.skep.otlp;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/// Decompresses Zstandard, and calls bad data by our name for it.
final class ZstdBody extends InputStream {
  private final ZstdInputStreamNoFinalizer in;
  private final byte[] single = new byte[1];

  ZstdBody(ZstdInputStreamNoFinalizer in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    try {
      return in.read(bytes, from, count);
    } catch (ZstdIOException e) {
      throw new CorruptBodyException("not valid zstd");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
