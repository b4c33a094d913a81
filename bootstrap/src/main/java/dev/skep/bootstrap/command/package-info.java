/// The commands beside serving: what they say, and with what they end. The work itself is the
/// store's.
@NullMarked
package dev.skep.bootstrap.command;

import org.jspecify.annotations.NullMarked;
