package io.kubejar.server.audit;

import io.kubejar.api.authentication.v1.UserInfo;
import io.kubejar.api.authentication.v1.UserInfoCodec;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.meta.v1.StatusCodec;
import io.kubejar.api.value.MicroTime;
import io.kubejar.server.spi.User;
import io.kubejar.wire.json.DocumentWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is told of one request at one stage: `Event` of `audit.k8s.io/v1`.
///
/// @param level how much is told
/// @param stage how far the request has come
/// @param request what was asked
/// @param outcome what came of it so far
/// @param at when the stage was reached
public record AuditEvent(Level level, Stage stage, Request request, Outcome outcome, Instant at) {

  /// What was asked.
  ///
  /// @param origin where it came from
  /// @param verb the verb
  /// @param user who asked; null when that could not be found out
  /// @param impersonated as whom, or null
  /// @param constraint the narrower right that lets it; empty for the plain one
  /// @param ref the object that is meant; null for other paths
  /// @param received when it came
  public record Request(
      Origin origin,
      String verb,
      @Nullable User user,
      @Nullable User impersonated,
      String constraint,
      @Nullable ObjectRef ref,
      Instant received) {}

  /// The object that a request is about.
  public record ObjectRef(
      String resource,
      String namespace,
      String name,
      String uid,
      String apiGroup,
      String apiVersion,
      String resourceVersion,
      String subresource) {}

  /// What came of a request.
  ///
  /// @param status the answer's status, or null before there is any
  /// @param requestObject the request's body as JSON, or null
  /// @param responseObject the answer's body as JSON, or null
  /// @param annotations what authorization and admission had to say
  public record Outcome(
      @Nullable Status status,
      byte @Nullable [] requestObject,
      byte @Nullable [] responseObject,
      SortedMap<String, String> annotations) {}

  /// The same event without bodies, marked so.
  AuditEvent truncated() {
    var annotations = new TreeMap<>(outcome.annotations);
    annotations.put("audit.k8s.io/truncated", "true");
    return new AuditEvent(
        level, stage, request, new Outcome(outcome.status, null, null, annotations), at);
  }

  /// The event as one line of JSON, without a line feed.
  public byte[] toJson() {
    try (DocumentWriter out = new DocumentWriter()) {
      out.beginObject();
      text(out, "kind", "Event");
      text(out, "apiVersion", "audit.k8s.io/v1");
      members(out);
      out.endObject();
      return out.toBytes();
    }
  }

  /// Events as an `EventList`, whose items do not name their type.
  static byte[] listToJson(List<AuditEvent> events) {
    try (DocumentWriter out = new DocumentWriter()) {
      out.beginObject();
      text(out, "kind", "EventList");
      text(out, "apiVersion", "audit.k8s.io/v1");
      out.name("metadata");
      out.beginObject();
      out.endObject();
      out.name("items");
      out.beginArray();
      for (AuditEvent event : events) {
        out.beginObject();
        event.members(out);
        out.endObject();
      }
      out.endArray();
      out.endObject();
      return out.toBytes();
    }
  }

  private void members(DocumentWriter out) {
    text(out, "level", level.toString());
    text(out, "auditID", request.origin.id());
    text(out, "stage", stage.toString());
    text(out, "requestURI", request.origin.uri());
    text(out, "verb", request.verb);
    out.name("user");
    UserInfoCodec.INSTANCE.write(out, info(request.user));
    if (request.impersonated != null) {
      out.name("impersonatedUser");
      UserInfoCodec.INSTANCE.write(out, info(request.impersonated));
    }
    if (!request.constraint.isEmpty()) {
      out.name("authenticationMetadata");
      out.beginObject();
      text(out, "impersonationConstraint", request.constraint);
      out.endObject();
    }
    if (!request.origin.sourceIps().isEmpty()) {
      out.name("sourceIPs");
      out.beginArray();
      request.origin.sourceIps().forEach(out::string);
      out.endArray();
    }
    optional(out, "userAgent", request.origin.userAgent());
    if (request.ref != null) {
      out.name("objectRef");
      ref(out, request.ref);
    }
    if (outcome.status != null) {
      out.name("responseStatus");
      StatusCodec.INSTANCE.write(out, outcome.status);
    }
    if (outcome.requestObject != null) {
      out.name("requestObject");
      out.encoded(outcome.requestObject);
    }
    if (outcome.responseObject != null) {
      out.name("responseObject");
      out.encoded(outcome.responseObject);
    }
    text(out, "requestReceivedTimestamp", new MicroTime(request.received).toString());
    text(out, "stageTimestamp", new MicroTime(at).toString());
    if (!outcome.annotations.isEmpty()) {
      out.name("annotations");
      out.beginObject();
      for (Map.Entry<String, String> each : outcome.annotations.entrySet()) {
        text(out, each.getKey(), each.getValue());
      }
      out.endObject();
    }
  }

  private static void ref(DocumentWriter out, ObjectRef ref) {
    out.beginObject();
    optional(out, "resource", ref.resource);
    optional(out, "namespace", ref.namespace);
    optional(out, "name", ref.name);
    optional(out, "uid", ref.uid);
    optional(out, "apiGroup", ref.apiGroup);
    optional(out, "apiVersion", ref.apiVersion);
    optional(out, "resourceVersion", ref.resourceVersion);
    optional(out, "subresource", ref.subresource);
    out.endObject();
  }

  private static UserInfo info(@Nullable User user) {
    return user == null
        ? UserInfo.builder().build()
        : new UserInfo(user.name(), user.uid(), user.groups(), user.extra());
  }

  private static void text(DocumentWriter out, String name, String value) {
    out.name(name);
    out.string(value);
  }

  private static void optional(DocumentWriter out, String name, String value) {
    if (!value.isEmpty()) {
      text(out, name, value);
    }
  }
}
