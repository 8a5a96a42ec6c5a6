package io.kubejar.policy.authorization;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.cel.CelCompileException;
import io.kubejar.policy.accessreview.ReviewConditions;
import io.kubejar.policy.accessreview.WebhookSettings;
import io.kubejar.server.spi.ConfigDocument;
import io.kubejar.wire.json.JsonValue.Obj;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads what the configuration says of one webhook.
final class WebhookEntry {
  private static final Duration AUTHORIZED = Duration.ofMinutes(5);
  private static final Duration UNAUTHORIZED = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int MOST_CONDITIONS = 64;
  private static final List<String> POLICIES = List.of("Deny", "NoOpinion");

  private final ConfigDocument config;
  private final FieldErrors errors;

  WebhookEntry(ConfigDocument config, FieldErrors errors) {
    this.config = config;
    this.errors = errors;
  }

  WebhookSettings read(String name, Obj webhook, Path path) {
    config.known(
        webhook,
        path,
        "authorizedTTL",
        "cacheAuthorizedRequests",
        "unauthorizedTTL",
        "cacheUnauthorizedRequests",
        "timeout",
        "subjectAccessReviewVersion",
        "matchConditionSubjectAccessReviewVersion",
        "failurePolicy",
        "connectionInfo",
        "matchConditions");
    Duration timeout = timeout(webhook, path);
    Duration authorized = lifetime(webhook, path, "authorizedTTL", AUTHORIZED);
    Duration unauthorized = lifetime(webhook, path, "unauthorizedTTL", UNAUTHORIZED);
    String version = config.text(webhook, path, "subjectAccessReviewVersion");
    oneOf(path.child("subjectAccessReviewVersion"), version, List.of("v1", "v1beta1"));
    String policy = config.text(webhook, path, "failurePolicy");
    oneOf(path.child("failurePolicy"), policy, POLICIES);
    List<String> conditions = conditions(webhook, path);
    String kubeconfig = connection(webhook, path.child("connectionInfo"));
    return new WebhookSettings(
        name,
        java.nio.file.Path.of(kubeconfig),
        version,
        timeout,
        config.truth(webhook, path, "cacheAuthorizedRequests", true) ? authorized : Duration.ZERO,
        config.truth(webhook, path, "cacheUnauthorizedRequests", true)
            ? unauthorized
            : Duration.ZERO,
        policy.equals("Deny"),
        conditions);
  }

  private Duration timeout(Obj webhook, Path path) {
    Duration timeout = config.duration(webhook, path, "timeout", Duration.ZERO);
    if (timeout.isZero()) {
      errors.required(path.child("timeout"));
    } else if (timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
      errors.invalid(path.child("timeout"), webhook.text("timeout"), "must be > 0s and <= 30s");
    }
    return timeout;
  }

  private Duration lifetime(Obj webhook, Path path, String member, Duration otherwise) {
    Duration lifetime = config.duration(webhook, path, member, otherwise);
    if (lifetime.isNegative()) {
      errors.invalid(path.child(member), webhook.text(member), "must be > 0s");
    }
    return lifetime.isZero() ? otherwise : lifetime;
  }

  private void oneOf(Path path, String value, List<String> supported) {
    if (value.isEmpty()) {
      errors.required(path);
    } else if (!supported.contains(value)) {
      errors.notSupported(path, value, supported);
    }
  }

  private List<String> conditions(Obj webhook, Path path) {
    List<Obj> given = config.objects(webhook, path, "matchConditions");
    String version = config.text(webhook, path, "matchConditionSubjectAccessReviewVersion");
    Path versionPath = path.child("matchConditionSubjectAccessReviewVersion");
    if (version.isEmpty()) {
      if (!given.isEmpty()) {
        errors.required(versionPath, "required if match conditions are specified");
      }
    } else if (!version.equals("v1")) {
      errors.notSupported(versionPath, version, List.of("v1"));
    }
    Path list = path.child("matchConditions");
    if (given.size() > MOST_CONDITIONS) {
      errors.tooMany(list, given.size(), MOST_CONDITIONS);
    }
    List<String> expressions = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < given.size(); i++) {
      Path at = list.index(i).child("expression");
      config.known(given.get(i), list.index(i), "expression");
      String expression = config.text(given.get(i), list.index(i), "expression").strip();
      if (expression.isEmpty()) {
        errors.required(at);
      } else if (!seen.add(expression)) {
        errors.duplicate(at, expression);
      } else {
        compile(at, expression);
      }
      expressions.add(expression);
    }
    return expressions;
  }

  private void compile(Path path, String expression) {
    try {
      String type = ReviewConditions.environment().compile(expression).resultType();
      if (!type.equals("bool")) {
        errors.invalid(path, expression, "must evaluate to bool");
      }
    } catch (CelCompileException e) {
      errors.invalid(path, expression, e.failure());
    }
  }

  private String connection(Obj webhook, Path path) {
    Obj info = config.object(webhook, Path.ROOT, "connectionInfo");
    Obj given = info == null ? Obj.EMPTY : info;
    config.known(given, path, "type", "kubeConfigFile");
    String file = config.text(given, path, "kubeConfigFile");
    Path at = path.child("kubeConfigFile");
    switch (config.text(given, path, "type")) {
      case "" -> errors.required(path.child("type"));
      case "KubeConfigFile" -> checkFile(at, file);
      case "InClusterConfig" -> {
        if (!file.isEmpty()) {
          errors.invalid(at, file, "can only be set when type=KubeConfigFile");
        }
        errors.invalid(path.child("type"), "InClusterConfig", "is not supported outside of a pod");
      }
      case String other ->
          errors.notSupported(
              path.child("type"), other, List.of("InClusterConfig", "KubeConfigFile"));
    }
    return file;
  }

  private void checkFile(Path path, String file) {
    if (file.isEmpty()) {
      errors.required(path);
      return;
    }
    java.nio.file.Path given = java.nio.file.Path.of(file);
    if (!given.isAbsolute()) {
      errors.invalid(path, file, "must be an absolute path");
    } else if (!Files.exists(given)) {
      errors.invalid(
          path, file, "error loading file: stat %s: no such file or directory".formatted(file));
    } else if (!Files.isRegularFile(given)) {
      errors.invalid(path, file, "must be a regular file");
    }
  }
}
