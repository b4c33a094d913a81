/// How a full segment is sealed: from what its index in memory knows, all that it is searched by is
/// written into its file. How that is read, `sealed` knows; when it is to be done, `segment`.
@NullMarked
package dev.skep.persistence.sealing;

import org.jspecify.annotations.NullMarked;
