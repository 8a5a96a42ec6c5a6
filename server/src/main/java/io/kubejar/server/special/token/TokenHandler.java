package io.kubejar.server.special.token;

import io.kubejar.api.authentication.v1.BoundObjectReference;
import io.kubejar.api.authentication.v1.TokenRequest;
import io.kubejar.api.authentication.v1.TokenRequestCodec;
import io.kubejar.api.authentication.v1.TokenRequestSpec;
import io.kubejar.api.authentication.v1.TokenRequestStatus;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.SecretKind;
import io.kubejar.api.core.v1.ServiceAccount;
import io.kubejar.api.core.v1.ServiceAccountKind;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ManagedFieldsEntry;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.Time;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.SubresourceHandler;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.token.TokenClaims;
import io.kubejar.server.token.TokenClaims.Reference;
import io.kubejar.server.token.TokenSigner;
import io.kubejar.wire.apply.FieldFilter;
import io.kubejar.wire.apply.FieldOwnership;
import io.kubejar.wire.apply.Shape;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `serviceaccounts/token`: signs tokens, bound to a pod, a secret or a node where asked.
public final class TokenHandler implements SubresourceHandler.Typed<TokenRequest, TokenRequest> {
  private static final long DEFAULT_SECONDS = 3600;
  private static final long SHORTEST_SECONDS = 600;
  private static final long LONGEST_SECONDS = 1L << 32;

  /// A projected volume that leaves the duration open asks for exactly this; such tokens live on
  /// for a year, so that programs that never read them again keep working.
  private static final long EXTENDED_SECONDS = 3607;

  private static final Duration EXTENSION = Duration.ofDays(365);

  private final Registries registries;
  private final TokenSigner signer;
  private final List<String> audiences;
  private final Clock clock;
  private final FieldOwnership fields;

  /// @param audiences whom tokens are for that name nobody: the API server
  public TokenHandler(
      Registries registries, TokenSigner signer, List<String> audiences, Clock clock) {
    this.registries = registries;
    this.signer = signer;
    this.audiences = List.copyOf(audiences);
    this.clock = clock;
    this.fields =
        new FieldOwnership(
            Shape.of(TokenRequestCodec.INSTANCE.schema()),
            TokenRequestCodec.INSTANCE.apiVersion(),
            "token",
            FieldFilter.ALL,
            clock);
  }

  @Override
  public Key key() {
    return new Key("", "serviceaccounts", "token");
  }

  @Override
  public ObjectCodec<TokenRequest> bodyCodec() {
    return TokenRequestCodec.INSTANCE;
  }

  @Override
  public ObjectCodec<TokenRequest> resultCodec() {
    return TokenRequestCodec.INSTANCE;
  }

  @Override
  public TokenRequest defaults(TokenRequest body) {
    return body.spec().expirationSeconds() == null
        ? body.with(it -> it.spec(spec -> spec.expirationSeconds(DEFAULT_SECONDS)))
        : body;
  }

