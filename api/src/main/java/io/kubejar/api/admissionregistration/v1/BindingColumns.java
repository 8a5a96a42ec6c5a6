package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.meta.v1.ApiObject;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What tables show of the bindings of policies, validating and mutating ones.
final class BindingColumns {
  private BindingColumns() {}

  static <T extends ApiObject> List<Column<T>> of(
      Function<T, String> policy, Function<T, @Nullable ParamRef> parameters) {
    return List.of(
        Column.objectName(),
        Column.text("PolicyName", "The policy that it puts to work.", policy::apply),
        Column.text("ParamRef", "The parameters.", each -> text(parameters.apply(each))),
        Column.age());
  }

  private static String text(@Nullable ParamRef reference) {
    if (reference == null) {
      return "<unset>";
    }
    return reference.namespace().isEmpty()
        ? "*/" + reference.name()
        : reference.namespace() + "/" + reference.name();
  }
}
