package dev.skep.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KnownHostsTest {
  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "LOCALHOST:3051, true",
    "127.0.0.1:80, true",
    "192.168.1.2:3051, true",
    "[::1]:3051, true",
    "skep, true",
    "skep:3051, true",
    "nas.local, true",
    "skep.prod.internal, true",
    "box.home.arpa:80, true",
    "skep.localhost, true",
    "traces.example.com, true",
    "TRACES.example.com:8443, true",
    "a.b.corp.example, true",
    "evil.example, false",
    "localhost.evil.example, false",
    "127.0.0.1.evil.example, false",
    "evillocal, true",
    "x.evillocal, false",
    "'', false",
    "localhost:x, false",
    "evil@localhost, false",
    "evil.example:80@localhost, false",
    "localhost., false",
    "corp.example, false",
    "xcorp.example, false",
    "home.arpa.evil.example, false",
    "1.2.3.4.5, false",
    "'evil.example localhost', false"
  })
  void names_that_nobody_can_register_and_those_that_are_told_are_known(
      String host, boolean known) {
    assertThat(KnownHosts.and("traces.example.com, *.corp.example").admits(host)).isEqualTo(known);
  }
}
