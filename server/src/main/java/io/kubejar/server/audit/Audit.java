package io.kubejar.server.audit;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ListMeta;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.server.audit.AuditEvent.ObjectRef;
import io.kubejar.server.audit.AuditEvent.Outcome;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer.Decision;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.User;
import io.kubejar.server.spi.Warnings;
import io.kubejar.wire.json.JsonValue;
import java.time.Instant;
import java.util.EnumSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is told of one request: gathered while it is worked on, handed on at each of its stages.
///
/// [#NONE] stands for a request of which nothing is told; all its methods do nothing.
public final class Audit {
  /// Tells nothing.
  public static final Audit NONE = new Audit();

  private final @Nullable Auditor auditor;
  private final AuditPolicy.Decision decision;
  private final Attributes attributes;
  private final @Nullable Origin origin;
  private final boolean known;
  private final Instant received;
  private final SortedMap<String, String> annotations = new TreeMap<>();
  private final EnumSet<Stage> told = EnumSet.noneOf(Stage.class);
  private @Nullable User impersonated;
  private String impersonationConstraint = "";
  private @Nullable ObjectRef ref;
  private @Nullable Status status;
  private byte @Nullable [] requestObject;
  private byte @Nullable [] responseObject;

  private Audit() {
    auditor = null;
    decision = new AuditPolicy.Decision(Level.NONE, EnumSet.noneOf(Stage.class), false);
    attributes = Attributes.ofPath(User.ANONYMOUS, "", "");
    origin = null;
    known = false;
    received = Instant.EPOCH;
  }

  Audit(
      Auditor auditor,
      AuditPolicy.Decision decision,
      Origin origin,
      Attributes attributes,
      boolean known,
      Instant received) {
    this.auditor = auditor;
    this.decision = decision;
    this.origin = origin;
    this.attributes = attributes;
    this.known = known;
    this.received = received;
    if (attributes.isResourceRequest()) {
      ref =
          new ObjectRef(
              attributes.resource(),
              attributes.namespace(),
              attributes.name(),
              "",
              attributes.group(),
              attributes.version(),
              "",
              attributes.subresource());
    }
  }

  /// Whether anything is told at all.
  public boolean isOn() {
    return auditor != null;
  }

  /// Whether the request's body is wanted: for itself, or for the object's name.
  public boolean wantsRequest() {
    return decision.level() != Level.NONE && (isWrite() || tellsRequest());
  }

  private boolean isWrite() {
    return attributes.verb().equals("create") || attributes.verb().equals("update");
  }

  private boolean tellsRequest() {
    return decision.level().tells(Level.REQUEST);
  }

  /// Whether the answer's body is wanted.
  public boolean wantsResponse() {
    return decision.level().tells(Level.REQUEST_RESPONSE);
  }

  /// The request is about to be worked on.
  ///
  /// @throws ApiException when the event cannot be kept and has to be
  public void received() {
    if (auditor != null && !tell(Stage.REQUEST_RECEIVED)) {
      auditor.rejected();
      throw Failures.internal("failed to store audit event");
    }
  }

  /// The request is made in another's name.
  ///
  /// @param constraint the narrower right that lets it, such as `impersonate:user-info`; empty for
  ///   the plain one
  public synchronized void impersonated(User user, String constraint) {
    impersonated = user;
    impersonationConstraint = constraint;
  }

  /// What authorization said.
  public void authorized(Decision verdict) {
    if (auditor == null) {
      return;
    }
    switch (verdict) {
      case Decision.Allowed(String reason) -> decided("allow", reason);
      case Decision.Denied(String reason) -> decided("forbid", reason);
      case Decision.NoOpinion(String reason) -> decided("forbid", reason);
      case Decision.Failed _ -> annotate("authorization.k8s.io/reason", "internal error");
    }
  }

  private void decided(String word, String reason) {
    annotate("authorization.k8s.io/decision", word);
    annotate("authorization.k8s.io/reason", reason);
  }

  /// Notes a fact; the first word on a key stands.
  public synchronized void annotate(String key, String value) {
    if (auditor != null) {
      annotations.putIfAbsent(key, value);
    }
  }

