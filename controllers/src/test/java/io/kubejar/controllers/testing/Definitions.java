package io.kubejar.controllers.testing;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionCondition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.kubejar.api.apiextensions.v1.JSONSchemaProps;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.PartialObjectMetadata;
import io.kubejar.client.MetadataKind;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The kind `Widget` of `example.com/v1`, defined through the API.
public final class Definitions {
  public static final MetadataKind WIDGET =
      new MetadataKind(Names.of("example.com", "v1", "Widget", "widgets").namespaced().build());

  private Definitions() {}

  /// The definition of widgets, whose objects have a number in `spec.size`.
  public static CustomResourceDefinition widgets() {
    JSONSchemaProps spec =
        JSONSchemaProps.builder()
            .type("object")
            .properties(Map.of("size", JSONSchemaProps.builder().type("integer").build()))
            .build();
    return CustomResourceDefinition.builder()
        .metadata(m -> m.name("widgets.example.com"))
        .spec(
            s ->
                s.group("example.com")
                    .scope("Namespaced")
                    .names(n -> n.plural("widgets").kind("Widget"))
                    .versions(
                        CustomResourceDefinitionVersion.builder()
                            .name("v1")
                            .served(true)
                            .storage(true)
                            .schema(
                                v ->
                                    v.openAPIV3Schema(
                                        p -> p.type("object").properties(Map.of("spec", spec))))
                            .build()))
        .status(
            s ->
                s.acceptedNames(n -> n.plural("widgets").kind("Widget"))
                    .conditions(
                        CustomResourceDefinitionCondition.builder()
                            .type("Established")
                            .status("True")
                            .build()))
        .build();
  }

  /// A widget in the namespace `default`.
  public static PartialObjectMetadata widget(String name, UnaryOperator<ObjectMeta> metadata) {
    return new PartialObjectMetadata(
        metadata.apply(
            ObjectMeta.builder().namespace("default").name(name).uid("uid-" + name).build()));
  }
}
