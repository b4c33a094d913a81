package dev.skep.persistence.tools;

/// What was asked for cannot be done with this data folder. The message is one sentence for the
/// operator.
public final class ToolFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ToolFailedException(String message) {
    super(message);
  }

  public ToolFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
