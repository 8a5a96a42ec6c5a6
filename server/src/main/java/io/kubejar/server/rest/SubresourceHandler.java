package io.kubejar.server.rest;

import io.kubejar.api.codec.RecordCodec;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.server.registry.Configuration;
import io.kubejar.server.spi.Failures;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What answers requests on one subresource of one resource.
///
/// `status` and other subresources of the kind's own form need none: the registry serves them.
public sealed interface SubresourceHandler {
  /// Which subresource is meant.
  ///
  /// @param group the API group; empty for the core group
  /// @param resource the resource in the plural, such as `pods`
  /// @param subresource such as `binding`
  record Key(String group, String resource, String subresource) {
    static final String CUSTOM = "*";

    /// The subresource of all kinds that are defined through the API.
    public static Key ofCustomKinds(String subresource) {
      return new Key(CUSTOM, CUSTOM, subresource);
    }
  }

  Key key();

  /// A subresource whose body and answer are records, such as `binding`, `eviction`, `token` and
  /// `scale`. It serves callers within the process as well.
  ///
  /// A method that is not overridden is not offered. PATCH is made of `get` and `update`.
  ///
  /// @param <B> what is sent (for `update` and `get` also what is answered)
  /// @param <R> what `create` answers
  non-sealed interface Typed<B, R> extends SubresourceHandler {
    ObjectCodec<B> bodyCodec();

    RecordCodec<R> resultCodec();

    /// The kind whose columns a table of the answers has; null when they make no table.
    default @Nullable Kind<?> shownAs() {
      return null;
    }

    /// Whether admission is asked about the whole object when it is written, so that nobody has to
    /// ask about the body.
    default boolean admitsOnWrite() {
      return false;
    }

    /// The body with absent values filled in.
    default B defaults(B body) {
      return body;
    }

    default R create(ResourceRequest request, B body) throws ApiException {
      throw Failures.methodNotAllowed();
    }

    default B get(ResourceRequest request) throws ApiException {
      throw Failures.methodNotAllowed();
    }

    default B update(ResourceRequest request, B body) throws ApiException {
      throw Failures.methodNotAllowed();
    }

    /// Lays a configuration over it, as server-side apply asks for.
    ///
    /// @param admit asks admission about the result, where the handler does not leave all to a
    ///   registry
    default B apply(ResourceRequest request, Configuration configuration, Consumer<B> admit)
        throws ApiException {
      throw Failures.methodNotAllowed();
    }
  }

  /// A subresource that speaks for itself, such as `exec`, `log` and `proxy`.
  non-sealed interface Streaming extends SubresourceHandler {
    /// The form of its options, which admission is asked about before it opens; null when admission
    /// has no say.
    @Nullable RecordCodec<?> options();

    /// Answers; a thrown [ApiException] is written as its status while nothing has been sent.
    void handle(RequestContext context, ResourceRequest request) throws Exception;
  }
}
