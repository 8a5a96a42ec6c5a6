package io.kubejar.server.jwt;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.server.spi.ConfigDocument;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `--authentication-config` says.
///
/// @param issuers whose tokens are believed
/// @param anonymous what the anonymous may reach; null when the file leaves it to the options
public record AuthenticationConfiguration(
    List<JwtSettings> issuers, @Nullable AnonymousAccess anonymous) {
  private static final List<String> VERSIONS =
      List.of(
          "apiserver.config.k8s.io/v1",
          "apiserver.config.k8s.io/v1beta1",
          "apiserver.config.k8s.io/v1alpha1");
  private static final int MOST = 64;

  public AuthenticationConfiguration {
    issuers = List.copyOf(issuers);
  }

  /// Reads a file.
  ///
  /// @param disallowed issuers that have to be no other's: this server
  /// @throws IllegalArgumentException with a text for the user that says what is wrong
  public static AuthenticationConfiguration read(java.nio.file.Path file, Set<String> disallowed)
      throws IOException {
    return of(ConfigDocument.read(file), disallowed);
  }

  /// Reads a document.
  public static AuthenticationConfiguration of(Obj document, Set<String> disallowed) {
    ConfigDocument config = ConfigDocument.of(document, "AuthenticationConfiguration", VERSIONS);
    var errors = new FieldErrors();
    config.known(document, Path.ROOT, "apiVersion", "kind", "jwt", "anonymous");
    Path list = Path.of("jwt");
    List<Obj> entries = config.objects(document, Path.ROOT, "jwt");
    if (entries.size() > MOST) {
      errors.tooMany(list, entries.size(), MOST);
    }
    List<JwtSettings> issuers = new ArrayList<>();
    Set<String> urls = new HashSet<>();
    Set<String> discoveries = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      Path path = list.index(i);
      JwtSettings settings = new JwtEntry(config, errors, disallowed).read(entries.get(i), path);
      if (!settings.issuer().isEmpty() && !urls.add(settings.issuer())) {
        errors.duplicate(path.child("issuer").child("url"), settings.issuer());
      }
      if (!settings.discoveryUrl().isEmpty() && !discoveries.add(settings.discoveryUrl())) {
        errors.duplicate(path.child("issuer").child("discoveryURL"), settings.discoveryUrl());
      }
      issuers.add(settings);
    }
    AnonymousAccess anonymous = anonymous(config, errors, document);
    config.finish(errors);
    return new AuthenticationConfiguration(issuers, anonymous);
  }

  private static @Nullable AnonymousAccess anonymous(
      ConfigDocument config, FieldErrors errors, Obj document) {
    Obj given = config.object(document, Path.ROOT, "anonymous");
    if (given == null) {
      return null;
    }
    Path path = Path.of("anonymous");
    config.known(given, path, "enabled", "conditions");
    boolean enabled = config.truth(given, path, "enabled", false);
    Set<String> paths = new HashSet<>();
    List<Obj> conditions = config.objects(given, path, "conditions");
    for (int i = 0; i < conditions.size(); i++) {
      Path at = path.child("conditions").index(i);
      config.known(conditions.get(i), at, "path");
      paths.add(config.text(conditions.get(i), at, "path"));
    }
    if (!enabled && !conditions.isEmpty()) {
      errors.invalid(
          path.child("conditions"),
          shown(conditions),
          "enabled should be set to true when conditions are defined");
    }
    return new AnonymousAccess(enabled, paths);
  }

  /// How errors show conditions.
  private static FieldErrors.Json shown(List<Obj> conditions) {
    var text = new StringBuilder("[");
    for (Obj condition : conditions) {
      text.append(text.length() == 1 ? "" : ",")
          .append("{\"Path\":\"")
          .append(condition.text("path"))
          .append("\"}");
    }
    return new FieldErrors.Json(text.append(']').toString());
  }
}
