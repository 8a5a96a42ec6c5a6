package io.kubejar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.cluster.testing.Namespace;
import io.kubejar.cluster.testing.Programs;
import io.kubejar.cluster.testing.WithCluster;
import org.junit.jupiter.api.Test;

/// The clients of Python and JavaScript: objects, patches, watches, commands in containers.
///
/// What they do is in the programs among the resources, which end with an error at the first answer
/// that is not as it should be.
@WithCluster
class ScriptClientsClusterTest {
  @Test
  void python(Namespace namespace) {
    var programs = new Programs(namespace.cluster());
    assertThat(programs.python("/clients/client.py", namespace.name()).require())
        .isEqualTo("all of it works\n");
  }

  @Test
  void javaScript(Namespace namespace) {
    var programs = new Programs(namespace.cluster());
    assertThat(programs.javaScript("/clients/client.mjs", namespace.name()).require())
        .isEqualTo("all of it works\n");
  }
}
