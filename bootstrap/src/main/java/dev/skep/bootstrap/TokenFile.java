package dev.skep.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/// The access token that Skep made for itself: a file in the data folder that its owner alone may
/// read. It stays the same from start to start; when the file is deleted, the next start makes
/// another one. Backups do not hold it.
///
/// Source: `docs/adr/0035-a-token-opens-the-explorer.md`.
final class TokenFile {
  private static final String NAME = "access-token";
  private static final int TOKEN_BYTES = 24;
  private static final Pattern TOKEN = Pattern.compile("[!-~]{16,256}");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private TokenFile() {}

  /// The token of this folder, made now if there is none.
  ///
  /// @param folder is there, and nobody else works in it
  /// @throws CannotStartException if the file can be neither read nor written
  static String in(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      if (Files.exists(file)) {
        keepToOwner(file);
        String token = Files.readString(file).strip();
        if (TOKEN.matcher(token).matches()) {
          return token;
        }
      }
      String token = random();
      write(file, token);
      return token;
    } catch (IOException e) {
      throw new CannotStartException(
          "Cannot keep the access token in "
              + file
              + ": "
              + e.getMessage()
              + ". TRACES_EXPLORER_TOKEN sets one that needs no file.",
          e);
    }
  }

  /// The token of this folder; empty if there is none, or none that may be read.
  static String existing(Path folder) {
    try {
      return Files.readString(folder.resolve(NAME)).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static void write(Path file, String token) throws IOException {
    Path partial = file.resolveSibling(NAME + ".partial");
    Files.deleteIfExists(partial);
    Files.createFile(partial, ownerOnly(file));
    Files.writeString(partial, token + "\n");
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void keepToOwner(Path file) throws IOException {
    if (isPosix(file) && !Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
      Files.setPosixFilePermissions(file, OWNER_ONLY);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return isPosix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static String random() {
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    return HexFormat.of().formatHex(token);
  }
}
