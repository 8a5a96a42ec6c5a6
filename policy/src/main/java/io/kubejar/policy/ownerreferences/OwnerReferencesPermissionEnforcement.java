package io.kubejar.policy.ownerreferences;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.Authorizer.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets only those change an object's owners who may delete the object, and only those have it
/// block an owner's deletion who may set the owner's finalizers.
public final class OwnerReferencesPermissionEnforcement implements AdmissionPlugin {
  private final Authorizer authorizer;

  public OwnerReferencesPermissionEnforcement(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  @Override
  public String name() {
    return "OwnerReferencesPermissionEnforcement";
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    boolean write =
        admission.operation() == Operation.CREATE || admission.operation() == Operation.UPDATE;
    ApiObject object = admission.object();
    if (!write || object == null) {
      return;
    }
    List<OwnerReference> owners = object.metadata().ownerReferences();
    List<OwnerReference> before =
        admission.old() == null ? List.of() : admission.old().metadata().ownerReferences();
    if (owners.equals(before)) {
      return;
    }
    if (admission.operation() == Operation.UPDATE) {
      check(
          admission,
          attributes(admission, "delete", admission.kind().names(), "", admission.name()),
          "cannot set an ownerRef on a resource you can't delete: %s, <nil>");
    }
    for (OwnerReference owner : newlyBlocking(owners, before)) {
      checkFinalizers(admission, owner);
    }
  }

  private void checkFinalizers(Admission<?> admission, OwnerReference owner) {
    Kind<?> kind = kind(owner);
    if (kind == null) {
      throw Admitted.forbidden(
          admission,
          "cannot set blockOwnerDeletion in this case because cannot find RESTMapping for APIVersion %s Kind %s: no matches for kind \"%s\" in version \"%s\""
              .formatted(owner.apiVersion(), owner.kind(), owner.kind(), owner.apiVersion()));
    }
    check(
        admission,
        attributes(admission, "update", kind.names(), "finalizers", owner.name()),
        "cannot set blockOwnerDeletion if an ownerReference refers to a resource you can't set"
            + " finalizers on: %s, <nil>");
  }

  private void check(Admission<?> admission, Attributes attributes, String message) {
    switch (authorizer.authorize(attributes)) {
      case Decision.Allowed _ -> {}
      case Decision.Denied(String reason) ->
          throw Admitted.forbidden(admission, message.formatted(reason));
      case Decision.NoOpinion(String reason) ->
          throw Admitted.forbidden(admission, message.formatted(reason));
      case Decision.Failed failed ->
          throw Admitted.forbidden(
              admission, message.replace("<nil>", "%s").formatted(failed.reason(), failed.error()));
    }
  }

  private static Attributes attributes(
      Admission<?> admission, String verb, Names names, String subresource, String name) {
    return new Attributes(
        admission.user(),
        verb,
        names.group(),
        names.version(),
        names.plural(),
        subresource,
        names.namespaced() ? admission.namespace() : "",
        name,
        "",
        "",
        "");
  }

  private static List<OwnerReference> newlyBlocking(
      List<OwnerReference> owners, List<OwnerReference> before) {
    Map<String, Boolean> blocked = new HashMap<>();
    before.forEach(each -> blocked.put(each.uid(), isBlocking(each)));
    var newly = new ArrayList<OwnerReference>();
    for (OwnerReference owner : owners) {
      if (isBlocking(owner) && !blocked.getOrDefault(owner.uid(), false)) {
        newly.add(owner);
      }
    }
    return newly;
  }

  private static boolean isBlocking(OwnerReference owner) {
    return Boolean.TRUE.equals(owner.blockOwnerDeletion());
  }

  private static @Nullable Kind<?> kind(OwnerReference owner) {
    int slash = owner.apiVersion().indexOf('/');
    String group = slash < 0 ? "" : owner.apiVersion().substring(0, slash);
    for (Kind<?> kind : BuiltInKinds.ALL) {
      if (kind.names().group().equals(group) && kind.names().kind().equals(owner.kind())) {
        return kind;
      }
    }
    return null;
  }
}
