package dev.skep.bootstrap.command;

import dev.skep.persistence.tools.CheckedFile;
import dev.skep.persistence.tools.Finding;
import dev.skep.persistence.tools.FolderCheck;
import dev.skep.persistence.tools.ToolFailedException;
import java.io.PrintStream;
import java.nio.file.Path;

/// `skep check [DIR]`: a line for each file, what to do about each trouble, and a last line.
public final class CheckCommand {
  private final PrintStream out;
  private final PrintStream err;
  private int files;
  private int bad;

  public CheckCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /// Does it, and says what the process ends with.
  ///
  /// @return one of [ExitCode]
  public int run(Path data) {
    try {
      FolderCheck check = FolderCheck.of(data);
      if (check.inUse()) {
        out.println("A Skep is running on " + data + "; it is checked as it is being written.");
      }
      boolean good = check.run(this::print);
      out.println(
          good
              ? "All is well: " + Words.count(files, "file") + " in " + data
              : "Trouble in " + bad + " of " + Words.count(files, "file") + " in " + data);
      return good ? ExitCode.GOOD : ExitCode.TROUBLE;
    } catch (ToolFailedException e) {
      err.println(e.getMessage());
      return ExitCode.TROUBLE;
    }
  }

  private void print(CheckedFile file) {
    files++;
    bad += file.isGood() ? 0 : 1;
    String content = file.content().isEmpty() ? "" : "  " + file.content();
    out.println((file.isGood() ? "ok       " : "TROUBLE  ") + file.name() + content);
    for (Finding finding : file.findings()) {
      String detail = finding.detail().isEmpty() ? "" : " (" + finding.detail() + ")";
      out.println("         " + what(finding.kind()) + detail + ".");
      out.println("         " + advice(finding.kind()));
    }
  }

  private static String what(Finding.Kind kind) {
    return switch (kind) {
      case DAMAGED -> "The file is damaged";
      case UNREADABLE -> "The file cannot be read";
      case DANGLING -> "Rows point to rows that are not there";
      case NEWER_SCHEMA -> "The file was written by a newer Skep";
      case OLDER_SCHEMA -> "The file was written by an older Skep";
      case MISSING -> "The file is missing";
      case UNKNOWN -> "The catalogue does not know this file";
      case SET_ASIDE -> "Skep found the file damaged and set it aside";
      case FEWER -> "There is less than when it was sealed";
      case MORE -> "There is more than when it was sealed";
      case SEARCH_TABLES -> "Searching will not find what is there";
    };
  }

  private static String advice(Finding.Kind kind) {
    return switch (kind) {
      case DAMAGED, SET_ASIDE ->
          "Take the file from a backup, or save what can be read: sqlite3 FILE .recover | sqlite3"
              + " saved.db";
      case UNREADABLE -> "See to its permissions and its disk, and check again.";
      case DANGLING, MORE ->
          "Skep did not write this. Take the file from a backup; tell Skep's makers if nobody"
              + " else wrote to it.";
      case NEWER_SCHEMA -> "Use that Skep, or a backup made before it.";
      case OLDER_SCHEMA -> "Nothing to do: the next start brings it up.";
      case MISSING -> "Stop Skep and put the file back, from a backup if need be.";
      case UNKNOWN ->
          "Its spans are not shown. Left over from a segment that was dropped, it can be deleted.";
      case FEWER -> "Nothing to do if traces were erased; otherwise take the file from a backup.";
      case SEARCH_TABLES -> "The spans are there, for \"skep sql\". Take the file from a backup.";
    };
  }
}
