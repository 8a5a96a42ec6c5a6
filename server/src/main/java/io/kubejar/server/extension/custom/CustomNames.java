package io.kubejar.server.extension.custom;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionNames;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.kubejar.api.apiextensions.v1.CustomResourceSubresources;
import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.kind.Names;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// What a custom resource is called, and where it is stored.
final class CustomNames {
  private static final String[] VERBS = {
    "delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"
  };

  private CustomNames() {}

  static Names of(
      String group,
      String scope,
      CustomResourceDefinitionNames called,
      CustomResourceDefinitionVersion version,
      CustomResourceDefinitionVersion stored) {
    var names =
        Names.of(group, version.name(), called.kind(), called.plural())
            .singular(called.singular())
            .listKind(called.listKind())
            .shortNames(called.shortNames().toArray(String[]::new))
            .categories(called.categories().toArray(String[]::new))
            .verbs(VERBS)
            .stored(
                "/registry/" + group + "/" + called.plural() + "/",
                hash(group + "/" + stored.name() + "/" + called.kind()));
    if (scope.equals("Namespaced")) {
      names.namespaced();
    }
    CustomResourceSubresources below = version.subresources();
    if (below != null && below.status() != null) {
      names.subresource("status", "get", "patch", "update");
    }
    if (below != null && below.scale() != null) {
      names.subresource(
          "scale", new GroupVersionKind("autoscaling", "v1", "Scale"), "get", "patch", "update");
    }
    return names.build();
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the runtime has no SHA-256", e);
    }
  }
}
