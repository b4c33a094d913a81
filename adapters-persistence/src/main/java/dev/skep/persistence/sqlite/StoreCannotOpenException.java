package dev.skep.persistence.sqlite;

/// The store cannot be opened, for a reason that the operator can understand and mend. The message
/// is one sentence for them.
public final class StoreCannotOpenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreCannotOpenException(String message) {
    super(message);
  }

  public StoreCannotOpenException(String message, Throwable cause) {
    super(message, cause);
  }
}
