/// What is searched in a sealed segment: lists of traces, a filter of their ids, and how both are
/// read. Knows the tables of `traces` and its like; does not know when and from what they are made.
@NullMarked
package dev.skep.persistence.sealed;

import org.jspecify.annotations.NullMarked;
