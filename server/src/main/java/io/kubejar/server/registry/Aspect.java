package io.kubejar.server.registry;

import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.ObjectMetaValidation;
import io.kubejar.api.kind.Path;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.wire.apply.FieldFilter;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The part of an object that an update may change: all but the status, or what one subresource
/// stands for.
///
/// @param <T> the kind's record
public interface Aspect<T extends ApiObject> {
  /// The subresource, or empty for the object itself.
  String subresource();

  /// The stored object with what the given one may change in it.
  T prepare(T object, T old);

  /// The same at a moment.
  default T prepare(T object, T old, Instant now) {
    return prepare(object, old);
  }

  /// Whether a change may raise `metadata.generation`.
  default boolean raisesGeneration() {
    return subresource().isEmpty();
  }

  /// What is wrong with the prepared object.
  List<FieldError> validate(T object, T old);

  /// The same where features may allow more.
  ///
  /// @param features tells whether a feature is on, by its gate
  default List<FieldError> validate(T object, T old, Predicate<String> features) {
    return validate(object, old);
  }

  /// The fields that it may change, and who changes them comes to own.
  default FieldFilter changeable(Kind<T> kind) {
    return FieldFilter.except(kind.resetFields(subresource()));
  }

  /// The part that a subresource of the kind's own form stands for; null when it is none.
  @SuppressWarnings("unchecked") // the kind is the namespaces'
  static <T extends ApiObject> @Nullable Aspect<T> of(Kind<T> kind, String subresource) {
    if (subresource.isEmpty()) {
      return main(kind);
    }
    if (subresource.equals("status") && kind.names().hasStatus()) {
      return status(kind);
    }
    if (subresource.equals("finalize") && kind.equals(NamespaceKind.NAMESPACE)) {
      return (Aspect<T>) finalizeNamespace(NamespaceKind.NAMESPACE);
    }
    return null;
  }

  /// The object itself.
  static <T extends ApiObject> Aspect<T> main(Kind<T> kind) {
    return new Aspect<>() {
      @Override
      public String subresource() {
        return "";
      }

      @Override
      public T prepare(T object, T old) {
        return kind.prepareUpdate(object, old);
      }

      @Override
      public List<FieldError> validate(T object, T old) {
        return Validation.update(kind, object, old);
      }

      @Override
      public List<FieldError> validate(T object, T old, Predicate<String> features) {
        return Validation.update(kind, object, old, features);
      }
    };
  }

  /// The status.
  static <T extends ApiObject> Aspect<T> status(Kind<T> kind) {
    return new Aspect<>() {
      @Override
      public String subresource() {
        return "status";
      }

      @Override
      public T prepare(T object, T old) {
        return kind.prepareStatusUpdate(object, old);
      }

      @Override
      public T prepare(T object, T old, Instant now) {
        return kind.prepareStatusUpdate(object, old, now);
      }

      @Override
      public List<FieldError> validate(T object, T old) {
        return Validation.status(kind, object, old);
      }
    };
  }

  /// A namespace with the finalizers of its content: all of it but the status.
  static Aspect<Namespace> finalizeNamespace(Kind<Namespace> kind) {
    return new Aspect<>() {
      @Override
      public String subresource() {
        return "finalize";
      }

      @Override
      public Namespace prepare(Namespace object, Namespace old) {
        return kind.withMetadata(
            old.with(b -> b.spec(s -> s.finalizers(object.spec().finalizers()))),
            object.metadata());
      }

      @Override
      public List<FieldError> validate(Namespace object, Namespace old) {
        var errors = Validation.ofMetadata(kind, object, old);
        ObjectMetaValidation.checkWellKnown(
            object.spec().finalizers(), Path.of("spec", "finalizers"), errors);
        return errors.toList();
      }
    };
  }
}
