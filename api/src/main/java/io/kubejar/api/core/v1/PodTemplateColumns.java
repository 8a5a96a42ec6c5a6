package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Column;
import java.util.function.Function;

/// The columns that all kinds with a template of pods share.
public final class PodTemplateColumns {
  private PodTemplateColumns() {}

  /// The names of the template's containers.
  public static <T> Column<T> containers(Function<T, PodTemplateSpec> template) {
    return Column.wide(
        "Containers",
        "The names of the containers in the template.",
        object -> names(template.apply(object)));
  }

  /// The images of the template's containers.
  public static <T> Column<T> images(Function<T, PodTemplateSpec> template) {
    return Column.wide(
        "Images",
        "The images of the containers in the template.",
        object -> images(template.apply(object)));
  }

  static String names(PodTemplateSpec template) {
    return String.join(",", template.spec().containers().stream().map(Container::name).toList());
  }

  static String images(PodTemplateSpec template) {
    return String.join(",", template.spec().containers().stream().map(Container::image).toList());
  }
}
