package dev.skep.web.http;

/// What tells one reader from another: a session, what a proxy says, or else where a request comes
/// from. Never shown.
public record ReaderName(String text) {
  @Override
  public String toString() {
    return "a reader";
  }
}
