/// The web door: the Trace Explorer's pages and the query APIs.
@NullMarked
package dev.skep.web;

import org.jspecify.annotations.NullMarked;
