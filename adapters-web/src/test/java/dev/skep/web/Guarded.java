package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;

import dev.skep.application.access.AddressRanges;
import dev.skep.application.access.SecretDigest;
import dev.skep.web.access.AccessSettings;
import dev.skep.web.access.KnownHosts;
import dev.skep.web.access.ReadingRule;
import dev.skep.web.query.UrlQuery;
import java.net.http.HttpResponse;

/// Doors that let in who has the token, with one trace behind them, and how a browser signs in.
final class Guarded {
  static final String TOKEN = "a-token-for-this-test";
  static final String TRACE = "/traces/00000000000000000000000000000001";

  private static final SecretDigest SECRET = SecretDigest.of(TOKEN);

  private Guarded() {}

  static RunningDoor byToken() {
    return guarded(new ReadingRule.TokenHolders(SECRET), "");
  }

  /// To those, too, whom a proxy of these addresses names in `X-User`.
  static RunningDoor byProxy(String addresses) {
    return guarded(new ReadingRule.ProxyUsers(SECRET, "X-User"), addresses);
  }

  /// To everybody, with nothing behind it, and proxies of these addresses before it.
  static RunningDoor emptyBehind(String proxies) {
    return RunningDoor.guarded(settings(new ReadingRule.Everybody(), proxies));
  }

  private static RunningDoor guarded(ReadingRule rule, String proxies) {
    return RunningDoor.guarded(settings(rule, proxies)).with(span(1));
  }

  private static AccessSettings settings(ReadingRule rule, String proxies) {
    return new AccessSettings(rule, AddressRanges.parse(proxies).orElseThrow(), KnownHosts.and(""));
  }

  /// Sends the form of the login.
  static HttpResponse<String> signIn(RunningDoor door, String token, String next) {
    String form = UrlQuery.EMPTY.with("token", token).with("next", next).at("").substring(1);
    return door.send("POST", "/login", form, "Sec-Fetch-Site", "same-origin");
  }

  /// The cookie that an answer sets, as a browser sends it.
  static String cookie(HttpResponse<?> answer) {
    return RunningDoor.header(answer, "Set-Cookie").split(";", -1)[0];
  }
}
