package io.kubejar.policy.match;

import io.kubejar.api.admissionregistration.v1.MatchResources;
import io.kubejar.api.admissionregistration.v1.NamedRuleWithOperations;
import io.kubejar.api.codec.RecordCodec;
import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.CustomKind;
import io.kubejar.server.spi.Sent;
import io.kubejar.server.spi.User;
import io.kubejar.wire.apply.Shape;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A change with its documents, which are made when they are first needed.
///
/// Who chose it by rules that name another version sees it in that version.
public final class Change {
  private static final String REGISTRATION = "admissionregistration.k8s.io";
  private static final Set<String> REVIEWS =
      Set.of(
          "selfsubjectreviews.authentication.k8s.io",
          "tokenreviews.authentication.k8s.io",
          "localsubjectaccessreviews.authorization.k8s.io",
          "selfsubjectaccessreviews.authorization.k8s.io",
          "selfsubjectrulesreviews.authorization.k8s.io",
          "subjectaccessreviews.authorization.k8s.io");

  private final Admission<?> admission;
  private final ClusterView view;
  private final Kind<?> seen;
  private final Map<Kind<?>, Change> others = new ConcurrentHashMap<>();
  private @Nullable JsonValue object;
  private @Nullable JsonValue old;

  public Change(Admission<?> admission, ClusterView view) {
    this(admission, view, admission.kind());
  }

  private Change(Admission<?> admission, ClusterView view, Kind<?> seen) {
    this.admission = admission;
    this.view = view;
    this.seen = seen;
  }

  public Admission<?> admission() {
    return admission;
  }

  /// Another state of the same change, seen in the same version.
  public Change of(Admission<?> other) {
    return new Change(other, view, seen);
  }

  /// The kind in whose version the documents are.
  public Kind<?> seen() {
    return seen;
  }

  /// Whether the change is on a configuration of admission itself, which no policy or webhook may
  /// stand in the way of.
  public static boolean isExempt(Admission<?> admission) {
    return admission.kind().names().group().equals(REGISTRATION);
  }

  /// Whether policies have no say: on configurations of admission, and on reviews, which change
  /// nothing.
  public static boolean isExemptFromPolicies(Admission<?> admission) {
    return isExempt(admission) || REVIEWS.contains(admission.kind().names().qualifiedResource());
  }

  /// The new state, or null.
  public synchronized JsonValue object() {
    JsonValue known = object;
    if (known == null) {
      Sent<?> sent = admission.sent();
      known = sent == null ? document(admission.object()) : sent(sent.codec(), sent.body());
      object = known;
    }
    return known;
  }

  /// The stored state, or null.
  public synchronized JsonValue oldObject() {
    JsonValue known = old;
    if (known == null) {
      Sent<?> sent = admission.sent();
      known = sent == null ? document(admission.old()) : sent(sent.codec(), sent.old().get());
      old = known;
    }
    return known;
  }

  @SuppressWarnings("unchecked") // what was sent is of the codec's form
  private static <B> JsonValue sent(RecordCodec<B> codec, @Nullable Object body) {
    if (body == null) {
      return JsonValue.Null.NULL;
    }
    if (codec instanceof ObjectCodec<B> object) {
      return JsonEncoder.tree(object, (B) body);
    }
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("kind", JsonValue.of(codec.schema().kind()));
    members.put("apiVersion", JsonValue.of(apiVersion(codec.schema())));
    if (JsonValue.parse(JsonEncoder.encode(codec, (B) body)) instanceof JsonValue.Obj document) {
      members.putAll(document.members());
    }
    return new JsonValue.Obj(members);
  }

  private static String apiVersion(ObjectSchema schema) {
    return schema.group().isEmpty() ? schema.version() : schema.group() + "/" + schema.version();
  }

  private JsonValue document(@Nullable ApiObject object) {
    return object == null ? JsonValue.Null.NULL : document(seen, inSeen(admission.kind(), object));
  }

  @SuppressWarnings("unchecked") // an object of the kind
  private <T extends ApiObject> ApiObject inSeen(Kind<T> kind, ApiObject object) {
    return seen == kind ? object : view.converted(kind, seen, (T) object);
  }

