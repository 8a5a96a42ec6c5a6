package io.kubejar.server.rest;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.DeleteOptionsCodec;
import io.kubejar.api.meta.v1.ListMeta;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.meta.v1.StatusCodec;
import io.kubejar.api.meta.v1.StatusDetails;
import io.kubejar.http.QueryParameters;
import io.kubejar.http.ResponseStream;
import io.kubejar.http.WebSocket;
import io.kubejar.server.registry.Aspect;
import io.kubejar.server.registry.CachedObject;
import io.kubejar.server.registry.ListQuery;
import io.kubejar.server.registry.Registry;
import io.kubejar.server.registry.Selection;
import io.kubejar.server.registry.Subscription;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.WriteOptions;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.TypeMeta;
import io.kubejar.wire.protobuf.ProtobufDocument;
import io.kubejar.wire.protobuf.ProtobufException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Answers requests on the objects of one stored kind.
final class KindHandler<T extends ApiObject> {
  private static final int SHORTEST_WATCH = 1800;

  private final Kind<T> kind;
  private final Registry<T> registry;
  private final AccessControl access;
  private final Clock clock;

  KindHandler(Registry<T> registry, AccessControl access, Clock clock) {
    this.access = access;
    this.kind = registry.kind();
    this.registry = registry;
    this.clock = clock;
  }

  /// Answers a request on objects, or on the part of an object that an aspect stands for.
  void handle(RequestContext context) throws IOException, InterruptedException {
    switch (context.info().verb()) {
      case "get" -> get(context);
      case "list" -> list(context);
      case "watch" -> watch(context);
      case "create" -> create(context);
      case "update" -> update(context);
      case "patch" -> patch(context);
      case "delete" -> delete(context);
      case "deletecollection" -> deleteCollection(context);
      default -> throw Failures.methodNotAllowed();
    }
  }

  private Aspect<T> requiredAspect(RequestContext context) {
    Aspect<T> aspect = Aspect.of(kind, context.info().subresource());
    if (aspect == null) {
      throw Failures.noSuchPath();
    }
    return aspect;
  }

  private Answers<T> answers(RequestContext context, Form.Offer offer) {
    boolean custom = kind.codec().schema().proto().isEmpty();
    Form form = Form.negotiate(context.exchange(), custom ? offer.custom() : offer);
    return new Answers<>(kind, form, context.exchange().query().first("includeObject", ""), clock);
  }

  private static void respond(
      RequestContext context, int status, Answers<?> answers, List<byte[]> pieces) {
    context.respond(status, answers.form().contentType(), pieces);
  }

  private void get(RequestContext context) {
    var info = context.info();
    var answers = answers(context, Form.Offer.OBJECT);
    String version = context.exchange().query().first("resourceVersion", "");
    var object =
        version.isEmpty()
            ? registry.get(namespace(info), info.name())
            : registry.getNotOlderThan(
                namespace(info), info.name(), ListQuery.parseRevision(version));
    respond(context, 200, answers, answers.object(object));
  }

  private Selection<T> selection(RequestContext context, ListOptions options) {
    String fields = options.fieldSelector();
    String name = context.info().name();
    if (!name.isEmpty()) {
      fields = fields.isEmpty() ? "metadata.name=" + name : fields + ",metadata.name=" + name;
    }
    return Selection.parse(kind, namespace(context.info()), options.labelSelector(), fields);
  }

  /// The namespace of the objects; a namespace itself is in none.
  private String namespace(RequestInfo info) {
    return kind.names().namespaced() ? info.namespace() : "";
  }

  private void list(RequestContext context) {
    var options = Queries.list(context.exchange().query());
    var answers = answers(context, Form.Offer.LIST);
    var page = registry.list(selection(context, options), ListQuery.of(options, false));
    respond(context, 200, answers, answers.list(page));
  }

