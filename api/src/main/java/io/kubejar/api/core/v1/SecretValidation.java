package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.Bytes;
import java.util.List;
import java.util.Map;

/// The rules for secrets, which depend on what they are for.
final class SecretValidation {
  private static final Path DATA = Path.of("data");

  private SecretValidation() {}

  static void check(Secret secret, FieldErrors errors) {
    long size = 0;
    for (Map.Entry<String, Bytes> entry : secret.data().entrySet()) {
      String key = entry.getKey();
      errors.invalid(DATA.key(key), key, Formats.configMapKey(key));
      size += entry.getValue().length();
    }
    if (size > 1 << 20) {
      errors.tooLong(DATA, 1 << 20);
    }
    Map<String, Bytes> data = secret.data();
    switch (secret.type()) {
      case "kubernetes.io/service-account-token" -> {
        Path annotations = Path.of("metadata", "annotations");
        String name = "kubernetes.io/service-account.name";
        if (orElse(secret.metadata().annotations().get(name), "").isEmpty()) {
          errors.required(annotations.key(name));
        }
      }
      case "kubernetes.io/dockercfg" -> checkJson(data, ".dockercfg", errors);
      case "kubernetes.io/dockerconfigjson" -> checkJson(data, ".dockerconfigjson", errors);
      case "kubernetes.io/basic-auth" -> {
        if (!data.containsKey("username") && !data.containsKey("password")) {
          errors.required(DATA.key("username"));
          errors.required(DATA.key("password"));
        }
      }
      case "kubernetes.io/ssh-auth" -> {
        Bytes key = data.get("ssh-privatekey");
        if (key == null || key.isEmpty()) {
          errors.required(DATA.key("ssh-privatekey"));
        }
      }
      case "kubernetes.io/tls" -> {
        for (String key : List.of("tls.crt", "tls.key")) {
          if (!data.containsKey(key)) {
            errors.required(DATA.key(key));
          }
        }
      }
      default -> {}
    }
  }

  private static void checkJson(Map<String, Bytes> data, String key, FieldErrors errors) {
    Bytes text = data.get(key);
    if (text == null) {
      errors.required(DATA.key(key));
      return;
    }
    String wrong = JsonSyntax.wrong(text.toUtf8());
    if (!wrong.isEmpty()) {
      errors.invalid(DATA.key(key), "<secret contents redacted>", wrong);
    }
  }
}
