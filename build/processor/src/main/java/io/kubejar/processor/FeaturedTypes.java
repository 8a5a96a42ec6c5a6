package io.kubejar.processor;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/// Finds the types that have members of features, themselves or in their parts.
final class FeaturedTypes {
  private FeaturedTypes() {}

  static boolean has(TypeMirror type) {
    return has(type, new HashSet<>());
  }

  private static boolean has(TypeMirror type, Set<String> seen) {
    if (!(type instanceof DeclaredType declared)) {
      return false;
    }
    for (TypeMirror argument : declared.getTypeArguments()) {
      if (has(argument, seen)) {
        return true;
      }
    }
    var element = (TypeElement) declared.asElement();
    if (RecordModel.annotation(element, "io.kubejar.api.schema.ApiType") == null
        || !seen.add(element.getQualifiedName().toString())) {
      return false;
    }
    for (RecordComponentElement component : element.getRecordComponents()) {
      var field = RecordModel.annotation(component, "io.kubejar.api.schema.Field");
      if (field != null && RecordModel.values(field).containsKey("gate")
          || has(component.asType(), seen)) {
        return true;
      }
    }
    return false;
  }
}
