/// The store: keeps and finds traces in SQLite.
@NullMarked
package dev.skep.persistence;

import org.jspecify.annotations.NullMarked;
