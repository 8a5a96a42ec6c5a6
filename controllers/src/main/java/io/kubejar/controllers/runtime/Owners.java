package io.kubejar.controllers.runtime;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.client.Informer;
import io.kubejar.client.Lister;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who controls an object, as its owner references say.
public final class Owners {
  private static final String INDEX = "controller-uid";

  private Owners() {}

  /// The owner that controls the object, or null.
  public static @Nullable OwnerReference controllerOf(ApiObject object) {
    for (OwnerReference owner : object.metadata().ownerReferences()) {
      if (Boolean.TRUE.equals(owner.controller())) {
        return owner;
      }
    }
    return null;
  }

  /// Whether an object controls another.
  public static boolean isControlledBy(ApiObject object, ApiObject owner) {
    OwnerReference controller = controllerOf(object);
    return controller != null && controller.uid().equals(owner.metadata().uid());
  }

  /// The owner reference that makes an object the controller of others.
  public static <T extends ApiObject> OwnerReference reference(Kind<T> kind, T owner) {
    return OwnerReference.builder()
        .apiVersion(kind.names().apiVersion())
        .kind(kind.names().kind())
        .name(owner.metadata().name())
        .uid(owner.metadata().uid())
        .controller(true)
        .blockOwnerDeletion(true)
        .build();
  }

  /// Lets an informer file its objects by the controller's uid, and those without by namespace.
  public static <T extends ApiObject> Informer<T> index(Informer<T> informer) {
    return informer.index(INDEX, object -> List.of(indexed(object)));
  }

  private static String indexed(ApiObject object) {
    OwnerReference controller = controllerOf(object);
    return controller == null ? "orphan/" + object.metadata().namespace() : controller.uid();
  }

  /// The objects that another controls, from an informer with the [#index].
  public static <T extends ApiObject> List<T> controlledBy(Lister<T> lister, ApiObject owner) {
    return lister.byIndex(INDEX, owner.metadata().uid());
  }

  /// The objects of a namespace that nobody controls, from an informer with the [#index].
  public static <T extends ApiObject> List<T> orphans(Lister<T> lister, String namespace) {
    return lister.byIndex(INDEX, "orphan/" + namespace);
  }

  /// The controller itself, when it is of the kind and what the lister knows has the same uid.
  public static <T extends ApiObject> @Nullable T resolve(
      Lister<T> lister, Kind<T> kind, String namespace, @Nullable OwnerReference reference) {
    if (reference == null
        || !reference.kind().equals(kind.names().kind())
        || !group(reference.apiVersion()).equals(kind.names().group())) {
      return null;
    }
    T owner = lister.get(namespace, reference.name());
    return owner != null && owner.metadata().uid().equals(reference.uid()) ? owner : null;
  }

  private static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }
}