  /// Notes what was gathered on the way, as far as the level lets it be told.
  public void annotate(Warnings gathered) {
    gathered.annotations().forEach(this::annotate);
    if (tellsRequest()) {
      gathered.requestAnnotations().forEach(this::annotate);
    }
  }

  /// The request's body.
  public synchronized void request(JsonValue body) {
    if (auditor == null) {
      return;
    }
    ObjectRef named = ref;
    if (named != null && isWrite() && body instanceof JsonValue.Obj object) {
      ref = completed(named, object.object("metadata"));
    }
    if (tellsRequest()) {
      requestObject = withoutManagedFields(body).toJson();
    }
  }

  private static ObjectRef completed(ObjectRef ref, JsonValue.Obj metadata) {
    return new ObjectRef(
        ref.resource(),
        ref.namespace().isEmpty() ? metadata.text("namespace") : ref.namespace(),
        ref.name().isEmpty() ? metadata.text("name") : ref.name(),
        metadata.text("uid"),
        ref.apiGroup(),
        ref.apiVersion(),
        metadata.text("resourceVersion"),
        ref.subresource());
  }

  /// The answer's body.
  public synchronized void response(JsonValue body) {
    if (wantsResponse()) {
      responseObject = withoutManagedFields(body).toJson();
    }
  }

  private JsonValue withoutManagedFields(JsonValue body) {
    if (!decision.omitManagedFields() || !(body instanceof JsonValue.Obj object)) {
      return body;
    }
    var result = object;
    if (object.has("metadata")) {
      result = result.with("metadata", object.object("metadata").without("managedFields"));
    }
    if (object.get("items") instanceof JsonValue.Array(var items)) {
      result =
          result.with(
              "items",
              new JsonValue.Array(items.stream().map(this::withoutManagedFields).toList()));
    }
    return result;
  }

  /// The answer is, or will be, this status.
  public synchronized void status(Status answer) {
    if (!known && status != null) {
      return; // why nobody is known says more
    }
    status =
        new Status(
            ListMeta.builder().build(),
            answer.status(),
            answer.message(),
            answer.reason(),
            answer.details(),
            answer.code());
  }

  /// The answer's head is sent.
  public synchronized void started(int code) {
    Origin from = origin;
    if (from == null) {
      return;
    }
    status = coded(status, code);
    if (from.isLong() || !known) {
      tell(Stage.RESPONSE_STARTED);
    }
  }

  private static Status coded(@Nullable Status status, int code) {
    return status == null
        ? new Status(ListMeta.builder().build(), "", "", "", null, code)
        : new Status(
            status.metadata(),
            status.status(),
            status.message(),
            status.reason(),
            status.details(),
            code);
  }

  /// Nothing more will be sent.
  public synchronized void complete() {
    Origin from = origin;
    if (from == null || !known) {
      return;
    }
    if (status == null) {
      status =
          new Status(
              ListMeta.builder().build(), "Success", "Connection closed early", "", null, 200);
      if (from.isLong()) {
        tell(Stage.RESPONSE_STARTED);
      }
    }
    tell(Stage.RESPONSE_COMPLETE);
  }

  /// The server failed.
  public synchronized void panicked(Throwable failure) {
    if (auditor != null) {
      status =
          new Status(
              ListMeta.builder().build(),
              "Failure",
              "APIServer panic'd: " + failure,
              "InternalError",
              null,
              500);
      tell(Stage.PANIC);
    }
  }

  /// Each stage is told once, and the end only once in one way or the other.
  private synchronized boolean tell(Stage stage) {
    Auditor to = auditor;
    Origin from = origin;
    boolean ended = told.contains(Stage.RESPONSE_COMPLETE) || told.contains(Stage.PANIC);
    if (to == null || from == null || ended || !told.add(stage)) {
      return true;
    }
    if (decision.omitStages().contains(stage)) {
      return true;
    }
    var request =
        new AuditEvent.Request(
            from,
            attributes.verb(),
            known ? attributes.user() : null,
            impersonated,
            impersonationConstraint,
            ref,
            received);
    var outcome = new Outcome(status, requestObject, responseObject, new TreeMap<>(annotations));
    return to.emit(
        new AuditEvent(
            decision.level(),
            stage,
            request,
            outcome,
            stage == Stage.REQUEST_RECEIVED ? received : to.now()));
  }
}
