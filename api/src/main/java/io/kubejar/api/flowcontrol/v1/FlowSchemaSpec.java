package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The requests a schema matches, its precedence (1 to 10000, the lowest tried first), and the
/// priority level they go to.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.FlowSchemaSpec",
    proto = "k8s.io.api.flowcontrol.v1.FlowSchemaSpec")
public record FlowSchemaSpec(
    @Field(tag = 1, required = true, always = true)
        PriorityLevelConfigurationReference priorityLevelConfiguration,
    @Field(tag = 2, always = true, format = "int32") int matchingPrecedence,
    @Field(tag = 3) @Nullable FlowDistinguisherMethod distinguisherMethod,
    @Field(tag = 4, list = ListType.ATOMIC) List<PolicyRulesWithSubjects> rules)
    implements FlowSchemaSpecBuilder.With {
  public FlowSchemaSpec {
    rules = List.copyOf(rules);
  }

  /// An empty draft.
  public static FlowSchemaSpecBuilder builder() {
    return new FlowSchemaSpecBuilder();
  }
}
