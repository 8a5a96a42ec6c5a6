package io.kubejar.server.discovery;

import io.kubejar.server.rest.RequestContext;
import io.kubejar.server.rest.Route;
import io.kubejar.server.token.TokenSigner;
import java.util.List;

/// The paths by which others learn how to check this server's tokens.
public final class OpenIdRoutes {
  private OpenIdRoutes() {}

  /// `/.well-known/openid-configuration` and `/openid/v1/jwks`.
  public static List<Route> of(TokenSigner signer, String serverUrl) {
    return List.of(
        Route.get(
            "/.well-known/openid-configuration",
            context ->
                context.respond(
                    200,
                    RequestContext.JSON,
                    List.of(signer.openIdConfiguration(serverUrl + "/openid/v1/jwks").toJson()))),
        Route.get(
            "/openid/v1/jwks",
            context ->
                context.respond(
                    200, "application/jwk-set+json", List.of(signer.keySet().toJson()))));
  }
}
