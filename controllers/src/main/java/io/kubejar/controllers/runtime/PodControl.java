package io.kubejar.controllers.runtime;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;

/// Creates and deletes pods for an owner, and tells of it by events on the owner.
public final class PodControl {
  private final Client client;
  private final EventRecorder events;

  public PodControl(Client client, EventRecorder events) {
    this.client = client;
    this.events = events;
  }

  /// A pod of a template, controlled by the owner, with a name to be generated from the owner's.
  public static <T extends ApiObject> Pod fromTemplate(
      Kind<T> kind, T owner, PodTemplateSpec template) {
    String prefix = owner.metadata().name() + "-";
    return Pod.builder()
        .metadata(
            meta ->
                meta.namespace(owner.metadata().namespace())
                    .generateName(prefix)
                    .labels(template.metadata().labels())
                    .annotations(template.metadata().annotations())
                    .finalizers(template.metadata().finalizers())
                    .ownerReferences(Owners.reference(kind, owner)))
        .spec(template.spec())
        .build();
  }

  /// Creates a pod; throws [ApiException] when refused.
  public <T extends ApiObject> Pod create(Kind<T> kind, T owner, Pod pod) {
    try {
      Pod created = client.resources(PodKind.POD, owner.metadata().namespace()).create(pod);
      events.normal(kind, owner, "SuccessfulCreate", "Created pod: " + created.metadata().name());
      return created;
    } catch (ApiException e) {
      if (!isNamespaceTerminating(e)) {
        events.warning(kind, owner, "FailedCreate", "Error creating: " + e.getMessage());
      }
      throw e;
    }
  }

  /// Deletes a pod; throws [ApiException] when refused, also when the pod is gone already.
  public <T extends ApiObject> void delete(Kind<T> kind, T owner, Pod pod) {
    String name = pod.metadata().name();
    try {
      client.resources(PodKind.POD, pod.metadata().namespace()).delete(name);
      events.normal(kind, owner, "SuccessfulDelete", "Deleted pod: " + name);
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        events.warning(kind, owner, "FailedDelete", "Error deleting: " + e.getMessage());
      }
      throw e;
    }
  }

  /// Whether a creation was refused because its namespace is being deleted.
  public static boolean isNamespaceTerminating(ApiException e) {
    var details = e.status().details();
    return details != null
        && details.causes().stream()
            .anyMatch(cause -> cause.reason().equals("NamespaceTerminating"));
  }
}
