package dev.skep.bootstrap;

import dev.skep.bootstrap.canary.CanaryTarget;
import dev.skep.bootstrap.command.BackupCommand;
import dev.skep.bootstrap.command.CheckCommand;
import dev.skep.bootstrap.command.HealthCommand;
import dev.skep.bootstrap.command.ListenAddress;
import dev.skep.bootstrap.command.SqlArguments;
import dev.skep.bootstrap.command.SqlCommand;
import dev.skep.bootstrap.command.VerifyLiveArguments;
import dev.skep.bootstrap.command.VerifyLiveCommand;
import dev.skep.bootstrap.demo.DemoSender;
import io.helidon.logging.common.LogConfig;
import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The program: reads what it is told, starts, and stops when the system asks it to.
public final class Main {
  private static final int BAD_USE = CannotStartException.BAD_SETTING;
  private static final int CANNOT_START = CannotStartException.TROUBLE;

  private Main() {}

  public static void main(String[] arguments) {
    Command command = Command.parse(List.of(arguments));
    if (!(command instanceof Command.Health)) {
      // Reads logging.properties.
      LogConfig.configureRuntime();
    }
    switch (command) {
      case Command.Serve() -> serve(environment());
      case Command.Demo() -> demo(environment());
      case Command.Rehearse() -> rehearse();
      case Command.Health() -> health();
      case Command.VerifyLive(VerifyLiveArguments asked) -> verifyLive(asked);
      case Command.Backup(String folder) ->
          System.exit(new BackupCommand(System.out, System.err).run(dataFolder(""), folder));
      case Command.Check(String folder) ->
          System.exit(new CheckCommand(System.out, System.err).run(dataFolder(folder)));
      case Command.Sql(SqlArguments sql) ->
          System.exit(
              new SqlCommand(System.out, System.err, isTerminal())
                  .run(dataFolder(sql.folder()), sql));
      case Command.Help() -> System.out.println(Command.USAGE);
      case Command.BadUse(String why) -> fail(BAD_USE, why + "\n" + Command.USAGE);
      case Command.Unknown(String text) ->
          fail(BAD_USE, "There is no command \"" + text + "\".\n" + Command.USAGE);
    }
  }

  private static void serve(Map<String, String> environment) {
    Settings settings = settings(environment);
    SkepApplication skep = start(settings);
    closeAtExit(skep);
    MemoryAtRest.watch();
    System.out.println(StartMessage.of(skep, settings, version()));
  }

  /// A demo keeps its traces apart from the real ones, opens the ingest door, and knocks on it.
  private static void demo(Map<String, String> environment) {
    Map<String, String> demo = new HashMap<>(environment);
    demo.putIfAbsent(Setting.TRACES_DATA_DIR.name(), "./demo-data");
    demo.put(Setting.TRACES_INGESTION_ENABLED.name(), "true");
    String key = randomKey();
    demo.merge(Setting.TRACES_INGESTION_API_KEY.name(), key, (theirs, ours) -> theirs + "," + ours);
    Settings settings = settings(demo);
    SkepApplication skep = start(settings);
    var sender =
        new DemoSender(skep.ingestAddress(), key, RandomGenerator.getDefault(), Clock.systemUTC());
    closeAtExit(sender, skep);
    MemoryAtRest.watch();
    System.out.println(StartMessage.of(skep, settings, version()));
    System.out.println("  Demo       a built-in sender posts Beyla-like traces to it");
    Thread.ofVirtual().name("demo-sender").start(sender);
  }

  private static void rehearse() {
    Path folder = Rehearsal.folder();
    String key = randomKey();
    Settings settings =
        settings(
            Map.of(
                Setting.TRACES_HOST.name(), "127.0.0.1",
                Setting.TRACES_PORT.name(), "0",
                Setting.TRACES_DATA_DIR.name(), folder.toString(),
                Setting.TRACES_INGESTION_ENABLED.name(), "true",
                Setting.TRACES_INGESTION_API_KEY.name(), key,
                // Several of them are filled and sealed.
                Setting.TRACES_SEGMENT_MAX_SPANS.name(), "50000"));
    boolean good = false;
    try (SkepApplication skep = start(settings)) {
      good = Rehearsal.run(skep, key, Clock.systemUTC());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Rehearsal.delete(folder);
    }
    System.out.println(good ? "All went well." : "Something is the matter.");
    System.exit(good ? 0 : CANNOT_START);
  }

