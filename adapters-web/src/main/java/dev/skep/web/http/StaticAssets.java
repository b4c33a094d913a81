package dev.skep.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Style sheets, scripts and the mark: a fixed list, read from the class path once. Each has a
/// digest of its content in its URL, so a browser may keep it for ever and a new version is seen at
/// once. Nothing else is ever served: there is no folder to walk.
public final class StaticAssets {
  public static final String PATH = "/static/";

  private static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
  private static final List<Source> SOURCES =
      List.of(
          new Source("tokens", "tokens.css", "static/tokens.css", "text/css; charset=utf-8"),
          new Source("style", "skep.css", "static/skep.css", "text/css; charset=utf-8"),
          new Source("script", "skep.js", "static/skep.js", "text/javascript; charset=utf-8"),
          new Source(
              "traceScript", "trace.js", "static/trace.js", "text/javascript; charset=utf-8"),
          new Source("heatScript", "heat.js", "static/heat.js", "text/javascript; charset=utf-8"),
          new Source(
              "queryScript", "query.js", "static/query.js", "text/javascript; charset=utf-8"),
          new Source("htmx", "htmx.min.js", HTMX, "text/javascript; charset=utf-8"),
          new Source("mark", "skep.svg", "static/skep.svg", "image/svg+xml"));
  private static final int DIGEST_BYTES = 8;

  private final Map<String, Asset> byPath = new HashMap<>();
  private final Map<String, String> urls = new HashMap<>();

  /// @param key how templates name it
  private record Source(String key, String fileName, String resource, String mediaType) {}

  /// One file.
  public static final class Asset {
    private final byte[] content;
    private final String mediaType;

    private Asset(byte[] content, String mediaType) {
      this.content = content;
      this.mediaType = mediaType;
    }

    public byte[] content() {
      return content.clone();
    }

    public String mediaType() {
      return mediaType;
    }
  }

  public StaticAssets() {
    for (Source source : SOURCES) {
      byte[] content = read(source.resource());
      String url = PATH + digest(content) + "/" + source.fileName();
      byPath.put(url, new Asset(content, source.mediaType()));
      urls.put(source.key(), url);
    }
  }

  /// The URL of each file, by the name that templates use.
  public Map<String, String> urls() {
    return Map.copyOf(urls);
  }

  /// The file at exactly this path.
  public Optional<Asset> find(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  private static byte[] read(String resource) {
    try (InputStream in = StaticAssets.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
