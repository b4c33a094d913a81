/// The Explorer in a real Chromium, as a person uses it.
package dev.skep.bootstrap.browser;
