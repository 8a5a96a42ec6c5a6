package io.kubejar.server.direct;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.api.meta.v1.ObjectList;
import io.kubejar.server.audit.Auditor;
import io.kubejar.server.registry.Aspect;
import io.kubejar.server.registry.CachedObject;
import io.kubejar.server.registry.Configuration;
import io.kubejar.server.registry.ListQuery;
import io.kubejar.server.registry.Page;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.Registry;
import io.kubejar.server.registry.Selection;
import io.kubejar.server.registry.SentDocument;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.rest.AccessControl;
import io.kubejar.server.rest.Configurations;
import io.kubejar.server.rest.Patches;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.ResourceTable;
import io.kubejar.server.rest.SubresourceHandler;
import io.kubejar.server.rest.TypedSubresources;
import io.kubejar.server.rest.VirtualResource;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One user's access to the API within the process.
///
/// All methods throw [ApiException] where the server would answer with an error.
public final class DirectCaller {
  private final Registries registries;
  private final ResourceTable table;
  private final AccessControl access;
  private final TypedSubresources subresources;
  private final User user;
  private final Auditor auditor;
  private final String manager;

  DirectCaller(
      Registries registries,
      ResourceTable table,
      AccessControl access,
      TypedSubresources subresources,
      User user,
      String manager,
      Auditor auditor) {
    this.registries = registries;
    this.table = table;
    this.access = access;
    this.subresources = subresources;
    this.user = user;
    this.auditor = auditor;
    this.manager = manager;
  }

  /// The same access under another name of who owns what is changed.
  public DirectCaller managedBy(String other) {
    return new DirectCaller(registries, table, access, subresources, user, other, auditor);
  }

  public User user() {
    return user;
  }

  /// The kind that is served under a kind's group, version and plural name; null when none is.
  public @Nullable Kind<?> find(Names names) {
    return registries.served().find(names.group(), names.version(), names.plural());
  }

  public <T extends ApiObject> T get(Kind<T> kind, String namespace, String name) {
    var call = check(kind, "get", namespace, name, "");
    return call.run(() -> registry(kind).get(namespace, name).object());
  }

  /// Creates an object, also one of a kind that is not stored.
  public <T extends ApiObject> T create(Kind<T> kind, String namespace, T object, boolean dryRun) {
    var call = check(kind, "create", namespace, "", "");
    call.sent(kind.codec(), object);
    VirtualResource<T> virtual = table.virtual(kind);
    if (virtual != null) {
      var request = request(call, "create", kind, namespace, "", "", dryRun);
      return call.run(
          () -> subresources.createVirtual(virtual, request, object, new SentDocument()));
    }
    return call.run(() -> registry(kind).create(namespace, object, writing(call, dryRun)).object());
  }

