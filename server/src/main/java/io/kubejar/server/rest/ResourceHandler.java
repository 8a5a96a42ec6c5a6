package io.kubejar.server.rest;

import io.kubejar.api.codec.RecordCodec;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ListMeta;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.meta.v1.StatusCodec;
import io.kubejar.http.QueryParameters;
import io.kubejar.server.registry.Aspect;
import io.kubejar.server.registry.CachedObject;
import io.kubejar.server.registry.Page;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.Registry;
import io.kubejar.server.registry.SentDocument;
import io.kubejar.server.spi.Failures;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds who answers a request on a resource, and refuses what the paths do not offer.
public final class ResourceHandler {
  private final ResourceTable table;
  private final TypedSubresources subresources;
  private final Registries registries;
  private final AccessControl access;
  private final Clock clock;
  private final Map<Kind<?>, KindHandler<?>> handlers = new HashMap<>();

  public ResourceHandler(
      ResourceTable table, Registries registries, AccessControl access, Clock clock) {
    this.table = table;
    this.subresources = new TypedSubresources(registries);
    this.registries = registries;
    this.access = access;
    this.clock = clock;
    for (Registry<?> registry : registries.all()) {
      handlers.put(registry.kind(), new KindHandler<>(registry, access, clock));
    }
  }

  /// Who answers for a kind that is stored; null when it is not.
  private @Nullable KindHandler<?> handler(Kind<?> kind) {
    KindHandler<?> known = handlers.get(kind);
    if (known != null) {
      return known;
    }
    return registries.stores(kind) ? new KindHandler<>(registries.of(kind), access, clock) : null;
  }

  void handle(RequestContext context) throws Exception {
    var info = context.info();
    Kind<?> kind = table.kind(info.group(), info.version(), info.resource());
    if (kind == null) {
      if (table.hasGroup(info.group())) {
        throw Failures.noSuchPath();
      }
      context.respondText(404, "404 page not found\n");
      return;
    }
    String deprecation = KnownTypes.deprecation(kind);
    if (!deprecation.isEmpty()) {
      context.warnings().add(deprecation);
    }
    var names = kind.names();
    String method = context.exchange().method();
    if (names.namespaced()
        ? info.namespace().isEmpty() && !info.name().isEmpty()
        : misplaced(info)) {
      throw Failures.noSuchPath();
    }
    checkName(info.name());
    if (!info.subresource().isEmpty()) {
      subresource(context, kind);
      return;
    }
    boolean anywhere = names.namespaced() && info.namespace().isEmpty();
    boolean offered =
        switch (method) {
          case "GET" -> true;
          case "POST" -> info.name().isEmpty() && !anywhere;
          case "DELETE" -> !info.name().isEmpty() || !anywhere;
          case "PUT", "PATCH" -> !info.name().isEmpty();
          default -> false;
        };
    if (!info.name().isEmpty() && names.verbs().equals(List.of("create"))) {
      throw Failures.noSuchPath();
    }
    if (!offered || !names.verbs().contains(info.verb())) {
      throw Failures.methodNotAllowed();
    }
    if (!info.rest().isEmpty()) {
      throw Failures.noSuchPath();
    }
    KindHandler<?> handler = handler(kind);
    if (handler == null) {
      virtual(context, kind);
    } else {
      handler.handle(context);
    }
  }

  /// Whether a cluster-scoped resource is asked for within a namespace.
  private static boolean misplaced(RequestInfo info) {
    return !info.namespace().isEmpty() && !info.resource().equals("namespaces");
  }

  private static void checkName(String name) {
    if (name.equals(".") || name.equals("..")) {
      throw Failures.badRequest(
          "Name parameter invalid: \"%s\": may not be '%s'".formatted(name, name));
    }
    if (name.indexOf('%') >= 0) {
      throw Failures.badRequest(
          "Name parameter invalid: \"%s\": may not contain '%%'".formatted(name));
    }
  }

  private static ResourceRequest request(RequestContext context, Kind<?> kind, boolean dryRun) {
    var info = context.info();
    return new ResourceRequest(
        info.verb(),
        kind,
        kind.names().namespaced() ? info.namespace() : "",
        info.name(),
        info.subresource(),
        context.user(),
        FieldManager.of(context.exchange()),
        dryRun,
        query(context.exchange().query()),
        context.warnings());
  }

  private static Map<String, List<String>> query(QueryParameters parameters) {
    var query = new LinkedHashMap<String, List<String>>();
    for (String name : parameters.names()) {
      query.put(name, parameters.all(name));
    }
    return query;
  }

  private void subresource(RequestContext context, Kind<?> kind) throws Exception {
    var info = context.info();
    var declared = kind.names().subresource(info.subresource());
    if (declared.isEmpty()) {
      throw Failures.noSuchPath();
    }
    var handler = table.subresource(kind, info.subresource());
    if (handler instanceof SubresourceHandler.Streaming streaming) {
      var request = request(context, kind, false);
      var options = streaming.options();
      if (options != null) {
        subresources.connect(request, options, info.rest());
      }
      streaming.handle(context, request);
      return;
    }
    if (!declared.get().verbs().contains(info.verb())
        || context.exchange().method().equals("HEAD")) {
      throw Failures.methodNotAllowed();
    }
    if (!info.rest().isEmpty()) {
      throw Failures.noSuchPath();
    }
    if (handler instanceof SubresourceHandler.Typed<?, ?> typed) {
      typed(context, kind, typed);
      return;
    }
    KindHandler<?> own = handler(kind);
    if (own == null || Aspect.of(kind, info.subresource()) == null) {
      throw Failures.noSuchPath();
    }
    own.handle(context);
  }

