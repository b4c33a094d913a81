/// The program: reads the settings, wires the modules, starts and stops.
@NullMarked
package dev.skep.bootstrap;

import org.jspecify.annotations.NullMarked;
