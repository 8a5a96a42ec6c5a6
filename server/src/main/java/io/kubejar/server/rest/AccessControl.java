package io.kubejar.server.rest;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.server.audit.Audit;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.Denials;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.Opinions;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    return Opinions.of(authorizers, attributes, ", ");
  }

  /// Lets an allowed request pass and refuses any other with 403, or 500 when it could not be found
  /// out whether it is allowed.
  public void check(Attributes attributes) throws ApiException {
    check(attributes, Audit.NONE);
  }

  /// The same, noting what was decided.
  public void check(Attributes attributes, Audit audit) throws ApiException {
    String error = undecided(attributes, decision(attributes, audit));
    if (error != null) {
      throw Failures.internal(error);
    }
  }

  /// What is decided, which the audit record is told of.
  Decision decision(Attributes attributes, Audit audit) {
    Decision decision = authorize(attributes);
    audit.authorized(decision);
    return decision;
  }

  /// Refuses with 403 what is not allowed; gives why it could not be found out, or null.
  @Nullable String undecided(Attributes attributes, Decision decision) throws ApiException {
    return switch (decision) {
      case Decision.Allowed _ -> null;
      case Decision.Denied(String reason) -> throw Denials.forbidden(attributes, reason);
      case Decision.NoOpinion(String reason) -> throw Denials.forbidden(attributes, reason);
      case Decision.Failed failed -> failed.error();
    };
  }
}