  @Override
  public TokenRequest create(ResourceRequest request, TokenRequest body) throws ApiException {
    String namespace = request.namespace();
    String name = request.name();
    String named = body.metadata().name();
    if (!named.isEmpty() && !named.equals(name)) {
      refuse(
          name,
          Path.of("metadata", "name"),
          named,
          "must match the service account name if specified");
    }
    ServiceAccount account = found(ServiceAccountKind.SERVICE_ACCOUNT, namespace, name);
    check(body.spec());
    TokenRequestSpec spec = body.spec();
    if (spec.audiences().isEmpty()) {
      spec = spec.with(it -> it.audiences(audiences));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Long wanted = spec.expirationSeconds();
    long seconds = wanted == null ? DEFAULT_SECONDS : wanted;
    Instant expires = now.plusSeconds(seconds);
    Bound bound = bound(request, account, spec.boundObjectRef());
    boolean extended =
        seconds == EXTENDED_SECONDS && bound.pod() != null && spec.audiences().equals(audiences);
    var claims =
        new TokenClaims(
            UUID.randomUUID().toString(),
            spec.audiences(),
            now,
            extended ? now.plus(EXTENSION) : expires,
            namespace,
            reference(account),
            bound.pod(),
            bound.secret(),
            bound.node(),
            extended ? expires : null);
    request
        .warnings()
        .annotate("authentication.kubernetes.io/issued-credential-id", "JTI=" + claims.id());
    String token = request.dryRun() ? "" : signer.sign(claims);
    return new TokenRequest(
        body.metadata().toBuilder()
            .name(name)
            .namespace(namespace)
            .uid("")
            .creationTimestamp(new Time(now))
            .deletionTimestamp(null)
            .deletionGracePeriodSeconds(null)
            .managedFields(owners(request.manager(), body))
            .build(),
        spec,
        new TokenRequestStatus(token, new Time(expires)));
  }

  /// Who asks owns what it asked for.
  private List<ManagedFieldsEntry> owners(String manager, TokenRequest asked) {
    TokenRequest zero = TokenRequestCodec.INSTANCE.zero();
    JsonValue before = JsonEncoder.tree(TokenRequestCodec.INSTANCE, zero);
    JsonValue after =
        JsonEncoder.tree(
            TokenRequestCodec.INSTANCE,
            asked.with(
                it -> it.metadata(asked.metadata().toBuilder().managedFields(List.of()).build())));
    return fields.update(List.of(), before, after, manager);
  }

  private static void check(TokenRequestSpec spec) {
    Long seconds = spec.expirationSeconds();
    if (seconds == null) {
      return;
    }
    var path = Path.of("spec", "expirationSeconds");
    if (seconds < SHORTEST_SECONDS) {
      refuse("", path, seconds, "may not specify a duration less than 10 minutes");
    }
    if (seconds > LONGEST_SECONDS) {
      refuse("", path, seconds, "may not specify a duration larger than 2^32 seconds");
    }
  }

  private static void refuse(String name, Path path, Object value, String why) {
    var errors = new FieldErrors();
    errors.invalid(path, value, why);
    throw Failures.invalid("authentication.k8s.io", "TokenRequest", name, errors.toList());
  }

  private record Bound(
      @Nullable Reference pod, @Nullable Reference secret, @Nullable Reference node) {}

  private Bound bound(
      ResourceRequest request, ServiceAccount account, @Nullable BoundObjectReference wanted) {
    if (wanted == null) {
      return new Bound(null, null, null);
    }
    String namespace = request.namespace();
    String version = version(wanted.apiVersion());
    return switch (version.startsWith("/") ? wanted.kind() : "") {
      case "Pod" -> {
        Pod pod = bindable(PodKind.POD, namespace, wanted);
        String own = pod.spec().serviceAccountName();
        if (!own.equals(account.metadata().name())) {
          throw Failures.badRequest(
              "cannot bind token for serviceaccount \"%s\" to pod running with different serviceaccount name."
                  .formatted(account.metadata().name()));
        }
        checkUid(wanted, pod);
        yield new Bound(reference(pod), null, nodeOf(pod));
      }
      case "Secret" -> {
        var secret = bindable(SecretKind.SECRET, namespace, wanted);
        checkUid(wanted, secret);
        yield new Bound(null, reference(secret), null);
      }
      case "Node" -> {
        var node = bindable(NodeKind.NODE, "", wanted);
        checkUid(wanted, node);
        yield new Bound(null, null, reference(node));
      }
      default ->
          throw Failures.badRequest(
              "cannot bind token to object of type %s, Kind=%s".formatted(version, wanted.kind()));
    };
  }

  private @Nullable Reference nodeOf(Pod pod) {
    String name = pod.spec().nodeName();
    if (name.isEmpty()) {
      return null;
    }
    var node = registries.get(NodeKind.NODE, "", name);
    return new Reference(name, node == null ? "" : node.metadata().uid());
  }

  /// A group and a version with a slash between them; what cannot be read is neither.
  private static String version(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    if (slash < 0) {
      return "/" + apiVersion;
    }
    return apiVersion.indexOf('/', slash + 1) < 0 ? apiVersion : "/";
  }

  private <T extends ApiObject> T bindable(
      Kind<T> kind, String namespace, BoundObjectReference wanted) {
    if (wanted.name().isEmpty()) {
      throw Failures.badRequest("Name parameter required.");
    }
    return found(kind, namespace, wanted.name());
  }

  /// What a token is bound to is told by its kind, not by its resource.
  private static void checkUid(BoundObjectReference wanted, ApiObject object) {
    String uid = object.metadata().uid();
    if (!wanted.uid().isEmpty() && !wanted.uid().equals(uid)) {
      throw Failures.conflict(
          "",
          wanted.kind(),
          wanted.name(),
          "the UID in the bound object reference (%s) does not match the UID in record. The object might have been deleted and then recreated"
              .formatted(wanted.uid()));
    }
  }

  private <T extends ApiObject> T found(Kind<T> kind, String namespace, String name) {
    T object = registries.get(kind, namespace, name);
    if (object == null) {
      object = registries.getConsistent(kind, namespace, name);
    }
    if (object == null) {
      throw Failures.notFound(kind.names(), name);
    }
    return object;
  }

  private static Reference reference(ApiObject object) {
    return new Reference(object.metadata().name(), object.metadata().uid());
  }
}
