package dev.skep.persistence.tools;

import dev.skep.persistence.folder.DataFiles;
import dev.skep.persistence.folder.OwnerOnly;
import dev.skep.persistence.segment.Catalogue;
import dev.skep.persistence.segment.Catalogue.Entry;
import dev.skep.persistence.segment.Catalogue.State;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Copies a data folder while a Skep is running on it, or none. Every span that was acknowledged
/// before is in the copy, and a Skep can be started on it.
///
/// The catalogue is copied first; it says what belongs to the copy. Then the file of each segment
/// that it names is opened, and only when all are open they are copied, one after the other. What
/// may happen meanwhile:
///
/// - **Spans arrive**, in the open segment or in one begun since. Those of the open segment are in
///   the copy if they came before its turn.
/// - **A segment is sealed.** Its file may then have the tables of a sealed one while the copied
///   catalogue calls it full. So it stands after a crash between the two, too: it is sealed again.
/// - **A segment is dropped.** Its file is open here, so it can be copied although its name is
///   gone, and whatever was saved from it into a newer one is there anyway. If it goes in the
///   moment between the catalogue and the opening, all begins again.
public final class FolderBackup {
  private static final int MOST_BEGINNINGS = 10;

  private final DataFiles from;
  private final DataFiles to;
  private final CopyProgress progress;

  private FolderBackup(DataFiles from, DataFiles to, CopyProgress progress) {
    this.from = from;
    this.to = to;
    this.progress = progress;
  }

  /// Makes a copy of the folder `source`. It grows under another name beside `target` and gets its
  /// name when it is whole and on disk.
  ///
  /// @param target a folder that is empty or not there
  /// @throws ToolFailedException if there is no copy
  public static FolderCopy make(Path source, Path target, CopyProgress progress) {
    var from = new DataFiles(source);
    if (!Files.isRegularFile(from.catalogue())) {
      throw new ToolFailedException("There is no data of Skep in " + source + ".");
    }
    try (var growing = GrowingFolder.beside(target)) {
      var backup = new FolderBackup(from, new DataFiles(growing.folder()), progress);
      int segments = backup.copyAll();
      long bytes = growing.finish();
      return new FolderCopy(target, segments, bytes);
    } catch (IOException e) {
      throw new ToolFailedException(
          "The copy could not be written ("
              + e.getClass().getSimpleName().replace("Exception", "")
              + ": "
              + e.getMessage()
              + ").",
          e);
    }
  }

  /// Removes what was left in a folder of copies by some that were cut short. Nobody may be making
  /// one there.
  public static void removeUnfinished(Path copies) {
    try {
      GrowingFolder.deleteAll(copies);
    } catch (IOException e) {
      throw new ToolFailedException("An unfinished copy could not be removed from " + copies, e);
    }
  }

  private int copyAll() throws IOException {
    OwnerOnly.createFolder(to.segments());
    for (int beginning = 0; beginning < MOST_BEGINNINGS; beginning++) {
      copyCatalogue();
      List<Entry> entries = copiedEntries();
      try (OpenFiles files = new OpenFiles()) {
        if (openAll(entries, files)) {
          files.copy(progress);
          return entries.size();
        }
      }
    }
    throw new ToolFailedException(
        "Segments were dropped faster than they could be opened; try again.");
  }

  private void copyCatalogue() throws IOException {
    Files.deleteIfExists(to.catalogue());
    try (OpenFiles catalogue = new OpenFiles()) {
      catalogue.open(from.catalogue(), to.catalogue());
      catalogue.copy(CopyProgress.UNSEEN);
    }
  }

  /// Whether each segment could be opened; if not, one was dropped just now.
  private boolean openAll(List<Entry> entries, OpenFiles files) throws IOException {
    for (Entry entry : entries) {
      Path file = from.segment(entry.fileName());
      if (entry.state() == State.DAMAGED) {
        copyBytes(file, to.segment(entry.fileName()));
      } else if (Files.exists(file)) {
        files.open(file, to.segment(entry.fileName()));
      } else if (isStillNamed(entry)) {
        throw new ToolFailedException(
            "The file " + file + " is missing; \"skep check\" says what can be done.");
      } else {
        return false;
      }
    }
    return true;
  }

  /// SQLite may not be able to copy what it cannot read, and nobody writes to it.
  private static void copyBytes(Path from, Path to) throws IOException {
    for (String suffix : List.of("", "-wal")) {
      Path file = Path.of(from + suffix);
      if (Files.exists(file)) {
        OwnerOnly.create(Path.of(to + suffix));
        try (var out = Files.newOutputStream(Path.of(to + suffix))) {
          Files.copy(file, out);
        }
      }
    }
  }

  private boolean isStillNamed(Entry entry) {
    try (Connection connection = SqliteConnections.readOnly(from.catalogue())) {
      return Catalogue.read(connection).stream().anyMatch(now -> now.number() == entry.number());
    } catch (SQLException e) {
      throw new ToolFailedException("The file " + from.catalogue() + " cannot be read.", e);
    }
  }

  private List<Entry> copiedEntries() {
    // One that could not write would leave a log and its locks beside the copy.
    try (Connection connection = SqliteConnections.reading(to.catalogue())) {
      return Catalogue.read(connection);
    } catch (SQLException e) {
      throw new ToolFailedException("The copy of the catalogue cannot be read.", e);
    }
  }
}
