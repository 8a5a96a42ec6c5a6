package io.kubejar.server.direct;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.api.meta.v1.ObjectList;
import io.kubejar.server.registry.Aspect;
import io.kubejar.server.registry.CachedObject;
import io.kubejar.server.registry.ListQuery;
import io.kubejar.server.registry.Page;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.Registry;
import io.kubejar.server.registry.Selection;
import io.kubejar.server.registry.StoreFailures;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.rest.AccessControl;
import io.kubejar.server.rest.Patches;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.ResourceTable;
import io.kubejar.server.rest.SubresourceHandler;
import io.kubejar.server.rest.TypedSubresources;
import io.kubejar.server.rest.VirtualResource;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.User;
import io.kubejar.server.spi.Warnings;
import io.kubejar.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// One user's access to the API within the process.
///
/// All methods throw [ApiException] where the server would answer with an error.
public final class DirectCaller {
  private final Registries registries;
  private final ResourceTable table;
  private final AccessControl access;
  private final TypedSubresources subresources;
  private final User user;

  DirectCaller(
      Registries registries,
      ResourceTable table,
      AccessControl access,
      TypedSubresources subresources,
      User user) {
    this.registries = registries;
    this.table = table;
    this.access = access;
    this.subresources = subresources;
    this.user = user;
  }

  public User user() {
    return user;
  }

  public <T extends ApiObject> T get(Kind<T> kind, String namespace, String name) {
    check(kind, "get", namespace, name, "");
    return translating(() -> registry(kind).get(namespace, name).object());
  }

  /// Creates an object, also one of a kind that is not stored.
  public <T extends ApiObject> T create(Kind<T> kind, String namespace, T object, boolean dryRun) {
    check(kind, "create", namespace, "", "");
    VirtualResource<T> virtual = table.virtual(kind);
    if (virtual != null) {
      var request = request("create", kind, namespace, "", "", dryRun);
      return translating(() -> subresources.createVirtual(virtual, request, object));
    }
    return translating(() -> registry(kind).create(namespace, object, writing(dryRun)).object());
  }

  /// Replaces an object, or the part of it that a subresource of the kind's own form stands for.
  public <T extends ApiObject> T update(
      Kind<T> kind, String namespace, String subresource, T object, boolean dryRun) {
    String name = object.metadata().name();
    check(kind, "update", namespace, name, subresource);
    if (table.subresource(kind, subresource) instanceof SubresourceHandler.Typed<?, ?> typed) {
      return updateBelow(
          typed, request("update", kind, namespace, name, subresource, dryRun), object);
    }
    return translating(
        () ->
            registry(kind)
                .update(aspect(kind, subresource), namespace, name, object, writing(dryRun))
                .object()
                .object());
  }

  /// Changes an object by a patch.
  ///
  /// @param mediaType the patch's form, such as `application/merge-patch+json`
  public <T extends ApiObject> T patch(
      Kind<T> kind,
      String namespace,
      String name,
      String subresource,
      String mediaType,
      byte[] document,
      boolean dryRun) {
    check(kind, "patch", namespace, name, subresource);
    var patch = Patches.parse(mediaType, document, kind.codec());
    return translating(
        () ->
            registry(kind)
                .change(
                    aspect(kind, subresource),
                    namespace,
                    name,
                    old -> patch.apply(kind.codec(), old),
                    writing(dryRun))
                .object());
  }

  /// Deletes an object.
  ///
  /// @return its last state, or the state in which it waits for its end
  public <T extends ApiObject> T delete(
      Kind<T> kind, String namespace, String name, DeleteOptions options) {
    check(kind, "delete", namespace, name, "");
    return translating(
        () ->
            registry(kind)
                .delete(namespace, name, options, writing(!options.dryRun().isEmpty()))
                .object()
                .object());
  }

  public <T extends ApiObject> ObjectList<T> deleteCollection(
      Kind<T> kind, String namespace, ListOptions selection, DeleteOptions options) {
    check(kind, "deletecollection", namespace, "", "");
    return translating(
        () ->
            list(
                registry(kind)
                    .deleteCollection(
                        selection(kind, namespace, selection),
                        ListQuery.of(selection, false),
                        options,
                        writing(!options.dryRun().isEmpty()))));
  }

  public <T extends ApiObject> ObjectList<T> list(
      Kind<T> kind, String namespace, ListOptions options) {
    checkCollection(kind, "list", namespace, options);
    VirtualResource<T> virtual = table.virtual(kind);
    if (virtual != null) {
      return list(
          new Page<>(
              virtual.list(request("list", kind, namespace, "", "", false)).stream()
                  .map(object -> CachedObject.unstored(kind, object))
                  .toList(),
              0,
              "",
              null));
    }
    return translating(
        () ->
            list(
                registry(kind)
                    .list(selection(kind, namespace, options), ListQuery.of(options, false))));
  }

