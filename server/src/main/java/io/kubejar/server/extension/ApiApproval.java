package io.kubejar.server.extension;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// Whether a definition in one of the project's own groups says who approved it.
///
/// @param conformant whether it was approved
/// @param missing whether nothing, or nothing sensible, is said
record ApiApproval(boolean conformant, boolean missing, String reason, String message) {
  static final String ANNOTATION = "api-approved.kubernetes.io";

  /// What is said of a definition; null when its group is nobody else's.
  static @Nullable ApiApproval of(CustomResourceDefinition definition) {
    if (!isProtected(definition.spec().group())) {
      return null;
    }
    String said = definition.metadata().annotations().get(ANNOTATION);
    if (said == null || said.isEmpty()) {
      return new ApiApproval(
          false,
          true,
          "MissingAnnotation",
          "protected groups must have approval annotation \"%s\", see https://github.com/kubernetes/enhancements/pull/1111"
              .formatted(ANNOTATION));
    }
    if (said.startsWith("unapproved")) {
      return new ApiApproval(
          false, false, "UnapprovedAnnotation", "not approved: \"" + said + "\"");
    }
    if (isAddress(said)) {
      return new ApiApproval(true, false, "ApprovedAnnotation", "approved in " + said);
    }
    return new ApiApproval(
        false,
        true,
        "InvalidAnnotation",
        "protected groups must have approval annotation \"%s\" with either a URL or a reason starting with \"unapproved\", see https://github.com/kubernetes/enhancements/pull/1111"
            .formatted(ANNOTATION));
  }

  static boolean isProtected(String group) {
    return group.equals("k8s.io")
        || group.equals("kubernetes.io")
        || group.endsWith(".k8s.io")
        || group.endsWith(".kubernetes.io");
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      return uri.getScheme() != null && uri.getHost() != null;
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
