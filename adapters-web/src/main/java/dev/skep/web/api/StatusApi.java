package dev.skep.web.api;

import dev.skep.application.usecase.ViewStatus;
import dev.skep.web.http.JsonReply;
import dev.skep.web.http.Requests;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import dev.skep.web.query.UrlQuery;

/// Answers `/api/v1/status`.
public final class StatusApi implements Routed {
  private final ViewStatus view;

  public StatusApi(ViewStatus view) {
    this.view = view;
  }

  @Override
  public void addTo(Routes routes) {
    routes.json("/api/v1/status", request -> status(Requests.query(request)));
  }

  public JsonReply status(UrlQuery parameters) {
    if (!parameters.names().isEmpty()) {
      return JsonReply.badParameter(
          parameters.names().iterator().next(), "there is no such parameter");
    }
    ViewStatus.Status status = view.view();
    return JsonReply.ok(json -> StatusJson.write(json, status));
  }
}
