package dev.skep.web.http;

import java.util.Locale;

/// Light, dark, or as the reader's system has it.
public enum Theme {
  SYSTEM,
  LIGHT,
  DARK;

  private final String slug = name().toLowerCase(Locale.ROOT);

  /// The theme with this slug; the system's for anything else.
  public static Theme ofSlug(String slug) {
    for (Theme theme : values()) {
      if (theme.slug.equals(slug)) {
        return theme;
      }
    }
    return SYSTEM;
  }

  /// The name in lower case, as the cookie and the form write it.
  public String slug() {
    return slug;
  }

  /// The theme that the switch leads to.
  public Theme next() {
    return switch (this) {
      case SYSTEM -> DARK;
      case DARK -> LIGHT;
      case LIGHT -> SYSTEM;
    };
  }

  /// What the switch says of itself.
  public String title() {
    String now = this == SYSTEM ? "Theme follows the system." : "Theme is " + slug + ".";
    return now + (next() == SYSTEM ? " Press to follow the system" : " Press for " + next().slug);
  }
}