  /// The change with another new state, which a document in the seen version is; the change itself
  /// when it says nothing new.
  ///
  /// @throws JsonException when the document is none of the seen kind
  public <T extends ApiObject> Admission<T> with(Admission<T> change, JsonValue document)
      throws JsonException {
    Sent<?> sent = change.sent();
    if (sent != null) {
      Sent<?> other = sent(sent, document);
      return other.body().equals(sent.body()) ? change : change.withSent(other);
    }
    T object = accepted(change.kind(), seen, document);
    return object.equals(change.object()) ? change : change.withObject(object);
  }

  private static <B> Sent<B> sent(Sent<B> sent, JsonValue document) {
    return sent.with(JsonDecoder.decode(sent.codec(), document.toJson()));
  }

  /// How apply sees the documents.
  public Shape shape() {
    Sent<?> sent = admission.sent();
    if (sent != null) {
      return Shape.of(sent.codec().schema());
    }
    return seen instanceof CustomKind custom ? custom.shape() : Shape.of(seen.codec().schema());
  }

  /// What a strict reader objects to in a document in the seen version; nothing for custom kinds,
  /// whose unknown members are only dropped.
  ///
  /// @throws JsonException when the document is none of the seen kind
  public List<String> strangeIn(JsonValue document) throws JsonException {
    Sent<?> sent = admission.sent();
    if (sent != null) {
      return JsonDecoder.decodeStrict(sent.codec(), document.toJson()).findings();
    }
    return seen instanceof CustomKind
        ? List.of()
        : JsonDecoder.decodeStrict(seen.codec(), document.toJson()).findings();
  }

  @SuppressWarnings("unchecked") // the seen kind is the other one then
  private <T extends ApiObject, S extends ApiObject> T accepted(
      Kind<T> kind, Kind<S> version, JsonValue document) {
    S object = version.defaults(JsonDecoder.decode(version.codec(), document.toJson()));
    return version == kind ? (T) object : view.converted(version, kind, object);
  }

  /// An object as a document.
  public static <T extends ApiObject> JsonValue document(Kind<T> kind, @Nullable ApiObject object) {
    if (object == null) {
      return JsonValue.Null.NULL;
    }
    @SuppressWarnings("unchecked") // an object of the kind
    T typed = (T) object;
    return JsonValue.parse(JsonEncoder.encodeObject(kind.codec(), typed));
  }

  /// The namespace the object is in, or null for objects of the cluster.
  public @Nullable Namespace namespace() {
    if (isNamespace() || admission.namespace().isEmpty()) {
      return null;
    }
    return view.get(NamespaceKind.NAMESPACE, "", admission.namespace());
  }

  private boolean isNamespace() {
    return admission.kind() == NamespaceKind.NAMESPACE;
  }

  /// The change as those see it who chose it; null when it is not chosen.
  public @Nullable Change chosen(@Nullable MatchResources choice) {
    if (choice == null) {
      return this;
    }
    if (!inNamespaces(choice.namespaceSelector()) || !hasLabels(choice.objectSelector())) {
      return null;
    }
    boolean exact = "Exact".equals(choice.matchPolicy());
    if (chosen(rules(choice.excludeResourceRules()), exact) != null) {
      return null;
    }
    return choice.resourceRules().isEmpty() ? this : chosen(rules(choice.resourceRules()), exact);
  }

  private static List<Rule> rules(List<NamedRuleWithOperations> rules) {
    return rules.stream().map(Rule::of).toList();
  }

  /// The change as those see it who chose it by rules; null when no rule is about it.
  ///
  /// @param exact whether a rule that names another version of the same objects is not about it
  public @Nullable Change chosen(List<Rule> rules, boolean exact) {
    for (Rule rule : rules) {
      if (rule.matches(admission)) {
        return this;
      }
    }
    if (exact) {
      return null;
    }
    List<Kind<?>> equivalents = view.equivalents(admission.kind());
    if (equivalents.isEmpty()) {
      return null;
    }
    String subresource = admission.subresource();
    for (Rule rule : rules) {
      for (Kind<?> kind : equivalents) {
        if ((subresource.isEmpty() || kind.names().subresource(subresource).isPresent())
            && rule.matches(admission, kind.names())) {
          return others.computeIfAbsent(kind, other -> new Change(admission, view, other));
        }
      }
    }
    return null;
  }

