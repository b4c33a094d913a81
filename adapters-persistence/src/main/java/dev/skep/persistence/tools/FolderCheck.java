package dev.skep.persistence.tools;

import dev.skep.persistence.folder.DataFiles;
import dev.skep.persistence.folder.DataFolder;
import dev.skep.persistence.segment.Catalogue;
import dev.skep.persistence.segment.Catalogue.Entry;
import dev.skep.persistence.segment.Catalogue.State;
import dev.skep.persistence.sqlite.Migrations;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Looks whether all files of a data folder are whole and agree with one another. Reads only, so it
/// does no harm beside a running Skep.
public final class FolderCheck {
  private final DataFiles files;
  private final boolean inUse;

  private FolderCheck(DataFiles files, boolean inUse) {
    this.files = files;
    this.inUse = inUse;
  }

  /// Prepares to look at a folder.
  ///
  /// @throws ToolFailedException if there is no such folder
  public static FolderCheck of(Path folder) {
    var files = new DataFiles(folder);
    if (!Files.isRegularFile(files.catalogue())) {
      throw new ToolFailedException("There is no data of Skep in " + folder + ".");
    }
    try {
      return new FolderCheck(files, DataFolder.isInUse(folder));
    } catch (IOException e) {
      throw new ToolFailedException("The file " + files.lock() + " cannot be read.", e);
    }
  }

  /// Whether a Skep was running on the folder when this began.
  public boolean inUse() {
    return inUse;
  }

  /// Looks at one file after the other.
  ///
  /// @param each is told of each file
  /// @return whether there is no trouble
  public boolean run(Consumer<CheckedFile> each) {
    // Before the catalogue is read: a file of a new segment is there first.
    var unknown = new TreeSet<>(segmentFiles());
    List<CheckedFile> all = new ArrayList<>();
    Consumer<CheckedFile> noting =
        file -> {
          all.add(file);
          each.accept(file);
        };
    CheckedFile catalogue = checkCatalogue();
    noting.accept(catalogue);
    if (catalogue.isGood()) {
      for (Entry entry : entries()) {
        unknown.remove(entry.fileName());
        check(entry, noting);
      }
      unknown.forEach(name -> noteUnknown(name, noting));
    }
    return all.stream().allMatch(CheckedFile::isGood);
  }

  private CheckedFile checkCatalogue() {
    List<Finding> findings = new ArrayList<>();
    String content = "";
    try (Connection connection = SqliteConnections.readOnly(files.catalogue())) {
      findings.addAll(DatabaseCheck.of(connection, Migrations.CATALOGUE));
      int segments = Catalogue.read(connection).size();
      content = segments + (segments == 1 ? " segment" : " segments");
    } catch (SQLException e) {
      findings.add(DatabaseCheck.unreadable(e));
    }
    return new CheckedFile("catalogue.db", content, findings);
  }

  private void check(Entry entry, Consumer<CheckedFile> each) {
    Path file = files.segment(entry.fileName());
    String state = entry.state().name().toLowerCase(Locale.ROOT);
    List<Finding> findings = new ArrayList<>();
    String content = state;
    if (!Files.exists(file)) {
      if (isStillNamed(entry)) {
        findings.add(new Finding(Finding.Kind.MISSING, ""));
        each.accept(new CheckedFile(name(entry.fileName()), content, findings));
      }
      return;
    }
    if (entry.state() == State.DAMAGED) {
      findings.add(new Finding(Finding.Kind.SET_ASIDE, ""));
      each.accept(new CheckedFile(name(entry.fileName()), content, findings));
      return;
    }
    try (Connection connection = SqliteConnections.readOnly(file)) {
      findings.addAll(DatabaseCheck.of(connection, Migrations.SEGMENT));
      if (findings.stream().noneMatch(Finding::isTrouble)) {
        var check = new SegmentCheck(connection);
        content = state + ", " + check.content(entry.state());
        if (entry.state() == State.SEALED) {
          findings.addAll(check.sealed(entry.facts()));
        }
      }
    } catch (SQLException e) {
      findings.add(DatabaseCheck.unreadable(e));
    }
    each.accept(new CheckedFile(name(entry.fileName()), content, findings));
  }

  private void noteUnknown(String fileName, Consumer<CheckedFile> each) {
    // One that a running Skep is beginning, or is just removing, is no trouble.
    if (!inUse && Files.exists(files.segment(fileName))) {
      var finding = new Finding(Finding.Kind.UNKNOWN, "");
      each.accept(new CheckedFile(name(fileName), "", List.of(finding)));
    }
  }

  private static String name(String fileName) {
    return "segments/" + fileName;
  }

  private boolean isStillNamed(Entry entry) {
    return entries().stream().anyMatch(now -> now.number() == entry.number());
  }

  private List<Entry> entries() {
    try (Connection connection = SqliteConnections.readOnly(files.catalogue())) {
      return Catalogue.read(connection);
    } catch (SQLException e) {
      throw new ToolFailedException("The file " + files.catalogue() + " cannot be read.", e);
    }
  }

  /// The names of the files in `segments/`, but those that SQLite keeps beside a database.
  private List<String> segmentFiles() {
    if (!Files.isDirectory(files.segments())) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(files.segments())) {
      return paths
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> !name.matches(".*\\.db-(wal|shm|journal)") || isAlone(name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the database of such a file is not there.
  private boolean isAlone(String name) {
    return !Files.exists(files.segment(name.substring(0, name.lastIndexOf('-'))));
  }
}
