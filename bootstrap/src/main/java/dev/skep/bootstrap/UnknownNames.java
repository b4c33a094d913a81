package dev.skep.bootstrap;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds variables that look like settings and are none: a misspelt key must not leave the door
/// open or shut without a word.
final class UnknownNames {
  /// How many letters may be wrong of so many.
  private static final int LETTERS_PER_SLIP = 4;

  private UnknownNames() {}

  /// One line for each, in alphabetical order, with the setting that was probably meant.
  static List<String> mistakes(Collection<String> names) {
    return names.stream()
        .filter(name -> name.startsWith(Setting.PREFIX))
        .filter(name -> Arrays.stream(Setting.values()).noneMatch(s -> s.name().equals(name)))
        .sorted()
        .map(UnknownNames::mistake)
        .toList();
  }

  private static String mistake(String name) {
    return name
        + " is not a setting of this version. "
        + meant(name)
            .map(setting -> "Did you mean " + setting + "?")
            .orElse("README.md lists all settings.");
  }

  /// The setting that is spelt almost so; or else the one that has all words of the name.
  private static Optional<Setting> meant(String name) {
    String end = name.substring(Setting.PREFIX.length());
    Optional<Setting> similar =
        Arrays.stream(Setting.values())
            .filter(setting -> slips(name, setting.name()) <= end.length() / LETTERS_PER_SLIP)
            .min(Comparator.comparingInt(setting -> slips(name, setting.name())));
    return similar.or(() -> {
      List<String> words = List.of(end.split("_"));
      return Arrays.stream(Setting.values())
          .filter(setting -> List.of(setting.name().split("_")).containsAll(words))
          .findFirst();
    });
  }

  /// How many letters must be put in, left out, replaced or swapped with the next one to make `b`
  /// of `a` (optimal string alignment).
  private static int slips(String a, String b) {
    int[][] slips = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        slips[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : least(slips, a, b, i, j);
      }
    }
    return slips[a.length()][b.length()];
  }

  private static int least(int[][] slips, String a, String b, int i, int j) {
    int replaced = slips[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, 1 + slips[i - 2][j - 2]) : least;
  }
}
