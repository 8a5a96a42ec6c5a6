package io.kubejar.junit;

import io.kubejar.client.Client;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Starts a cluster before the tests of a class and closes it after them.
///
/// Tests take it, or its client, as a parameter:
///
/// ```java
/// @RegisterExtension
/// static final KubeJarExtension CLUSTER = new KubeJarExtension(KubeJar.builder().nodes(3));
///
/// @Test
/// void works(Client client) { … }
/// ```
///
/// `@ExtendWith(KubeJarExtension.class)` does the same with one node.
public final class KubeJarExtension
    implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(KubeJarExtension.class);

  private final KubeJar.Builder builder;

  /// A cluster with one node.
  public KubeJarExtension() {
    this(KubeJar.builder());
  }

  /// The cluster that is described.
  public KubeJarExtension(KubeJar.Builder builder) {
    this.builder = builder;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context.getStore(NAMESPACE).put(KubeJar.class, builder.start());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    KubeJar cluster = context.getStore(NAMESPACE).remove(KubeJar.class, KubeJar.class);
    if (cluster != null) {
      cluster.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == KubeJar.class || type == Client.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    KubeJar cluster = context.getStore(NAMESPACE).get(KubeJar.class, KubeJar.class);
    if (cluster == null) {
      throw new IllegalStateException("the cluster is started before all tests of a class");
    }
    return parameter.getParameter().getType() == Client.class ? cluster.client() : cluster;
  }
}
