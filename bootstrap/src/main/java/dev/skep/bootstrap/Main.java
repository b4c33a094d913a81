package dev.skep.bootstrap;

/// The program.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("Skep " + version());
  }

  static String version() {
    var version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
