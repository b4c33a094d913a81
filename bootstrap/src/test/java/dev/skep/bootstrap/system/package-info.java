/// The whole program over real HTTP.
package dev.skep.bootstrap.system;
