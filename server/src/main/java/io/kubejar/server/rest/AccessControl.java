package io.kubejar.server.rest;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.server.audit.Audit;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.Denials;
import java.util.List;

/// Asks the authorizers, one after the other, whether a request may go on.
public final class AccessControl implements Authorizer {
  private final List<Authorizer> authorizers;

  public AccessControl(List<Authorizer> authorizers) {
    this.authorizers = List.copyOf(authorizers);
  }

  @Override
  public String name() {
    return String.join(",", authorizers.stream().map(Authorizer::name).toList());
  }

  /// The first opinion; no opinion when no authorizer has any.
  @Override
  public Decision authorize(Attributes attributes) {
    var reasons = new StringBuilder();
    for (Authorizer authorizer : authorizers) {
      var decision = authorizer.authorize(attributes);
      if (!(decision instanceof Decision.NoOpinion(String reason))) {
        return decision;
      }
      if (!reason.isEmpty()) {
        reasons.append(reasons.isEmpty() ? "" : ", ").append(reason);
      }
    }
    return new Decision.NoOpinion(reasons.toString());
  }

  /// Lets an allowed request pass and refuses any other with 403.
  public void check(Attributes attributes) throws ApiException {
    check(attributes, Audit.NONE);
  }

  /// The same, noting what was decided.
  public void check(Attributes attributes, Audit audit) throws ApiException {
    Decision decision = authorize(attributes);
    audit.authorized(decision);
    switch (decision) {
      case Decision.Allowed _ -> {}
      case Decision.Denied(String reason) -> throw Denials.forbidden(attributes, reason);
      case Decision.NoOpinion(String reason) -> throw Denials.forbidden(attributes, reason);
    }
  }
}