  private void watch(RequestContext context) throws IOException, InterruptedException {
    if (!context.exchange().method().equals("GET")) {
      throw Failures.methodNotAllowed();
    }
    var options = Queries.list(context.exchange().query());
    var answers = answers(context, Form.Offer.WATCH);
    var selection = selection(context, options);
    var query = ListQuery.of(options, true);
    var stream = new WatchStream<>(kind, answers);
    Subscription<T> subscription;
    try {
      subscription = registry.watch(selection, query, stream);
    } catch (ApiException e) {
      if (!e.isExpired()) {
        throw e;
      }
      try (var only = stream(context, answers.form().streamType())) {
        only.write(WatchStream.errorEvent(answers.form(), e.status()));
        only.flush();
      }
      return;
    }
    try (subscription) {
      boolean initialEnd = Boolean.TRUE.equals(query.sendInitialEvents()) && query.bookmarks();
      stream.run(
          stream(context, answers.form().streamType()),
          subscription,
          query.bookmarks(),
          initialEnd,
          timeout(options));
    }
  }

  private static ResponseStream stream(RequestContext context, String contentType)
      throws IOException {
    var exchange = context.exchange();
    return WebSocket.isRequestedBy(exchange)
        ? WebSocketStream.over(WebSocket.accept(exchange, ""))
        : exchange.stream(200, context.headers(contentType));
  }

  private static Duration timeout(ListOptions options) {
    Long seconds = options.timeoutSeconds();
    return Duration.ofSeconds(
        seconds != null && seconds > 0
            ? seconds
            : SHORTEST_WATCH + ThreadLocalRandom.current().nextInt(SHORTEST_WATCH));
  }

  private WriteContext writing(RequestContext context, boolean dryRun) {
    var query = context.exchange().query();
    return new WriteContext(
            context.user(), FieldManager.of(context.exchange()), dryRun, context.warnings())
        .given(
            WriteOptions.of(query.first("fieldManager", ""), query.first("fieldValidation", "")));
  }

  private static FieldValidation validation(QueryParameters query) {
    return FieldValidation.of(query.first("fieldValidation", ""));
  }

  private void create(RequestContext context) throws IOException {
    var query = context.exchange().query();
    var answers = answers(context, Form.Offer.OBJECT);
    boolean dryRun = Queries.checkWrite(query, "CreateOptions");
    var writing = writing(context, dryRun);
    T object =
        Bodies.object(
            context.exchange(),
            kind.codec(),
            validation(query),
            context.warnings(),
            writing.sent());
    var created = registry.create(namespace(context.info()), object, writing);
    respond(context, 201, answers, answers.object(created));
  }

  private void update(RequestContext context) throws IOException {
    var info = context.info();
    var query = context.exchange().query();
    var answers = answers(context, Form.Offer.OBJECT);
    var aspect = requiredAspect(context);
    boolean dryRun = Queries.checkWrite(query, "UpdateOptions");
    var writing = writing(context, dryRun);
    T object =
        Bodies.object(
            context.exchange(),
            kind.codec(),
            validation(query),
            context.warnings(),
            writing.sent());
    var updated = registry.update(aspect, namespace(info), info.name(), object, writing);
    respond(context, updated.created() ? 201 : 200, answers, answers.object(updated.object()));
  }

  private void patch(RequestContext context) throws IOException {
    var info = context.info();
    var query = context.exchange().query();
    var answers = answers(context, Form.Offer.OBJECT);
    var aspect = requiredAspect(context);
    String type = Bodies.mediaType(context.exchange());
    Patches.checkOptions(type, query);
    boolean dryRun = Queries.checkWrite(query, "PatchOptions");
    if (type.equals(Configurations.MEDIA_TYPE)) {
      var configuration =
          Configurations.parse(Bodies.read(context.exchange()), query, context.warnings());
      var applied =
          registry.apply(
              aspect,
              namespace(info),
              info.name(),
              configuration,
              writing(context, dryRun),
              () -> checkCreate(context));
      respond(context, applied.created() ? 201 : 200, answers, answers.object(applied.object()));
      return;
    }
    var patch = Patches.parse(type, Bodies.read(context.exchange()), kind.codec());
    FieldValidation validation = validation(query);
    var writing = writing(context, dryRun);
    var patched =
        registry.change(
            aspect,
            namespace(info),
            info.name(),
            old -> patch.apply(kind.codec(), old, validation, context.warnings(), writing.sent()),
            writing);
    respond(context, 200, answers, answers.object(patched));
  }