  /// Replaces an object, or the part of it that a subresource of the kind's own form stands for.
  public <T extends ApiObject> T update(
      Kind<T> kind, String namespace, String subresource, T object, boolean dryRun) {
    String name = object.metadata().name();
    var call = check(kind, "update", namespace, name, subresource);
    call.sent(kind.codec(), object);
    if (table.subresource(kind, subresource) instanceof SubresourceHandler.Typed<?, ?> typed) {
      return updateBelow(
          call, typed, request(call, "update", kind, namespace, name, subresource, dryRun), object);
    }
    return call.run(
        () ->
            registry(kind)
                .update(aspect(kind, subresource), namespace, name, object, writing(call, dryRun))
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
    var call = check(kind, "patch", namespace, name, subresource);
    return call.run(
        () -> {
          var patch = Patches.parse(mediaType, document, kind.codec());
          return registry(kind)
              .change(
                  aspect(kind, subresource),
                  namespace,
                  name,
                  old -> patch.apply(kind.codec(), old),
                  writing(call, dryRun))
              .object();
        });
  }

  /// Lays a configuration over an object, or over what a subresource of it stands for, or makes a
  /// new object of it.
  ///
  /// @param document the configuration in JSON or YAML
  /// @param force whether fields that others manage are taken from them
  @SuppressWarnings("unchecked") // what the subresource takes is what it returns
  public <B> B apply(
      Kind<?> kind,
      String namespace,
      String name,
      String subresource,
      byte[] document,
      boolean force,
      boolean dryRun) {
    var call = check(kind, "patch", namespace, name, subresource);
    return call.run(
        () -> {
          var configuration = Configurations.parse(document, force);
          if (table.subresource(kind, subresource)
              instanceof SubresourceHandler.Typed<?, ?> typed) {
            var request = request(call, "patch", kind, namespace, name, subresource, dryRun);
            return (B) subresources.apply(typed, request, configuration);
          }
          return (B) apply(call, kind, namespace, name, subresource, configuration, dryRun);
        });
  }

  private <T extends ApiObject> T apply(
      DirectCall call,
      Kind<T> kind,
      String namespace,
      String name,
      String subresource,
      Configuration configuration,
      boolean dryRun) {
    return registry(kind)
        .apply(
            aspect(kind, subresource),
            namespace,
            name,
            configuration,
            writing(call, dryRun),
            () -> access.check(attributes(kind, "create", namespace, name, "")))
        .object()
        .object();
  }

  /// Deletes an object.
  ///
  /// @return its last state, or the state in which it waits for its end
  public <T extends ApiObject> T delete(
      Kind<T> kind, String namespace, String name, DeleteOptions options) {
    var call = check(kind, "delete", namespace, name, "");
    return call.run(
        () ->
            registry(kind)
                .delete(namespace, name, options, writing(call, !options.dryRun().isEmpty()))
                .object()
                .object());
  }

  public <T extends ApiObject> ObjectList<T> deleteCollection(
      Kind<T> kind, String namespace, ListOptions selection, DeleteOptions options) {
    var call = check(kind, "deletecollection", namespace, "", "");
    return call.run(
        () ->
            list(
                registry(kind)
                    .deleteCollection(
                        selection(kind, namespace, selection),
                        ListQuery.of(selection, false),
                        options,
                        writing(call, !options.dryRun().isEmpty()))));
  }

  public <T extends ApiObject> ObjectList<T> list(
      Kind<T> kind, String namespace, ListOptions options) {
    var call = checkCollection(kind, "list", namespace, options);
    VirtualResource<T> virtual = table.virtual(kind);
    if (virtual != null) {
      return list(
          new Page<>(
              virtual.list(request(call, "list", kind, namespace, "", "", false)).stream()
                  .map(object -> CachedObject.unstored(kind, object))
                  .toList(),
              0,
              "",
              null));
    }
    return call.run(
        () ->
            list(
                registry(kind)
                    .list(selection(kind, namespace, options), ListQuery.of(options, false))));
  }

  /// Follows the objects that the options select; to be closed by the reader.
  public <T extends ApiObject> DirectWatch<T> watch(
      Kind<T> kind, String namespace, ListOptions options) {
    var call = checkCollection(kind, "watch", namespace, options);
    return call.watch(
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
    var typed = (SubresourceHandler.Typed<B, ?>) typed(kind, subresource);
    var call = check(kind, "get", namespace, name, subresource);
    return call.run(
        () -> typed.get(request(call, "get", kind, namespace, name, subresource, false)));
  }

  /// Creates below an object, such as a binding or an eviction.
  @SuppressWarnings("unchecked") // the caller knows the subresource's form
  public <B, R> R createBelow(
      Kind<?> kind, String namespace, String name, String subresource, B body, boolean dryRun) {
    var typed = (SubresourceHandler.Typed<B, R>) typed(kind, subresource);
    var call = check(kind, "create", namespace, name, subresource);
    call.sent(typed.bodyCodec(), body);
    return call.run(
        () ->
            subresources.create(
                typed, request(call, "create", kind, namespace, name, subresource, dryRun), body));
  }

  /// Replaces a subresource with a form of its own, such as `scale`.
  @SuppressWarnings("unchecked") // the caller knows the subresource's form
  public <B> B updateBelow(
      Kind<?> kind, String namespace, String name, String subresource, B body, boolean dryRun) {
    var typed = (SubresourceHandler.Typed<B, ?>) typed(kind, subresource);
    var call = check(kind, "update", namespace, name, subresource);
    call.sent(typed.bodyCodec(), body);
    return updateBelow(
        call, typed, request(call, "update", kind, namespace, name, subresource, dryRun), body);
  }

  @SuppressWarnings("unchecked") // the caller knows the subresource's form
  private <B> B updateBelow(
      DirectCall call, SubresourceHandler.Typed<?, ?> handler, ResourceRequest request, B body) {
    var typed = (SubresourceHandler.Typed<B, ?>) handler;
    return call.run(() -> subresources.update(typed, request, body));
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

  private WriteContext writing(DirectCall call, boolean dryRun) {
    return new WriteContext(user, manager, dryRun, call.warnings());
  }

  private ResourceRequest request(
      DirectCall call,
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
        manager,
        dryRun,
        Map.<String, List<String>>of(),
        call.warnings());
  }

  private DirectCall check(
      Kind<?> kind, String verb, String namespace, String name, String subresource) {
    return DirectCall.begin(
        auditor, access, kind, attributes(kind, verb, namespace, name, subresource));
  }

  private Attributes attributes(
      Kind<?> kind, String verb, String namespace, String name, String subresource) {
    var names = kind.names();
    return new Attributes(
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
        "");
  }

  private DirectCall checkCollection(
      Kind<?> kind, String verb, String namespace, ListOptions options) {
    var names = kind.names();
    return DirectCall.begin(
        auditor,
        access,
        kind,
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
}
