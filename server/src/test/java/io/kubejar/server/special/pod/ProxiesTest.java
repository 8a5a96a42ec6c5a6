package io.kubejar.server.special.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.meta.v1.ApiException;
import org.junit.jupiter.api.Test;

class ProxiesTest {
  @Test
  void namesMayBeginLikeTheSubresource() {
    assertThat(Proxies.rest("/api/v1/namespaces/proxy-a/pods/proxy/proxy/x/proxy?", true))
        .isEqualTo("/x/proxy?");
    assertThat(Proxies.rest("/api/v1/nodes/proxy-1:10250/proxy", false)).isEqualTo("/");
    assertThat(Proxies.rest("/api/v1/nodes/n/proxy/a%2Fb", false)).isEqualTo("/a%2Fb");
    assertThatThrownBy(() -> Proxies.rest("/api/v1/nodes/a%2Fproxy/b", false))
        .isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> Proxies.rest("/api/v1/nodes/a/proxying", false))
        .isInstanceOf(ApiException.class);
  }
}
