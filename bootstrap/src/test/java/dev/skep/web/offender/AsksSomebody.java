package dev.skep.web.offender;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/// Looks at what a span names.
public final class AsksSomebody {
  InputStream preview(String address) throws IOException {
    return URI.create(address).toURL().openStream();
  }
}
