/// The writer thread and what waits for it.
@NullMarked
package dev.skep.persistence.write;

import org.jspecify.annotations.NullMarked;
