/// One trace taken apart, for whoever looks at it: its tree with what is missing, what is folded,
/// its critical path, and sums. Everything here takes any trace (a chain or a star of 100,000
/// spans, cycles, spans of one id), recurses never, and needs no more time than sorting does.
@NullMarked
package dev.skep.domain.anatomy;

import org.jspecify.annotations.NullMarked;
