package io.kubejar.policy.match;

import io.kubejar.api.admissionregistration.v1.ParamKind;
import io.kubejar.api.admissionregistration.v1.ParamRef;
import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parameters that a binding gives to its policy.
public final class Parameters {
  private final ClusterView view;

  public Parameters(ClusterView view) {
    this.view = view;
  }

  /// What a binding gives.
  public sealed interface Found {
    /// The policy is evaluated once with each; null in the list stands for no parameter.
    record Documents(List<JsonValue> documents) implements Found {
      public Documents {
        documents = List.copyOf(documents);
      }
    }

    /// The binding, or the policy itself, is not in order.
    record Wrong(boolean policy, String message) implements Found {}
  }

  public Found of(@Nullable ParamKind kind, @Nullable ParamRef reference, Admission<?> admission) {
    if (kind == null) {
      return new Found.Documents(List.of(JsonValue.Null.NULL));
    }
    GroupVersionKind name = GroupVersionKind.of(kind.apiVersion(), kind.kind());
    Kind<?> found = view.find(name);
    if (found == null) {
      return new Found.Wrong(
          true, "failed to find resource referenced by paramKind: '%s'".formatted(name));
    }
    if (reference == null) {
      return new Found.Documents(List.of(JsonValue.Null.NULL));
    }
    return documents(found, reference, admission);
  }

  private <T extends ApiObject> Found documents(
      Kind<T> kind, ParamRef reference, Admission<?> admission) {
    String namespace = reference.namespace();
    if (kind.names().namespaced()) {
      namespace = namespace.isEmpty() ? admission.namespace() : namespace;
      if (namespace.isEmpty()) {
        return new Found.Wrong(
            false,
            "cannot use namespaced paramRef in policy binding that matches cluster-scoped"
                + " resources");
      }
    } else if (!namespace.isEmpty()) {
      return new Found.Wrong(
          false, "paramRef.namespace must not be provided for a cluster-scoped `paramKind`");
    }
    List<JsonValue> documents = new ArrayList<>();
    if (!reference.name().isEmpty()) {
      T object = view.get(kind, namespace, reference.name());
      if (object != null) {
        documents.add(Change.document(kind, object));
      }
    } else if (reference.selector() != null) {
      for (T object : view.list(kind, namespace)) {
        if (LabelSelectors.matches(reference.selector(), object.metadata().labels())) {
          documents.add(Change.document(kind, object));
        }
      }
    }
    return documents.isEmpty() && "Deny".equals(reference.parameterNotFoundAction())
        ? new Found.Wrong(
            false, "no params found for policy binding with `Deny` parameterNotFoundAction")
        : new Found.Documents(documents);
  }
}
