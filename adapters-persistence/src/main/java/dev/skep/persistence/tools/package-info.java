/// What an operator does with a data folder beside the running Skep, or without one: copy it, check
/// it, ask it with SQL. Nothing here writes to the folder or takes its lock.
@NullMarked
package dev.skep.persistence.tools;

import org.jspecify.annotations.NullMarked;
