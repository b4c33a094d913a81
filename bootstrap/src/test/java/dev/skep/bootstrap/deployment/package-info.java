/// The files that people deploy Skep and Beyla with: there is no container engine to try them on
/// here, so they are compared with what their readers promise to understand.
package dev.skep.bootstrap.deployment;
