package io.kubejar.api.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.networking.v1.IPAddressKind;
import io.kubejar.api.networking.v1.ServiceCIDR;
import io.kubejar.api.networking.v1.ServiceCIDRKind;
import io.kubejar.api.schema.FieldType;
import io.kubejar.api.schema.ObjectSchema;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class FurtherVersionTest {
  private final FurtherVersion<ServiceCIDR> beta =
      FurtherVersion.deprecated(ServiceCIDRKind.SERVICE_CIDR, "v1beta1", "1.34", "1.37");

  @Test
  void allRulesAreThoseOfTheKind() {
    for (Method rule : Kind.class.getDeclaredMethods()) {
      if (Modifier.isPublic(rule.getModifiers())
          && !Modifier.isStatic(rule.getModifiers())
          && !rule.isSynthetic()) {
        assertThat(Arrays.stream(FurtherVersion.class.getDeclaredMethods()))
            .as("passes on %s", rule)
            .anyMatch(
                own ->
                    own.getName().equals(rule.getName())
                        && Arrays.equals(own.getParameterTypes(), rule.getParameterTypes()));
      }
    }
  }

  @Test
  void namesAreThoseOfTheVersion() {
    Names names = beta.names();
    assertThat(names.apiVersion()).isEqualTo("networking.k8s.io/v1beta1");
    assertThat(names.storagePrefix())
        .isEqualTo(ServiceCIDRKind.SERVICE_CIDR.names().storagePrefix());
    assertThat(names.subresource("status").orElseThrow().kind()).isEqualTo(names.gvk());
    assertThat(beta.codec().apiVersion()).isEqualTo("networking.k8s.io/v1beta1");
    assertThat(beta.deprecation())
        .isEqualTo(
            "networking.k8s.io/v1beta1 ServiceCIDR is deprecated in v1.34+, unavailable in v1.37+");
    assertThat(FurtherVersion.of(IPAddressKind.IP_ADDRESS, "v1beta1").deprecation()).isEmpty();
  }

  @Test
  void partsOfTheGroupAreNamedByTheVersionToo() {
    ObjectSchema schema = beta.codec().schema();
    assertThat(schema.name()).isEqualTo("io.k8s.api.networking.v1beta1.ServiceCIDR");
    assertThat(schema.proto()).isEqualTo("k8s.io.api.networking.v1beta1.ServiceCIDR");
    assertThat(schema.version()).isEqualTo("v1beta1");
    assertThat(part(schema, "spec").name())
        .isEqualTo("io.k8s.api.networking.v1beta1.ServiceCIDRSpec");
    assertThat(part(schema, "metadata"))
        .isSameAs(part(ServiceCIDRKind.SERVICE_CIDR.codec().schema(), "metadata"));
  }

  private static ObjectSchema part(ObjectSchema schema, String name) {
    var field = schema.field(name);
    if (field == null || !(field.type() instanceof FieldType.ObjectOf part)) {
      throw new AssertionError(name + " is no part");
    }
    return part.schema();
  }
}
