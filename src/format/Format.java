import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Puts every hand-written Java file below a folder into google-java-format's form, or says which
/// are not. Looks only at what was written since all was well the last time, so that a build that
/// changes little waits little; a fresh clone is looked at as a whole.
///
/// Started by the root `pom.xml` as `java Format.java check|fix FOLDER`.
class Format {
  public static void main(String[] args) throws Exception {
    var mode = args[0];
    var root = Path.of(args[1]);

    var begun = FileTime.from(Instant.now());
    var files = javaFilesBelow(root, lastTime(root));
    switch (mode) {
      case "check" -> check(root, files);
      case "fix" -> format("--replace", files);
      default -> fail("skep.format is \"check\" or \"fix\", not \"" + mode + "\".");
    }
    // What was written meanwhile is looked at the next time.
    Files.createDirectories(stamp(root).getParent());
    Files.writeString(stamp(root), "");
    Files.setLastModifiedTime(stamp(root), begun);
  }

  private static Path stamp(Path root) {
    return root.resolve("target").resolve("all-is-formatted");
  }

  private static FileTime lastTime(Path root) throws IOException {
    return Files.exists(stamp(root))
        ? Files.getLastModifiedTime(stamp(root))
        : FileTime.fromMillis(0);
  }

  private static void check(Path root, List<String> files) throws Exception {
    var badlyFormatted = format("--dry-run", files).lines().toList();
    if (badlyFormatted.isEmpty()) {
      return;
    }
    System.err.println("Not formatted as google-java-format writes it:");
    badlyFormatted.forEach(file -> System.err.println("  " + root.relativize(Path.of(file))));
    fail("To put it right: mvn -q -N validate -Dskep.format=fix");
  }

  /// What google-java-format prints: with `--dry-run`, the files that it would change.
  private static String format(String option, List<String> files) throws Exception {
    if (files.isEmpty()) {
      return "";
    }
    var printed = new StringWriter();
    var formatter =
        new Main(
            new PrintWriter(printed, true),
            new PrintWriter(System.err, true),
            InputStream.nullInputStream());
    var arguments = new ArrayList<>(List.of(option));
    arguments.addAll(files);

    if (formatter.format(arguments.toArray(String[]::new)) != 0) {
      fail("google-java-format could not read the files named above.");
    }
    return printed.toString();
  }

  private static List<String> javaFilesBelow(Path root, FileTime since) throws IOException {
    var found = new ArrayList<String>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(".java")
            && isHandWritten(root.relativize(file))
            && Files.getLastModifiedTime(file).compareTo(since) >= 0) {
          found.add(file.toString());
        }
      }
    }
    return found;
  }

  /// Nothing in `target`, and nothing in hidden folders.
  private static boolean isHandWritten(Path file) {
    for (Path part : file) {
      if (part.toString().equals("target") || part.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(1);
  }
}