  private <B, R> void typed(
      RequestContext context, Kind<?> kind, SubresourceHandler.Typed<B, R> handler)
      throws IOException {
    var exchange = context.exchange();
    var query = exchange.query();
    Kind<?> shown = handler.shownAs();
    var form = Form.negotiate(exchange, Form.Offer.object(shown != null));
    String verb = context.info().verb();
    FieldValidation validation = FieldValidation.of(query.first("fieldValidation", ""));
    switch (verb) {
      case "get" ->
          show(
              context,
              shown,
              form,
              handler.bodyCodec(),
              handler.get(request(context, kind, false)));
      case "create" -> {
        var request = request(context, kind, Queries.checkWrite(query, "CreateOptions"));
        B body =
            Bodies.object(
                exchange, handler.bodyCodec(), validation, context.warnings(), new SentDocument());
        write(
            context, 201, form, handler.resultCodec(), subresources.create(handler, request, body));
      }
      case "update" -> {
        var request = request(context, kind, Queries.checkWrite(query, "UpdateOptions"));
        B body =
            Bodies.object(
                exchange, handler.bodyCodec(), validation, context.warnings(), new SentDocument());
        show(
            context, shown, form, handler.bodyCodec(), subresources.update(handler, request, body));
      }
      case "patch" -> {
        String type = Bodies.mediaType(exchange);
        Patches.checkOptions(type, query);
        var request = request(context, kind, Queries.checkWrite(query, "PatchOptions"));
        if (type.equals(Configurations.MEDIA_TYPE)) {
          var configuration =
              Configurations.parse(Bodies.read(exchange), query, context.warnings());
          B applied = subresources.apply(handler, request, configuration);
          write(context, 200, form, handler.bodyCodec(), applied);
          return;
        }
        var patch = Patches.parse(type, Bodies.read(exchange), handler.bodyCodec());
        B patched =
            subresources.patch(
                handler,
                request,
                old ->
                    patch.apply(
                        handler.bodyCodec(),
                        old,
                        validation,
                        context.warnings(),
                        new SentDocument()));
        show(context, shown, form, handler.bodyCodec(), patched);
      }
      default -> throw Failures.methodNotAllowed();
    }
  }

  /// Answers with an object, in the shape that the client asked for.
  @SuppressWarnings("unchecked") // the handler says whose columns its objects have
  private <B> void show(
      RequestContext context, @Nullable Kind<?> shown, Form form, ObjectCodec<B> codec, B value) {
    if (shown != null && form.shape() != Form.Shape.OBJECT && value instanceof ApiObject object) {
      showShaped(context, (Kind<ApiObject>) shown, form, object);
    } else {
      write(context, 200, form, codec, value);
    }
  }

  private void showShaped(
      RequestContext context, Kind<ApiObject> shown, Form form, ApiObject object) {
    var include = context.exchange().query().first("includeObject", "");
    var answers = new Answers<>(shown, form, include, clock);
    context.respond(200, form.contentType(), answers.object(CachedObject.unstored(shown, object)));
  }

  private static <B> void write(
      RequestContext context, int status, Form form, RecordCodec<B> codec, B value) {
    byte[] json = TypedJson.encode(codec, value);
    context.respond(
        status, form.contentType(), Answers.finish(form, List.of(json), codec.schema()));
  }

  private <T extends ApiObject> void virtual(RequestContext context, Kind<T> kind)
      throws IOException {
    var resource = table.virtual(kind);
    if (resource == null) {
      throw Failures.noSuchPath();
    }
    var exchange = context.exchange();
    var query = exchange.query();
    var form =
        Form.negotiate(
            exchange,
            switch (context.info().verb()) {
              case "create" -> Form.Offer.REVIEW;
              case "list" -> Form.Offer.LIST;
              default -> Form.Offer.OBJECT;
            });
    var answers = new Answers<>(kind, form, query.first("includeObject", ""), clock);
    switch (context.info().verb()) {
      case "create" -> {
        var request = request(context, kind, Queries.checkWrite(query, "CreateOptions"));
        var sent = new SentDocument();
        T object =
            Bodies.object(
                exchange,
                kind.codec(),
                FieldValidation.of(query.first("fieldValidation", "")),
                context.warnings(),
                sent);
        T created = subresources.createVirtual(resource, request, object, sent);
        if (resource.answersStatus()) {
          var status = new Status(ListMeta.builder().build(), "Success", "", "", null, 201);
          write(context, 201, form, StatusCodec.INSTANCE, status);
          return;
        }
        context.respond(
            201, form.contentType(), answers.object(CachedObject.unstored(kind, created)));
      }
      case "get" ->
          context.respond(
              200,
              form.contentType(),
              answers.object(
                  CachedObject.unstored(kind, resource.get(request(context, kind, false)))));
      case "list" -> {
        var objects =
            resource.list(request(context, kind, false)).stream()
                .map(object -> CachedObject.unstored(kind, object))
                .toList();
        context.respond(200, form.contentType(), answers.list(new Page<>(objects, 0, "", null)));
      }
      default -> throw Failures.methodNotAllowed();
    }
  }
}
