package io.kubejar.server.direct;

import io.kubejar.api.codec.RecordCodec;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.server.audit.Audit;
import io.kubejar.server.audit.Auditor;
import io.kubejar.server.audit.Origin;
import io.kubejar.server.registry.StoreFailures;
import io.kubejar.server.rest.AccessControl;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Warnings;
import io.kubejar.store.StoreException;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import java.util.function.Supplier;

/// One call within the process that may go on: what is gathered on its way, and its audit record.
final class DirectCall {
  private final Kind<?> kind;
  private final Attributes attributes;
  private final Audit audit;
  private final Warnings warnings = new Warnings();

  private DirectCall(Kind<?> kind, Attributes attributes, Audit audit) {
    this.kind = kind;
    this.attributes = attributes;
    this.audit = audit;
  }

  /// A call that is authorized.
  ///
  /// @throws ApiException when it is not
  static DirectCall begin(
      Auditor auditor, AccessControl access, Kind<?> kind, Attributes attributes) {
    Audit audit =
        auditor.begin(
            attributes, () -> Origin.local(path(attributes), attributes.verb().equals("watch")));
    var call = new DirectCall(kind, attributes, audit);
    try {
      audit.received();
      access.check(attributes, audit);
      return call;
    } catch (ApiException e) {
      call.failed(e);
      throw e;
    }
  }

  private static String path(Attributes attributes) {
    var path = new StringBuilder();
    path.append(attributes.group().isEmpty() ? "/api/" : "/apis/" + attributes.group() + "/");
    path.append(attributes.version());
    if (!attributes.namespace().isEmpty()) {
      path.append("/namespaces/").append(attributes.namespace());
    }
    path.append('/').append(attributes.resource());
    if (!attributes.name().isEmpty()) {
      path.append('/').append(attributes.name());
    }
    if (!attributes.subresource().isEmpty()) {
      path.append('/').append(attributes.subresource());
    }
    return path.toString();
  }

  Warnings warnings() {
    return warnings;
  }

  /// Notes what was sent.
  <B> void sent(RecordCodec<B> codec, B body) {
    if (audit.wantsRequest()) {
      audit.request(
          JsonValue.parse(
              codec instanceof ObjectCodec<B> typed
                  ? JsonEncoder.encodeObject(typed, body)
                  : JsonEncoder.encode(codec, body)));
    }
  }

  /// Does the work; when it is done or has failed the call is over.
  <R> R run(Supplier<R> action) {
    R result = answer(action);
    if (audit.isOn()) {
      if (audit.wantsResponse()) {
        answered(kind, result);
      }
      audit.annotate(warnings);
      audit.started(attributes.verb().equals("create") ? 201 : 200);
      audit.complete();
    }
    return result;
  }

  /// Begins a watch, which ends the call when it ends itself.
  <T extends ApiObject> DirectWatch<T> watch(Supplier<DirectWatch<T>> action) {
    DirectWatch<T> watch = answer(action);
    if (audit.isOn()) {
      audit.started(200);
      watch.onClose(audit::complete);
    }
    return watch;
  }

  private <R> R answer(Supplier<R> action) {
    try {
      return action.get();
    } catch (StoreException e) {
      throw failed(StoreFailures.translate(e));
    } catch (ApiException e) {
      throw failed(e);
    } catch (RuntimeException e) {
      audit.panicked(e);
      throw e;
    }
  }

  private ApiException failed(ApiException failure) {
    if (audit.isOn()) {
      audit.annotate(warnings);
      audit.status(failure.status());
      audit.started(failure.code());
      audit.complete();
    }
    return failure;
  }

  private <T extends ApiObject> void answered(Kind<T> known, Object result) {
    T zero = known.codec().zero();
    if (zero.getClass().isInstance(result)) {
      @SuppressWarnings("unchecked") // it is of the class of the kind's objects
      T object = (T) result;
      audit.response(JsonValue.parse(JsonEncoder.encodeObject(known.codec(), object)));
    }
  }
}
