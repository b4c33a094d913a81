/// Demonstration traffic: a small made-up estate whose traces look as if Grafana Beyla had sent
/// them, and the sender that posts them. Knows OTLP's messages; knows nothing of the rest of Skep.
@NullMarked
package dev.skep.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
