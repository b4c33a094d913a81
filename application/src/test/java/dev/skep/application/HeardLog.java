package dev.skep.application;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What a class logs meanwhile; nobody else hears of it.
public final class HeardLog extends Handler implements AutoCloseable {
  private final Logger logger;
  private final List<LogRecord> lines = new ArrayList<>();

  /// Listens from now on.
  public HeardLog(Class<?> speaker) {
    logger = Logger.getLogger(speaker.getName());
    logger.addHandler(this);
    logger.setUseParentHandlers(false);
  }

  public List<LogRecord> lines() {
    return lines;
  }

  public List<String> messages() {
    return lines.stream().map(LogRecord::getMessage).toList();
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(line);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
