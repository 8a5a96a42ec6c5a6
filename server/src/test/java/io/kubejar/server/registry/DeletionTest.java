package io.kubejar.server.registry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.kubejar.api.events.v1.Event;
import io.kubejar.api.events.v1.EventKind;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.Preconditions;
import io.kubejar.server.extension.custom.Conversion;
import io.kubejar.server.extension.custom.CustomResourceKind;
import io.kubejar.wire.dynamic.DynamicObject;
import io.kubejar.wire.json.JsonValue;
import org.junit.jupiter.api.Test;

class DeletionTest {
  private static final ObjectMeta METADATA = ObjectMeta.builder().name("e").uid("a").build();
  private static final Preconditions OTHER = Preconditions.builder().uid("b").build();

  @Test
  void onlyTheEventsOfTheApiAreOfTheCoreGroupInConflicts() {
    var version =
        CustomResourceDefinitionVersion.builder()
            .name("v1")
            .served(true)
            .storage(true)
            .schema(it -> it.openAPIV3Schema(props -> props.type("object")))
            .build();
    var definition =
        CustomResourceDefinition.builder()
            .spec(it -> it.group("example.com").scope("Namespaced").versions(version))
            .status(it -> it.acceptedNames(n -> n.plural("events").kind("Event")))
            .build();
    var kind = CustomResourceKind.of(definition, Conversion.NONE).getFirst();

    assertThatThrownBy(
            () ->
                new Deletion<>(kind, KindTraits.of(kind.names()))
                    .checkPreconditions(new DynamicObject(METADATA, JsonValue.Obj.EMPTY), OTHER))
        .hasMessageContaining("on Event.example.com \"e\"");
    assertThatThrownBy(
            () ->
                new Deletion<>(EventKind.EVENT, KindTraits.of(EventKind.EVENT.names()))
                    .checkPreconditions(Event.builder().metadata(METADATA).build(), OTHER))
        .hasMessageContaining("on Event \"e\"");
  }
}
