/// Segments: the files that hold spans, from the first row to their removal.
@NullMarked
package dev.skep.persistence.segment;

import org.jspecify.annotations.NullMarked;
