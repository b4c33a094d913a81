/// SQLite itself: connections, migrations, reading within a time limit, what an error means.
@NullMarked
package dev.skep.persistence.sqlite;

import org.jspecify.annotations.NullMarked;