  private static void health() {
    Settings settings = known(environment());
    System.exit(new HealthCommand(System.out, System.err).run(settings.host(), settings.port()));
  }

  private static void verifyLive(VerifyLiveArguments asked) {
    Settings settings = known(environment());
    ReadingSettings reading = settings.reading();
    boolean here = asked.address().isEmpty();
    // A token that this Skep made for itself is nobody else's business.
    String token =
        here && reading.makesToken()
            ? TokenFile.existing(settings.store().dataDirectory())
            : reading.token();
    URI address = here ? ownAddress(settings) : URI.create(asked.address());
    System.exit(
        new VerifyLiveCommand(System.out, System.err, Clock.systemUTC())
            .run(new CanaryTarget(address, settings.canary().key(), token), asked));
  }

  private static URI ownAddress(Settings settings) {
    if (settings.port() == 0) {
      throw fail(BAD_USE, "TRACES_PORT is 0: nobody knows which port was picked. Use --url.");
    }
    try {
      return ListenAddress.of(settings.host(), settings.port());
    } catch (UnknownHostException e) {
      throw fail(BAD_USE, "TRACES_HOST is no address of this machine: " + settings.host());
    }
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    try {
      environment.putAll(EnvFile.read(Path.of(".env")));
    } catch (IOException e) {
      fail(BAD_USE, "The file .env is there and cannot be read: " + e.getMessage());
    }
    environment.putAll(System.getenv());
    return environment;
  }

  private static Settings settings(Map<String, String> environment) {
    return switch (Settings.from(environment, Runtime.getRuntime().maxMemory())) {
      case SettingsReport.Usable(Settings settings, List<String> warnings) -> {
        warnings.forEach(warning -> System.err.println("Warning: " + warning));
        yield settings;
      }
      case SettingsReport.Unusable(List<String> mistakes) ->
          throw fail(BAD_USE, String.join("\n", mistakes));
    };
  }

  /// The folder that was named, or else the one of the settings.
  private static Path dataFolder(String named) {
    try {
      if (!named.isEmpty()) {
        return Path.of(named).toAbsolutePath().normalize();
      }
    } catch (InvalidPathException e) {
      throw fail(BAD_USE, "\"" + named + "\" is not the name of a folder.");
    }
    return known(environment()).store().dataDirectory();
  }

  /// The settings for a command beside the one that serves: what is worth a warning there is not
  /// worth one here.
  private static Settings known(Map<String, String> environment) {
    return switch (Settings.from(environment, Runtime.getRuntime().maxMemory())) {
      case SettingsReport.Usable(Settings settings, List<String> warnings) -> settings;
      case SettingsReport.Unusable(List<String> mistakes) ->
          throw fail(BAD_USE, String.join("\n", mistakes));
    };
  }

  // Error Prone believes that there is always a console, as it was in Java 22 to 24.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private static SkepApplication start(Settings settings) {
    try {
      return SkepApplication.start(settings, version(), Clock.systemUTC());
    } catch (CannotStartException e) {
      throw fail(e.exitCode(), String.valueOf(e.getMessage()));
    }
  }

  /// Closes in the given order when the process is asked to end, and ends it with 0: being stopped
  /// is no failure.
  private static void closeAtExit(AutoCloseable... parts) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(() -> {
                  int code = 0;
                  for (AutoCloseable part : parts) {
                    try {
                      part.close();
                    } catch (Exception e) {
                      System.err.println("Could not stop cleanly: " + e);
                      code = CANNOT_START;
                    }
                  }
                  Runtime.getRuntime().halt(code);
                }));
  }

  private static String randomKey() {
    byte[] key = new byte[16];
    new SecureRandom().nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  private static IllegalStateException fail(int code, String message) {
    System.err.println(message);
    System.exit(code);
    return new IllegalStateException("exited");
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
