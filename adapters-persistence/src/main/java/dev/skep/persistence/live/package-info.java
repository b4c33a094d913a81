/// What a segment that is not sealed is searched by: an index in memory.
@NullMarked
package dev.skep.persistence.live;

import org.jspecify.annotations.NullMarked;
