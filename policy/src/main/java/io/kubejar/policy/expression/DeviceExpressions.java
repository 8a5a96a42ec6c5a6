package io.kubejar.policy.expression;

import io.kubejar.cel.CelEnvironment;
import io.kubejar.cel.schema.CelSchema;
import io.kubejar.cel.schema.CelSchema.MapOf;
import io.kubejar.cel.schema.CelSchema.Scalar;
import io.kubejar.cel.schema.CelSchema.Struct;
import io.kubejar.cel.schema.CelSchema.Text;
import java.util.Map;

/// Where expressions that choose devices stand: they see one `device`.
final class DeviceExpressions {
  static final CelEnvironment ENVIRONMENT =
      CelEnvironment.builder()
          .variable(
              "device",
              Struct.of(
                  "DRADevice",
                  Map.of(
                      "driver",
                      new Text(Text.Form.STRING, 63),
                      "attributes",
                      new MapOf(new MapOf(Scalar.DYN, 32), 32),
                      "capacity",
                      new MapOf(new MapOf(new CelSchema.Opaque("kubernetes.Quantity"), 32), 32),
                      "allowMultipleAllocations",
                      Scalar.BOOL)))
          .build();

  private DeviceExpressions() {}
}
