/// What all traces that a query finds come to: figures, and how many took how long when.
@NullMarked
package dev.skep.domain.search.overview;

import org.jspecify.annotations.NullMarked;
