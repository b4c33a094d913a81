package dev.skep.web.api;

import dev.skep.application.usecase.ViewStatus;
import dev.skep.web.query.UrlQuery;

/// Answers `/api/v1/status`.
public final class StatusApi {
  private final ViewStatus view;

  public StatusApi(ViewStatus view) {
    this.view = view;
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
