import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Puts every hand-written Java file below a folder into google-java-format's form, or says which
/// are not.
///
/// Started by the root `pom.xml` as `java Format.java check|fix FOLDER`.
class Format {
  public static void main(String[] args) throws Exception {
    var mode = args[0];
    var root = Path.of(args[1]);

    switch (mode) {
      case "check" -> check(root);
      case "fix" -> format("--replace", javaFilesBelow(root));
      default -> fail("skep.format is \"check\" or \"fix\", not \"" + mode + "\".");
    }
  }

  private static void check(Path root) throws Exception {
    var badlyFormatted = format("--dry-run", javaFilesBelow(root)).lines().toList();
    if (badlyFormatted.isEmpty()) {
      return;
    }
    System.err.println("Not formatted as google-java-format writes it:");
    badlyFormatted.forEach(file -> System.err.println("  " + root.relativize(Path.of(file))));
    fail("To put it right: mvn -q -N validate -Dskep.format=fix");
  }

  /// What google-java-format prints: with `--dry-run`, the files that it would change.
  private static String format(String option, List<String> files) throws Exception {
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

  private static List<String> javaFilesBelow(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> isHandWritten(root.relativize(file)))
          .map(Path::toString)
          .toList();
    }
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