  /// Refuses to create what was to be changed, if the user may only change.
  private void checkCreate(RequestContext context) {
    var info = context.info();
    access.check(
        new Attributes(
            context.user(),
            "create",
            info.group(),
            info.version(),
            info.resource(),
            "",
            info.namespace(),
            info.name(),
            "",
            "",
            ""));
  }

  private DeleteOptions deleteOptions(RequestContext context) throws IOException {
    byte[] body = Bodies.read(context.exchange());
    if (body.length == 0) {
      return Queries.delete(context.exchange().query());
    }
    String mediaType = Bodies.mediaType(context.exchange());
    if (mediaType.equals(Form.YAML)) {
      body = Bodies.yamlToJson(body);
    } else if (mediaType.equals(ProtobufDocument.MEDIA_TYPE)) {
      body = deleteOptions(body);
    } else if (!mediaType.isEmpty() && !mediaType.equals(Form.JSON)) {
      throw Bodies.unsupported();
    }
    try {
      var type = TypeMeta.peek(body);
      if (!type.kind().isEmpty() && !type.kind().equals("DeleteOptions")) {
        throw Failures.badRequest(
            "no kind \"%s\" is registered for version \"%s\" in scheme \"k8s.io/apimachinery/pkg/apis/meta/internalversion/scheme/register.go:27\""
                .formatted(type.kind(), type.apiVersion()));
      }
      return JsonDecoder.decode(DeleteOptionsCodec.INSTANCE, body);
    } catch (JsonException e) {
      throw Failures.badRequest("couldn't get version/kind; json parse error: " + e.getMessage());
    }
  }

  private static byte[] deleteOptions(byte[] protobuf) {
    try {
      return ProtobufDocument.parse(protobuf).toJson(DeleteOptionsCodec.INSTANCE.schema()).toJson();
    } catch (ProtobufException e) {
      throw Failures.badRequest("couldn't get version/kind; " + e.getMessage());
    }
  }

  /// Warns a client that leaves it to the server what becomes of dependents.
  private void warn(RequestContext context, DeleteOptions options) {
    if (options.propagationPolicy() == null && options.orphanDependents() == null) {
      context.warnings().addAll(kind.warningsOnDelete());
    }
  }

  private void delete(RequestContext context) throws IOException {
    var info = context.info();
    var answers = answers(context, Form.Offer.OBJECT);
    var options = deleteOptions(context);
    warn(context, options);
    var deleted =
        registry.delete(
            namespace(info), info.name(), options, writing(context, !options.dryRun().isEmpty()));
    CachedObject<T> object = deleted.object();
    if (!deleted.gone() || registry.returnsDeleted()) {
      respond(context, 200, answers, answers.object(object));
      return;
    }
    var names = kind.names();
    context.respond(
        200,
        StatusCodec.INSTANCE,
        new Status(
            ListMeta.builder().build(),
            "Success",
            "",
            "",
            new StatusDetails(
                info.name(),
                names.group(),
                names.plural(),
                object.object().metadata().uid(),
                List.of(),
                0),
            0));
  }

  private void deleteCollection(RequestContext context) throws IOException {
    var options = Queries.list(context.exchange().query());
    var answers = answers(context, Form.Offer.OBJECT);
    var deleteOptions = deleteOptions(context);
    warn(context, deleteOptions);
    var page =
        registry.deleteCollection(
            selection(context, options),
            ListQuery.of(options, false),
            deleteOptions,
            writing(context, !deleteOptions.dryRun().isEmpty()));
    respond(context, 200, answers, answers.list(page));
  }
}
