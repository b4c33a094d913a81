package dev.skep.otlp;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataListener;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.LazyString;
import java.nio.charset.Charset;
import java.util.function.Supplier;

/// Reads with another reader, and takes a new one for each request.
///
/// What a reader has read it keeps as a chain, each link of which knows the one after it. Once one
/// link has become old to the garbage collector, it looks alive to every collection of what is
/// young, and so do all that were ever read after it: at full load a third of what was young grew
/// old for nothing. A chain that ends with its request does not.
class PerRequestReader extends DataReader {
  private final Supplier<byte[]> source;
  private DataReader current;

  /// @param source the next bytes, or null when there are no more
  @SuppressWarnings("removal") // of subclasses; by then the server may have limits of its own
  PerRequestReader(Supplier<byte[]> source) {
    super(source);
    this.source = source;
    current = DataReader.create(source);
  }

  /// To be called when a request has been read; what was read beyond it stays.
  ///
  /// @return whether there is anything beyond it
  final boolean renew() {
    if (available() > 0) {
      return true;
    }
    current = DataReader.create(source);
    return false;
  }

  @Override
  public int available() {
    return current.available();
  }

  @Override
  public void pullData() {
    current.pullData();
  }

  @Override
  public void skip(int length) {
    current.skip(length);
  }

  @Override
  public void ensureAvailable() {
    current.ensureAvailable();
  }

  @Override
  public byte read() {
    return current.read();
  }

  @Override
  public byte lookup() {
    return current.lookup();
  }

  @Override
  public boolean startsWithNewLine() {
    return current.startsWithNewLine();
  }

  @Override
  public boolean startsWith(byte[] prefix) {
    return current.startsWith(prefix);
  }

  @Override
  public BufferData readBuffer() {
    return current.readBuffer();
  }

  @Override
  public BufferData readBuffer(int length) {
    return current.readBuffer(length);
  }

  @Override
  public BufferData getBuffer(int length) {
    return current.getBuffer(length);
  }

  @Override
  public LazyString readLazyString(Charset charset, int length) {
    return current.readLazyString(charset, length);
  }

  @Override
  public String readAsciiString(int length) {
    return current.readAsciiString(length);
  }

  @Override
  public byte[] readBytes(int length) {
    return current.readBytes(length);
  }

  @Override
  public String readLine() {
    return current.readLine();
  }

  @Override
  public int findOrNewLine(byte sign, int most) {
    return current.findOrNewLine(sign, most);
  }

  @Override
  public int findNewLine(int most) {
    return current.findNewLine(most);
  }

  @Override
  public String debugDataHex() {
    return current.debugDataHex();
  }

  @Override
  public <T> void listener(DataListener<T> listener, T context) {
    current.listener(listener, context);
  }
}
