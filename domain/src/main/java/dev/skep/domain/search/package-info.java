/// What it means to look for traces: filters, order, pages. Every store must agree with these
/// definitions.
@NullMarked
package dev.skep.domain.search;

import org.jspecify.annotations.NullMarked;
