/// Traffic of any size that looks as if Grafana Beyla v2.8.5 had sent it: the same seed gives the
/// same bytes. Made once, written to a file, and replayed as often as needed with other ids and
/// times.
///
/// The pieces of a span that repeat (names, attributes, resources) are kept in their binary form,
/// so that making a span is mostly copying bytes.
@NullMarked
package dev.skep.benchmarks.traffic;

import org.jspecify.annotations.NullMarked;
