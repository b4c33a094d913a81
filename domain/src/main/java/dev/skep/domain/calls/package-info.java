/// What it means to count calls: how many, how many failed, how long they took, and who called
/// whom. Every store must agree with these definitions, however it keeps its sums.
@NullMarked
package dev.skep.domain.calls;

import org.jspecify.annotations.NullMarked;