  /// Follows the objects that the options select; to be closed by the reader.
  public <T extends ApiObject> DirectWatch<T> watch(
      Kind<T> kind, String namespace, ListOptions options) {
    checkCollection(kind, "watch", namespace, options);
    return translating(
        () ->
            new DirectWatch<>(
                registry(kind),
                selection(kind, namespace, options),
                ListQuery.of(options, true),
                options.timeoutSeconds()));
  }

  /// Reads a subresource with a form of its own, such as `scale`.
  @SuppressWarnings("unchecked") // the caller knows the subresource's form
  public <B> B getBelow(Kind<?> kind, String namespace, String name, String subresource) {
    check(kind, "get", namespace, name, subresource);
    var typed = (SubresourceHandler.Typed<B, ?>) typed(kind, subresource);
    return translating(() -> typed.get(request("get", kind, namespace, name, subresource, false)));
  }

  /// Creates below an object, such as a binding or an eviction.
  @SuppressWarnings("unchecked") // the caller knows the subresource's form
  public <B, R> R createBelow(
      Kind<?> kind, String namespace, String name, String subresource, B body, boolean dryRun) {
    check(kind, "create", namespace, name, subresource);
    var typed = (SubresourceHandler.Typed<B, R>) typed(kind, subresource);
    return translating(
        () ->
            subresources.create(
                typed, request("create", kind, namespace, name, subresource, dryRun), body));
  }

  /// Replaces a subresource with a form of its own, such as `scale`.
  public <B> B updateBelow(
      Kind<?> kind, String namespace, String name, String subresource, B body, boolean dryRun) {
    check(kind, "update", namespace, name, subresource);
    return updateBelow(
        typed(kind, subresource),
        request("update", kind, namespace, name, subresource, dryRun),
        body);
  }

  @SuppressWarnings("unchecked") // the caller knows the subresource's form
  private <B> B updateBelow(
      SubresourceHandler.Typed<?, ?> handler, ResourceRequest request, B body) {
    var typed = (SubresourceHandler.Typed<B, ?>) handler;
    return translating(() -> subresources.update(typed, request, body));
  }

  private SubresourceHandler.Typed<?, ?> typed(Kind<?> kind, String subresource) {
    if (table.subresource(kind, subresource) instanceof SubresourceHandler.Typed<?, ?> typed) {
      return typed;
    }
    throw Failures.noSuchPath();
  }

  private <T extends ApiObject> Registry<T> registry(Kind<T> kind) {
    if (!registries.stores(kind)) {
      throw Failures.methodNotAllowed();
    }
    return registries.of(kind);
  }

  private static <T extends ApiObject> Aspect<T> aspect(Kind<T> kind, String subresource) {
    Aspect<T> aspect = Aspect.of(kind, subresource);
    if (aspect == null) {
      throw Failures.noSuchPath();
    }
    return aspect;
  }

  private static <T extends ApiObject> Selection<T> selection(
      Kind<T> kind, String namespace, ListOptions options) {
    return Selection.parse(kind, namespace, options.labelSelector(), options.fieldSelector());
  }

  private static <T extends ApiObject> ObjectList<T> list(Page<T> page) {
    var objects = new ArrayList<T>(page.objects().size());
    for (CachedObject<T> object : page.objects()) {
      objects.add(object.object());
    }
    return new ObjectList<>(page.metadata(), objects);
  }

  private WriteContext writing(boolean dryRun) {
    return new WriteContext(user, dryRun, new Warnings());
  }

  private ResourceRequest request(
      String verb,
      Kind<?> kind,
      String namespace,
      String name,
      String subresource,
      boolean dryRun) {
    return new ResourceRequest(
        verb,
        kind,
        namespace,
        name,
        subresource,
        user,
        dryRun,
        Map.<String, List<String>>of(),
        new Warnings());
  }

  private void check(Kind<?> kind, String verb, String namespace, String name, String subresource) {
    var names = kind.names();
    access.check(
        new Attributes(
            user,
            verb,
            names.group(),
            names.version(),
            names.plural(),
            subresource,
            namespace,
            name,
            "",
            "",
            ""));
  }

  private void checkCollection(Kind<?> kind, String verb, String namespace, ListOptions options) {
    var names = kind.names();
    access.check(
        new Attributes(
            user,
            verb,
            names.group(),
            names.version(),
            names.plural(),
            "",
            namespace,
            Selection.exactName(options.fieldSelector()),
            options.fieldSelector(),
            options.labelSelector(),
            ""));
  }

  private static <R> R translating(Supplier<R> action) {
    try {
      return action.get();
    } catch (StoreException e) {
      throw StoreFailures.translate(e);
    }
  }
}
