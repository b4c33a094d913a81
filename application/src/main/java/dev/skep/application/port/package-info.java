/// The driven side: what a store must be able to do. Each port has one contract that every store
/// passes.
@NullMarked
package dev.skep.application.port;

import org.jspecify.annotations.NullMarked;
