package dev.skep.persistence.tools;

import java.nio.file.Path;

/// A copy of a data folder.
///
/// @param bytes of all its files
public record FolderCopy(Path folder, int segments, long bytes) {}
