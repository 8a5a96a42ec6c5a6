package io.kubejar.policy.authorization;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.policy.accessreview.WebhookSettings;
import io.kubejar.server.spi.ConfigDocument;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The authorizers that `--authorization-config` names, in the order in which they are asked.
///
/// @param authorizers at least one
public record AuthorizationConfiguration(List<Entry> authorizers) {
  private static final List<String> VERSIONS =
      List.of(
          "apiserver.config.k8s.io/v1",
          "apiserver.config.k8s.io/v1beta1",
          "apiserver.config.k8s.io/v1alpha1");
  private static final List<String> TYPES =
      List.of("ABAC", "AlwaysAllow", "AlwaysDeny", "Node", "RBAC", "Webhook");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  public AuthorizationConfiguration {
    authorizers = List.copyOf(authorizers);
  }

  /// One authorizer.
  ///
  /// @param type the mode, such as `RBAC`
  /// @param name how metrics and logs call it
  /// @param webhook how it is asked, when it is a webhook
  public record Entry(String type, String name, @Nullable WebhookSettings webhook) {}

  /// Reads a file.
  ///
  /// @throws IllegalArgumentException with a text for the user that says what is wrong
  public static AuthorizationConfiguration read(java.nio.file.Path file) throws IOException {
    return of(ConfigDocument.read(file));
  }

  /// Reads a document.
  public static AuthorizationConfiguration of(Obj document) {
    ConfigDocument config = ConfigDocument.of(document, "AuthorizationConfiguration", VERSIONS);
    var errors = new FieldErrors();
    config.known(document, Path.ROOT, "apiVersion", "kind", "authorizers");
    Path list = Path.of("authorizers");
    List<Obj> entries = config.objects(document, Path.ROOT, "authorizers");
    if (entries.isEmpty()) {
      errors.required(list, "at least one authorization mode must be defined");
    }
    List<Entry> authorizers = new ArrayList<>();
    Set<String> types = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      Obj entry = entries.get(i);
      Path path = list.index(i);
      config.known(entry, path, "type", "name", "webhook");
      String type = config.text(entry, path, "type");
      String name = config.text(entry, path, "name");
      checkType(errors, path.child("type"), type, types);
      checkName(errors, path.child("name"), name, names);
      Obj webhook = config.object(entry, path, "webhook");
      WebhookSettings settings = null;
      if (type.equals("Webhook")) {
        if (webhook == null) {
          errors.required(path.child("webhook"), "required when type=Webhook");
        } else {
          settings = new WebhookEntry(config, errors).read(name, webhook, path.child("webhook"));
        }
      } else if (webhook != null) {
        errors.invalid(
            path.child("webhook"), "non-null", "may only be specified when type=Webhook");
      }
      authorizers.add(new Entry(type, name, settings));
    }
    config.finish(errors);
    return new AuthorizationConfiguration(authorizers);
  }

  private static void checkType(FieldErrors errors, Path path, String type, Set<String> seen) {
    if (type.isEmpty()) {
      errors.required(path);
    } else if (!TYPES.contains(type)) {
      errors.notSupported(path, type, TYPES);
    } else if (!seen.add(type) && !type.equals("Webhook")) {
      errors.duplicate(path, type);
    }
  }

  private static void checkName(FieldErrors errors, Path path, String name, Set<String> seen) {
    if (name.isEmpty()) {
      errors.required(path);
    } else if (!seen.add(name)) {
      errors.duplicate(path, name);
    } else if (name.length() > 253 || !SUBDOMAIN.matcher(name).matches()) {
      errors.invalid(
          path,
          name,
          "authorizer name is invalid: a lowercase RFC 1123 subdomain must consist of lower case"
              + " alphanumeric characters, '-' or '.', and must start and end with an alphanumeric"
              + " character (e.g. 'example.com', regex used for validation is"
              + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
    }
  }
}
