package io.kubejar.server.openapi;

import io.kubejar.http.Headers;
import io.kubejar.server.rest.RequestContext;
import io.kubejar.server.rest.Route;
import io.kubejar.server.spi.Failures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Swagger UI below `/swagger-ui/`, over the document of OpenAPI 2.
///
/// The browser has to be authenticated like any client; `kubectl proxy` does that for it.
public final class SwaggerUi {
  private static final String BELOW = "/swagger-ui/";
  // The version of the dependency; a test finds out when the two differ.
  private static final String ASSETS = "META-INF/resources/webjars/swagger-ui/5.34.1/";
  private static final Map<String, String> FILES =
      Map.of(
          "swagger-ui.css", "text/css; charset=utf-8",
          "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
          "favicon-32x32.png", "image/png");

  /// Nothing is loaded from elsewhere, and nobody may frame the page.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action"
          + " 'none'";

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
        <head>
          <meta charset="utf-8">
          <title>KubeJar API</title>
          <link rel="stylesheet" href="/swagger-ui/swagger-ui.css">
          <link rel="icon" type="image/png" href="/swagger-ui/favicon-32x32.png">
        </head>
        <body>
          <div id="ui"></div>
          <script src="/swagger-ui/swagger-ui-bundle.js"></script>
          <script src="/swagger-ui/start.js"></script>
        </body>
      </html>
      """;
  private static final String START =
      """
      SwaggerUIBundle({
        url: "/openapi/v2",
        dom_id: "#ui",
        docExpansion: "none",
        validatorUrl: null,
        presets: [SwaggerUIBundle.presets.apis]
      });
      """;

  private SwaggerUi() {}

  /// The routes of the page and its files.
  public static List<Route> routes() {
    return List.of(
        Route.get("/swagger-ui", SwaggerUi::redirect),
        Route.below("/swagger-ui", SwaggerUi::answer));
  }

  private static @Nullable InputStream resource(String name) {
    return SwaggerUi.class.getClassLoader().getResourceAsStream(name);
  }

  private static void redirect(RequestContext context) {
    context.exchange().respond(301, Headers.of("location", BELOW));
  }

  private static void answer(RequestContext context) throws IOException {
    String name = context.exchange().path().substring(BELOW.length());
    switch (name) {
      case "", "index.html" -> send(context, "text/html; charset=utf-8", bytes(PAGE));
      case "start.js" -> send(context, "text/javascript; charset=utf-8", bytes(START));
      default -> {
        String type = FILES.get(name);
        if (type == null) {
          throw Failures.noSuchPath();
        }
        try (InputStream stream = resource(ASSETS + name)) {
          if (stream == null) {
            throw Failures.noSuchPath();
          }
          send(context, type, stream.readAllBytes());
        }
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void send(RequestContext context, String type, byte[] body) {
    context
        .exchange()
        .respond(
            200,
            Headers.of(
                "content-type",
                type,
                "content-security-policy",
                POLICY,
                "x-content-type-options",
                "nosniff",
                "cache-control",
                "no-cache, private"),
            body);
  }
}
