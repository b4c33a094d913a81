package dev.skep.web.explorer.status;

import dev.skep.application.EffectiveLimit;
import dev.skep.application.EffectiveSetting;
import dev.skep.application.usecase.CheckHealth;
import dev.skep.application.usecase.ViewStatus;
import dev.skep.application.usecase.ViewStatus.Status;
import dev.skep.domain.trace.UnixNano;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.explorer.text.VisibleText;
import dev.skep.web.http.Requests;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import dev.skep.web.http.View;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How Skep is doing, for its operator: `/status`. The figures on the page ask for themselves again
/// every few seconds; no trace is made of that.
public final class StatusPage implements Routed {
  /// The page.
  public static final String STATUS = "/status";

  private static final String PAGE = "status/show";
  private static final String PIECE = "status/_status";
  private static final int LONGEST = 200;

  private final ViewStatus view;
  private final CheckHealth health;
  private final boolean ingestionEnabled;
  private final String version;
  private final List<SettingRow> settings;
  private final List<EffectiveLimit> limits;

  /// A setting in the table.
  ///
  /// @param from who decided: `set` or `default`
  public record SettingRow(String name, String value, String from) {}

  /// @param limits in the order in which they are to be shown
  public StatusPage(
      ViewStatus view,
      CheckHealth health,
      boolean ingestionEnabled,
      String version,
      List<EffectiveSetting> settings,
      List<EffectiveLimit> limits) {
    this.view = view;
    this.health = health;
    this.ingestionEnabled = ingestionEnabled;
    this.version = version;
    this.settings = settings.stream().map(StatusPage::row).toList();
    this.limits = List.copyOf(limits);
  }

  @Override
  public void addTo(Routes routes) {
    routes.page(STATUS, request -> show(Requests.zone(request)));
    routes.livePiece(STATUS + "/figures", request -> figures(Requests.zone(request)));
  }

  /// The whole page.
  public View show(ZoneId zone) {
    Map<String, Object> model = new HashMap<>(model(zone));
    model.put("settings", settings);
    model.put("limits", limits);
    return View.of(200, PAGE, model);
  }

  /// What of it changes.
  public View figures(ZoneId zone) {
    return View.of(200, PIECE, model(zone));
  }

  private Map<String, Object> model(ZoneId zone) {
    Status status = view.view();
    Times times = Times.of(zone, status.at());
    Duration up = Duration.between(status.ingest().since(), status.at());
    return Map.of(
        "version", version,
        "findings", Findings.of(status, health.check(), ingestionEnabled),
        "up", Formats.duration(UnixNano.nanos(up)),
        "at", times.time(status.at()),
        "atExact", Formats.iso(status.at()),
        "figures", HeadFigure.of(status, times),
        "senders", SenderRow.Table.of(status.senders(), status.at()),
        "storage", StorageView.of(status.storage(), times),
        "jobs", status.jobs().stream().map(job -> JobRow.of(job, status.at())).toList());
  }

  private static SettingRow row(EffectiveSetting setting) {
    return new SettingRow(
        setting.name(),
        VisibleText.line(setting.value(), LONGEST),
        setting.isSet() ? "set" : "default");
  }
}
