package io.kubejar.policy.expression;

import static io.kubejar.cel.schema.CelSchema.Scalar.BOOL;
import static io.kubejar.cel.schema.CelSchema.Scalar.DYN;
import static io.kubejar.cel.schema.CelSchema.Scalar.INT;

import io.kubejar.cel.CelEnvironment;
import io.kubejar.cel.schema.CelSchema;
import io.kubejar.cel.schema.CelSchema.ListOf;
import io.kubejar.cel.schema.CelSchema.MapOf;
import io.kubejar.cel.schema.CelSchema.Struct;
import io.kubejar.cel.schema.CelSchema.Text;
import java.util.Map;

/// Where expressions of admission stand.
public final class Environments {
  private static final Text TEXT = Text.UNBOUNDED;
  private static final Text TIME = new Text(Text.Form.TIMESTAMP, 32);
  private static final long MANY = CelSchema.MAX_REQUEST_BYTES / 3;
  private static final CelSchema TEXTS = ListOf.atomic(TEXT, MANY);
  private static final CelSchema TEXT_MAP = new MapOf(TEXT, MANY);

  private static final CelEnvironment CONDITIONS = base().build();
  private static final CelEnvironment POLICY = policyBuilder(false).build();
  private static final CelEnvironment POLICY_WITH_PARAMETERS = policyBuilder(true).build();
  private static final CelEnvironment MUTATION = policyBuilder(false).mutations().build();
  private static final CelEnvironment MUTATION_WITH_PARAMETERS =
      policyBuilder(true).mutations().build();

  private Environments() {}

  /// That of match conditions of webhooks.
  public static CelEnvironment conditions() {
    return CONDITIONS;
  }

  /// That of policies, before variables of their own.
  ///
  /// @param parameters whether the policy has a parameter
  public static CelEnvironment policy(boolean parameters) {
    return parameters ? POLICY_WITH_PARAMETERS : POLICY;
  }

  /// The same for policies that make objects and patches.
  public static CelEnvironment mutation(boolean parameters) {
    return parameters ? MUTATION_WITH_PARAMETERS : MUTATION;
  }

  private static CelEnvironment.Builder policyBuilder(boolean parameters) {
    CelEnvironment.Builder builder = base().variable("namespaceObject", namespace());
    return parameters ? builder.variable("params", DYN) : builder;
  }

  private static CelEnvironment.Builder base() {
    return CelEnvironment.builder()
        .variable("object", DYN)
        .variable("oldObject", DYN)
        .variable("request", request())
        .variable("authorizer", new CelSchema.Opaque("kubernetes.authorization.Authorizer"))
        .variable(
            "authorizer.requestResource",
            new CelSchema.Opaque("kubernetes.authorization.ResourceCheck"));
  }

  /// The form of `request`.
  static CelSchema request() {
    CelSchema kind =
        Struct.of(
            "kubernetes.GroupVersionKind", Map.of("group", TEXT, "version", TEXT, "kind", TEXT));
    CelSchema resource =
        Struct.of(
            "kubernetes.GroupVersionResource",
            Map.of("group", TEXT, "version", TEXT, "resource", TEXT));
    CelSchema user =
        Struct.of(
            "kubernetes.UserInfo",
            Map.of(
                "username", TEXT, "uid", TEXT, "groups", TEXTS, "extra", new MapOf(TEXTS, MANY)));
    return Struct.of(
        "kubernetes.AdmissionRequest",
        Map.ofEntries(
            Map.entry("kind", kind),
            Map.entry("resource", resource),
            Map.entry("subResource", TEXT),
            Map.entry("requestKind", kind),
            Map.entry("requestResource", resource),
            Map.entry("requestSubResource", TEXT),
            Map.entry("name", TEXT),
            Map.entry("__namespace__", TEXT),
            Map.entry("namespace", TEXT),
            Map.entry("operation", TEXT),
            Map.entry("userInfo", user),
            Map.entry("dryRun", BOOL),
            Map.entry("options", DYN)));
  }

  /// The form of `namespaceObject`.
  static CelSchema namespace() {
    return Struct.of(
        "kubernetes.Namespace",
        Map.of(
            "metadata",
            Struct.of(
                "kubernetes.NamespaceMetadata",
                Map.ofEntries(
                    Map.entry("name", TEXT),
                    Map.entry("generateName", TEXT),
                    Map.entry("namespace", TEXT),
                    Map.entry("labels", TEXT_MAP),
                    Map.entry("annotations", TEXT_MAP),
                    Map.entry("UID", TEXT),
                    Map.entry("creationTimestamp", TIME),
                    Map.entry("deletionGracePeriodSeconds", INT),
                    Map.entry("deletionTimestamp", TIME),
                    Map.entry("generation", INT),
                    Map.entry("resourceVersion", TEXT),
                    Map.entry("finalizers", TEXTS))),
            "spec",
            Struct.of("kubernetes.NamespaceSpec", Map.of("finalizers", TEXTS)),
            "status",
            Struct.of("kubernetes.NamespaceStatus", Map.of("phase", TEXT))));
  }
}
