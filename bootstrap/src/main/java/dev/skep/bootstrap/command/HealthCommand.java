package dev.skep.bootstrap.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// `skep health`: asks the Skep of these settings whether it is ready, as containers and
/// supervisors want to know it without a further program such as curl.
///
/// It is started every few seconds, so it uses of Java what is quick to start.
public final class HealthCommand {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 1024;

  private final PrintStream out;
  private final PrintStream err;

  public HealthCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /// Does it, and says what the process ends with.
  ///
  /// @param host the address that Skep listens on
  /// @param port the port; 0 is nobody's
  /// @return one of [ExitCode]
  public int run(String host, int port) {
    if (port == 0) {
      err.println("TRACES_PORT is 0: nobody knows which port was picked.");
      return ExitCode.BAD_USE;
    }
    try {
      HttpURLConnection connection = ask(host, port);
      String answer = text(connection);
      boolean ready = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      (ready ? out : err).println(answer);
      return ready ? ExitCode.GOOD : ExitCode.TROUBLE;
    } catch (IOException e) {
      err.println("No answer from " + host + ":" + port + ": " + e.getMessage());
      return ExitCode.TROUBLE;
    }
  }

  private static HttpURLConnection ask(String host, int port) throws IOException {
    URI ready = ListenAddress.of(host, port).resolve("/health/ready");
    HttpURLConnection connection = (HttpURLConnection) ready.toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()));
    connection.setReadTimeout(Math.toIntExact(PATIENCE.toMillis()));
    return connection;
  }

  private static String text(HttpURLConnection connection) throws IOException {
    boolean good = connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST;
    try (InputStream body = good ? connection.getInputStream() : connection.getErrorStream()) {
      return body == null
          ? "Status " + connection.getResponseCode()
          : new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }
  }
}
