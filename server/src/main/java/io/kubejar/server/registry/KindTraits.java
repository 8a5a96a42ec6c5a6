package io.kubejar.server.registry;

import io.kubejar.api.kind.Names;
import java.util.Set;

/// How the API treats kinds differently where their rules do not say it.
///
/// @param createOnUpdate whether PUT of an absent object creates it
/// @param unconditionalUpdate whether PUT without a resource version is accepted
/// @param returnsDeleted whether DELETE answers with the object instead of a status
/// @param orphansByDefault whether dependents are kept unless the client says otherwise
record KindTraits(
    boolean createOnUpdate,
    boolean unconditionalUpdate,
    boolean returnsDeleted,
    boolean orphansByDefault) {
  private static final Set<String> CREATE_ON_UPDATE =
      Set.of(
          "endpoints",
          "events",
          "limitranges",
          "services",
          "leases.coordination.k8s.io",
          "events.events.k8s.io",
          "ipaddresses.networking.k8s.io",
          "clusterrolebindings.rbac.authorization.k8s.io",
          "clusterroles.rbac.authorization.k8s.io",
          "rolebindings.rbac.authorization.k8s.io",
          "roles.rbac.authorization.k8s.io");
  private static final Set<String> CONDITIONAL_UPDATE =
      Set.of(
          "leases.coordination.k8s.io",
          "poddisruptionbudgets.policy",
          "apiservices.apiregistration.k8s.io",
          "customresourcedefinitions.apiextensions.k8s.io",
          "csidrivers.storage.k8s.io",
          "csinodes.storage.k8s.io",
          "csistoragecapacities.storage.k8s.io",
          "volumeattachments.storage.k8s.io");
  private static final Set<String> RETURNS_DELETED =
      Set.of(
          "persistentvolumeclaims",
          "persistentvolumes",
          "pods",
          "podtemplates",
          "resourcequotas",
          "serviceaccounts",
          "services",
          "csidrivers.storage.k8s.io",
          "csinodes.storage.k8s.io",
          "storageclasses.storage.k8s.io",
          "volumeattachments.storage.k8s.io",
          "volumeattributesclasses.storage.k8s.io");
  private static final Set<String> ORPHANS_BY_DEFAULT =
      Set.of("replicationcontrollers", "jobs.batch");

  static KindTraits of(Names names) {
    String resource = names.qualifiedResource();
    return new KindTraits(
        CREATE_ON_UPDATE.contains(resource),
        !CONDITIONAL_UPDATE.contains(resource)
            && !names.group().equals("admissionregistration.k8s.io"),
        RETURNS_DELETED.contains(resource) || names.group().equals("resource.k8s.io"),
        ORPHANS_BY_DEFAULT.contains(resource));
  }
}
