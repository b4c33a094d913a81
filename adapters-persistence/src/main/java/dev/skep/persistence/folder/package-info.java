/// The data folder: where what lies in it, whose it is, and how much room it takes.
@NullMarked
package dev.skep.persistence.folder;

import org.jspecify.annotations.NullMarked;