  /// Whether the namespace's labels match; those of the cluster match always.
  public boolean inNamespaces(@Nullable LabelSelector selector) {
    if (selector == null || isEmpty(selector)) {
      return true;
    }
    if (isNamespace()) {
      ApiObject subject = admission.object() == null ? admission.old() : admission.object();
      return subject == null || LabelSelectors.matches(selector, subject.metadata().labels());
    }
    if (admission.namespace().isEmpty()) {
      return true;
    }
    Namespace namespace = namespace();
    return LabelSelectors.matches(
        selector, namespace == null ? Map.of() : namespace.metadata().labels());
  }

  /// Whether the labels of the object, before or after, match.
  public boolean hasLabels(@Nullable LabelSelector selector) {
    if (selector == null || isEmpty(selector)) {
      return true;
    }
    if (admission.sent() != null) {
      return matches(selector, object()) || matches(selector, oldObject());
    }
    return matches(selector, admission.object()) || matches(selector, admission.old());
  }

  private static boolean matches(LabelSelector selector, JsonValue document) {
    if (!(document instanceof JsonValue.Obj object) || !object.has("metadata")) {
      return false;
    }
    Map<String, String> labels = new HashMap<>();
    object
        .object("metadata")
        .object("labels")
        .members()
        .forEach(
            (key, value) -> {
              if (value instanceof JsonValue.Text(String text)) {
                labels.put(key, text);
              }
            });
    return LabelSelectors.matches(selector, labels);
  }

  private static boolean matches(LabelSelector selector, @Nullable ApiObject object) {
    return object != null && LabelSelectors.matches(selector, object.metadata().labels());
  }

  private static boolean isEmpty(LabelSelector selector) {
    return selector.matchLabels().isEmpty() && selector.matchExpressions().isEmpty();
  }

  /// The change as an `AdmissionRequest`, without the objects themselves.
  public Map<String, JsonValue> request() {
    Names names = admission.kind().names();
    Map<String, JsonValue> request = new LinkedHashMap<>();
    request.put("kind", kind(seen.names()));
    request.put("resource", name(seen.names(), "resource", seen.names().plural()));
    put(request, "subResource", admission.subresource());
    request.put("requestKind", kind(names));
    request.put("requestResource", name(names, "resource", names.plural()));
    put(request, "requestSubResource", admission.subresource());
    put(request, "name", admission.name());
    put(request, "namespace", isNamespace() ? admission.name() : admission.namespace());
    request.put("operation", JsonValue.of(admission.operation().name()));
    request.put("userInfo", user(admission.user()));
    request.put("dryRun", JsonValue.of(admission.dryRun()));
    JsonValue options = RequestOptions.of(admission);
    if (options != null) {
      request.put("options", options);
    }
    return request;
  }

  /// The kind of the document, which for some subresources is another than that of the resource.
  private JsonValue kind(Names names) {
    Sent<?> sent = admission.sent();
    if (sent == null) {
      return name(names, "kind", names.kind());
    }
    ObjectSchema schema = sent.codec().schema();
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("group", JsonValue.of(schema.group()));
    members.put("version", JsonValue.of(schema.version()));
    members.put("kind", JsonValue.of(schema.kind()));
    return new JsonValue.Obj(members);
  }

  private static JsonValue name(Names names, String what, String value) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("group", JsonValue.of(names.group()));
    members.put("version", JsonValue.of(names.version()));
    members.put(what, JsonValue.of(value));
    return new JsonValue.Obj(members);
  }

  private static void put(Map<String, JsonValue> members, String name, String value) {
    if (!value.isEmpty()) {
      members.put(name, JsonValue.of(value));
    }
  }

  private static JsonValue user(User user) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("username", JsonValue.of(user.name()));
    put(members, "uid", user.uid());
    if (!user.groups().isEmpty()) {
      members.put("groups", texts(user.groups()));
    }
    if (!user.extra().isEmpty()) {
      Map<String, JsonValue> extra = new LinkedHashMap<>();
      user.extra().forEach((key, values) -> extra.put(key, texts(values)));
      members.put("extra", new JsonValue.Obj(extra));
    }
    return new JsonValue.Obj(members);
  }

  private static JsonValue texts(List<String> texts) {
    return new JsonValue.Array(texts.stream().map(JsonValue::of).toList());
  }
}
