package io.kubejar.api.networking.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `ingressclasses` resource: names and rules of [IngressClass].
public final class IngressClassKind implements Kind<IngressClass> {
  public static final IngressClassKind INGRESS_CLASS = new IngressClassKind();

  private static final Names NAMES =
      Names.of("networking.k8s.io", "v1", "IngressClass", "ingressclasses")
          .stored("/registry/ingressclasses/", "l/iqIbDgFyQ=")
          .build();

  private static final int MAX_CONTROLLER = 250;

  private IngressClassKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<IngressClass> codec() {
    return IngressClassCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public IngressClass defaults(IngressClass given) {
    IngressClassParametersReference parameters = given.spec().parameters();
    return parameters == null || parameters.scope() != null
        ? given
        : given.with(draft -> draft.spec(s -> s.parameters(p -> p.scope("Cluster"))));
  }

  @Override
  public void validate(IngressClass object, FieldErrors errors) {
    Path path = Path.of("spec");
    if (object.spec().controller().length() > MAX_CONTROLLER) {
      errors.tooLong(path.child("controller"), MAX_CONTROLLER);
    }
    checkDomainPath(object.spec().controller(), path.child("controller"), errors);
    IngressClassParametersReference parameters = object.spec().parameters();
    if (parameters == null) {
      return;
    }
    Path at = path.child("parameters");
    String scope = parameters.scope();
    String namespace = orElse(parameters.namespace(), "");
    List<String> supported = List.of("Cluster", "Namespace");
    IngressValidation.checkReference(
        parameters.apiGroup(), parameters.kind(), parameters.name(), at, errors);
    if (scope == null) {
      errors.required(at.child("scope"));
    } else if (!supported.contains(scope)) {
      errors.notSupported(at.child("scope"), scope, supported);
    } else if (scope.equals("Namespace")) {
      if (parameters.namespace() == null) {
        errors.required(at.child("namespace"), "`parameters.scope` is set to 'Namespace'");
      } else {
        errors.invalid(at.child("namespace"), namespace, Formats.dnsLabel(namespace));
      }
    } else if (parameters.namespace() != null) {
      errors.forbidden(at.child("namespace"), "`parameters.scope` is set to 'Cluster'");
    }
  }

  @Override
  public void validateUpdate(IngressClass object, IngressClass old, FieldErrors errors) {
    errors.immutable(
        Path.of("spec", "controller"), object.spec().controller(), old.spec().controller());
    validate(object, errors);
  }

  private static void checkDomainPath(String text, Path path, FieldErrors errors) {
    int slash = text.indexOf('/');
    if (text.isEmpty()) {
      errors.required(path);
    } else if (slash <= 0 || slash == text.length() - 1) {
      errors.invalid(path, text, "must be a domain-prefixed path (such as \"acme.io/foo\")");
    } else {
      errors.invalid(
          path, text.substring(0, slash), Formats.dnsSubdomain(text.substring(0, slash)));
    }
  }

  private static Object text(@Nullable IngressClassParametersReference parameters) {
    if (parameters == null) {
      return "<none>";
    }
    String group = orElse(parameters.apiGroup(), "");
    return parameters.kind() + (group.isEmpty() ? "" : "." + group) + "/" + parameters.name();
  }

  @Override
  public List<Column<IngressClass>> columns() {
    return COLUMNS;
  }

  private static final List<Column<IngressClass>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("Controller", "Who serves the class.", each -> each.spec().controller()),
          Column.text(
              "Parameters", "Where its settings are.", each -> text(each.spec().parameters())),
          Column.age());
}
