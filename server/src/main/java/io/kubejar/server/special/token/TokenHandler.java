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
import io.kubejar.api.meta.v1.ObjectMeta;
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
    ServiceAccount account = found(ServiceAccountKind.SERVICE_ACCOUNT, namespace, name);
    if (!body.metadata().name().isEmpty() && !body.metadata().name().equals(name)) {
      throw Failures.badRequest(
          "metadata.name: Invalid value: \"%s\": must match the service account name: %s"
              .formatted(body.metadata().name(), name));
    }
    if (!body.metadata().namespace().isEmpty() && !body.metadata().namespace().equals(namespace)) {
      throw Failures.badRequest(
          "metadata.namespace: Invalid value: \"%s\": must match the service account namespace: %s"
              .formatted(body.metadata().namespace(), namespace));
    }
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
        ObjectMeta.builder()
            .name(name)
            .namespace(namespace)
            .creationTimestamp(new Time(now))
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
            new TokenRequest(zero.metadata(), asked.spec(), zero.status()));
    return fields.update(List.of(), before, after, manager);
  }

  private static void check(TokenRequestSpec spec) {
    var errors = new FieldErrors();
    Long seconds = spec.expirationSeconds();
    var path = Path.of("spec", "expirationSeconds");
    if (seconds != null && seconds < SHORTEST_SECONDS) {
      errors.invalid(path, seconds, "may not specify a duration less than 10 minutes");
    }
    if (seconds != null && seconds > LONGEST_SECONDS) {
      errors.invalid(path, seconds, "may not specify a duration larger than 2^32 seconds");
    }
    if (!errors.isEmpty()) {
      throw Failures.invalid("authentication.k8s.io", "TokenRequest", "", errors.toList());
    }
  }

  private record Bound(
      @Nullable Reference pod, @Nullable Reference secret, @Nullable Reference node) {}

  private Bound bound(
      ResourceRequest request, ServiceAccount account, @Nullable BoundObjectReference wanted) {
    if (wanted == null) {
      return new Bound(null, null, null);
    }
    String namespace = request.namespace();
    return switch (wanted.apiVersion() + "/" + wanted.kind()) {
      case "v1/Pod" -> {
        Pod pod = found(PodKind.POD, namespace, wanted.name());
        checkUid(PodKind.POD, wanted, pod);
        String own = pod.spec().serviceAccountName();
        if (!own.equals(account.metadata().name())) {
          throw Failures.badRequest(
              "cannot bind token for serviceaccount \"%s\" to pod running with different serviceaccount name."
                  .formatted(account.metadata().name()));
        }
        yield new Bound(reference(pod), null, nodeOf(pod));
      }
      case "v1/Secret" -> {
        var secret = found(SecretKind.SECRET, namespace, wanted.name());
        checkUid(SecretKind.SECRET, wanted, secret);
        yield new Bound(null, reference(secret), null);
      }
      case "v1/Node" -> {
        var node = found(NodeKind.NODE, "", wanted.name());
        checkUid(NodeKind.NODE, wanted, node);
        yield new Bound(null, null, reference(node));
      }
      default ->
          throw Failures.badRequest(
              "cannot bind token for serviceaccount \"%s\" to object of type %s"
                  .formatted(
                      account.metadata().name(), wanted.apiVersion() + ", Kind=" + wanted.kind()));
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

  private static void checkUid(Kind<?> kind, BoundObjectReference wanted, ApiObject object) {
    String uid = object.metadata().uid();
    if (!wanted.uid().isEmpty() && !wanted.uid().equals(uid)) {
      throw Failures.conflict(
          kind.names(),
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
