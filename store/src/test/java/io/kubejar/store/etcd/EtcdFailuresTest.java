package io.kubejar.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import org.junit.jupiter.api.Test;

class EtcdFailuresTest {
  @Test
  void aConnectionThatIsNotMadeIsToldInALine() {
    Status status =
        Status.DEADLINE_EXCEEDED.withDescription(
            """
            CallOptions deadline exceeded after 9.9s. [open=[[Last Pick Failure=Status{\
            code=UNAVAILABLE, description=io exception, cause=io.netty.channel.\
            AbstractChannel$AnnotatedConnectException: Connection refused: /127.0.0.1:1
            Caused by: java.net.ConnectException: Connection refused
            \tat java.base/sun.nio.ch.Net.pollConnect(Native Method)
            """);
    assertThat(EtcdFailures.reason(status)).isEqualTo("Connection refused: /127.0.0.1:1");
  }

  @Test
  void otherFailuresKeepTheirFirstLine() {
    assertThat(EtcdFailures.reason(Status.UNKNOWN.withDescription("etcdserver: no leader\nmore")))
        .isEqualTo("etcdserver: no leader");
    assertThat(EtcdFailures.reason(Status.UNAVAILABLE)).isEqualTo("UNAVAILABLE");
  }
}
