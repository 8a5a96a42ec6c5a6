package io.kubejar.cluster.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Has a class's tests share a running cluster, which each gets as a parameter of type
/// [TestCluster], or, with a namespace of the test's own, of type [Namespace].
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ClusterExtension.class)
public @interface WithCluster {
  /// Options of `kubejar up`. Without `--simulated` the tests need root, and say so without it.
  String[] value() default {};
}
