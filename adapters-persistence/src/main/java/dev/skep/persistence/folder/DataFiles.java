package dev.skep.persistence.folder;

import java.nio.file.Path;

/// Where what lies in a data folder.
public record DataFiles(Path folder) {
  public Path catalogue() {
    return folder.resolve("catalogue.db");
  }

  public Path segments() {
    return folder.resolve("segments");
  }

  public Path segment(String fileName) {
    return segments().resolve(fileName);
  }

  /// Locked by the Skep that has the folder.
  public Path lock() {
    return folder.resolve("skep.lock");
  }

  /// The copies that Skep made of the folder while it ran.
  public Path backups() {
    return folder.resolve("backups");
  }
}
