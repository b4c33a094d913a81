package dev.skep.bootstrap.demo;

/// One program of the estate, watched by the Beyla of its host.
///
/// @param language as Beyla detects it; `generic` for what it does not recognise
/// @param processId its number on the host, part of `service.instance.id`
/// @param address its IP address, seen by the services that it calls
record Service(String name, String language, int processId, String address, int port, Host host) {
  /// Beyla sees a request wait before its handler starts only in Go programs.
  boolean showsQueue() {
    return language.equals("go");
  }

  String authority() {
    return name + ":" + port;
  }
}
