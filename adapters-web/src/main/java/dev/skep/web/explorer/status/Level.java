package dev.skep.web.explorer.status;

/// How bad a finding is; worse ones come later.
public enum Level {
  /// As it should be.
  FINE("icon icon-ok", "fine"),
  /// Somebody should look at it.
  LOOK("icon icon-warn", "look"),
  /// Something does not work.
  BAD("icon icon-error", "bad");

  private final String icon;
  private final String word;

  Level(String icon, String word) {
    this.icon = icon;
    this.word = word;
  }

  /// Classes of the sign.
  public String icon() {
    return icon;
  }

  /// For those who do not see the sign.
  public String word() {
    return word;
  }
}
