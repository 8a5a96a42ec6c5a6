package io.kubejar.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceCodec;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.discovery.v1.EndpointSlice;
import io.kubejar.api.discovery.v1.EndpointSliceCodec;
import io.kubejar.api.discovery.v1.EndpointSliceKind;
import io.kubejar.client.Client;
import io.kubejar.client.FakeApi;
import io.kubejar.client.Informers;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValueCodec;
import io.kubejar.wire.yaml.Yaml;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponderTest {
  private static final int A = 1;
  private static final int CNAME = 5;
  private static final int PTR = 12;
  private static final int AAAA = 28;
  private static final int SRV = 33;

  private final FakeApi api = new FakeApi();
  private final Informers informers = new Informers(new Client(api));
  private final ClusterZone zone = new ClusterZone("cluster.local", informers);
  private FakeResolver resolver;
  private Responder responder;

  private static byte[] json(String yaml) {
    return JsonEncoder.encode(
        JsonValueCodec.INSTANCE, Yaml.parse(yaml.getBytes(StandardCharsets.UTF_8)));
  }

  private void service(String yaml) {
    Service service = JsonDecoder.decode(ServiceCodec.INSTANCE, json(yaml));
    api.put(ServiceKind.SERVICE, service);
  }

  private void slice(String yaml) {
    EndpointSlice slice = JsonDecoder.decode(EndpointSliceCodec.INSTANCE, json(yaml));
    api.put(EndpointSliceKind.ENDPOINT_SLICE, slice);
  }

  @BeforeEach
  void start() throws Exception {
    service(
        """
        metadata: {name: web, namespace: shop}
        spec: {type: ClusterIP, clusterIP: 10.96.0.10, clusterIPs: [10.96.0.10, 'fd00::10'], ports: [{name: http, protocol: TCP, port: 80}]}
        """);
    service(
        """
        metadata: {name: db, namespace: shop}
        spec: {type: ClusterIP, clusterIP: None, clusterIPs: [None], ports: [{name: sql, protocol: TCP, port: 5432}]}
        """);
    slice(
        """
        metadata: {name: db-1, namespace: shop, labels: {kubernetes.io/service-name: db}}
        addressType: IPv4
        ports: [{name: sql, protocol: TCP, port: 5432}]
        endpoints:
        - {addresses: [10.0.0.1], hostname: db-0, conditions: {ready: true}}
        - {addresses: [10.0.0.2], hostname: db-1, conditions: {ready: true}}
        - {addresses: [10.0.0.3], hostname: db-2, conditions: {ready: false}}
        - {addresses: [10.0.0.4], conditions: {ready: true}}
        """);
    service("metadata: {name: none, namespace: shop}\nspec: {clusterIP: None, clusterIPs: [None]}");
    service(
        "metadata: {name: out, namespace: shop}\n"
            + "spec: {type: ExternalName, externalName: www.example.com}");
    service(
        "metadata: {name: in, namespace: shop}\n"
            + "spec: {type: ExternalName, externalName: web.shop.svc.cluster.local.}");
    informers.start();
    assertThat(informers.awaitSync(Duration.ofSeconds(10))).isTrue();
    resolver =
        new FakeResolver(
            query -> List.of(Query.answered(query, 192, 0, 2, 1)),
            query -> Query.answered(query, 192, 0, 2, 2));
    responder = new Responder(zone, new Forwarder(List.of(resolver.address())), new Random(1));
  }

  @AfterEach
  void stop() throws Exception {
    informers.close();
    resolver.close();
  }

  private byte[] ask(String name, int type) {
    return responder.reply(Query.of(name, type), true);
  }

  @Test
  void aServiceHasItsAddresses() {
    byte[] reply = ask("web.shop.svc.cluster.local", A);
    assertThat(Query.texts(reply)).containsExactly("10.96.0.10");
    assertThat(Query.authoritative(reply)).isTrue();
    assertThat(Query.texts(ask("WEB.shop.svc.cluster.LOCAL", AAAA)))
        .containsExactly("fd00:0:0:0:0:0:0:10");
  }

  @Test
  void aHeadlessServiceHasTheAddressesOfItsReadyEndpoints() {
    assertThat(Query.texts(ask("db.shop.svc.cluster.local", A)))
        .containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2", "10.0.0.4");
    assertThat(Query.code(ask("none.shop.svc.cluster.local", A))).isEqualTo(Message.NO_NAME);
  }

  @Test
  void endpointsHaveNames() {
    assertThat(Query.texts(ask("db-1.db.shop.svc.cluster.local", A))).containsExactly("10.0.0.2");
    assertThat(Query.texts(ask("10-0-0-4.db.shop.svc.cluster.local", A)))
        .containsExactly("10.0.0.4");
    assertThat(Query.code(ask("db-2.db.shop.svc.cluster.local", A))).isEqualTo(Message.NO_NAME);
    assertThat(Query.code(ask("db-9.db.shop.svc.cluster.local", A))).isEqualTo(Message.NO_NAME);
  }

  @Test
  void portsHaveServiceRecords() {
    byte[] reply = ask("_http._tcp.web.shop.svc.cluster.local", SRV);
    assertThat(Query.answers(reply)).isEqualTo(1);
    assertThat(Query.additional(reply)).isEqualTo(2);
    byte[] headless = ask("_sql._tcp.db.shop.svc.cluster.local", SRV);
    assertThat(Query.answers(headless)).isEqualTo(3);
    assertThat(Query.code(ask("_other._tcp.web.shop.svc.cluster.local", SRV)))
        .isEqualTo(Message.NO_NAME);
  }

  @Test
  void addressesHaveNames() {
    assertThat(zone.answer("10.0.96.10.in-addr.arpa", QueryType.PTR))
        .isEqualTo(
            new Answer.Found(
                List.of(
                    new Record.Pointer("10.0.96.10.in-addr.arpa", "web.shop.svc.cluster.local"))));
    String six = "0.1.0.0." + "0.".repeat(24) + "0.0.d.f.ip6.arpa";
    assertThat(zone.answer(six, QueryType.PTR))
        .isEqualTo(
            new Answer.Found(List.of(new Record.Pointer(six, "web.shop.svc.cluster.local"))));
    assertThat(zone.answer("2.0.0.10.in-addr.arpa", QueryType.PTR))
        .isEqualTo(
            new Answer.Found(
                List.of(
                    new Record.Pointer(
                        "2.0.0.10.in-addr.arpa", "db-1.db.shop.svc.cluster.local"))));
    assertThat(Query.answers(ask("10.0.96.10.in-addr.arpa", PTR))).isEqualTo(1);
    ask("9.9.9.9.in-addr.arpa", PTR);
    assertThat(resolver.asked.get()).isEqualTo(1);
  }

  @Test
  void anAliasComesWithWhatItStandsFor() {
    assertThat(Query.texts(ask("out.shop.svc.cluster.local", A)))
        .containsExactly("=www.example.com", "192.0.2.1");
    assertThat(Query.texts(ask("in.shop.svc.cluster.local", A)))
        .containsExactly("=web.shop.svc.cluster.local", "10.96.0.10");
    assertThat(Query.texts(ask("out.shop.svc.cluster.local", CNAME)))
        .containsExactly("=www.example.com");
  }

  @Test
  void podsHaveNamesByTheirAddress() {
    assertThat(Query.texts(ask("10-1-2-3.shop.pod.cluster.local", A))).containsExactly("10.1.2.3");
    assertThat(Query.texts(ask("fd00--7.shop.pod.cluster.local", AAAA)))
        .containsExactly("fd00:0:0:0:0:0:0:7");
    assertThat(Query.code(ask("nonsense.shop.pod.cluster.local", A))).isEqualTo(Message.NO_NAME);
  }

  @Test
  void whatIsNotThereIsDeniedWithTheZonesAuthority() {
    for (String name :
        List.of(
            "nothing.shop.svc.cluster.local",
            "web.other.svc.cluster.local",
            "web.shop.svc.cluster.local.shop.svc.cluster.local",
            "example.com.svc.cluster.local",
            "www.example.com.cluster.local",
            "a.b.c.d.shop.svc.cluster.local")) {
      byte[] reply = ask(name, A);
      assertThat(Query.code(reply)).as(name).isEqualTo(Message.NO_NAME);
      assertThat(Query.authorities(reply)).as(name).isEqualTo(1);
    }
  }

  @Test
  void aNameWithoutTheTypeHasNoAnswer() {
    for (String name :
        List.of("db.shop.svc.cluster.local", "shop.svc.cluster.local", "cluster.local")) {
      byte[] reply = ask(name, AAAA);
      assertThat(Query.code(reply)).as(name).isEqualTo(Message.NO_ERROR);
      assertThat(Query.answers(reply)).isZero();
      assertThat(Query.authorities(reply)).isEqualTo(1);
    }
  }

  @Test
  void othersAreAskedForTheRest() {
    assertThat(Query.texts(ask("www.example.com", A))).containsExactly("192.0.2.1");
    Responder alone = new Responder(zone, new Forwarder(List.of()), new Random(1));
    assertThat(Query.code(alone.reply(Query.of("www.example.com", A), true)))
        .isEqualTo(Message.SERVER_FAILURE);
  }

  private void many() throws InterruptedException {
    StringBuilder endpoints = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      endpoints.append("- {addresses: [10.5.0." + i + "], conditions: {ready: true}}\n");
    }
    slice(
        """
        metadata: {name: db-2, namespace: shop, labels: {kubernetes.io/service-name: db}}
        addressType: IPv4
        ports: [{name: sql, protocol: TCP, port: 5432}]
        endpoints:
        """
            + endpoints);
    io.kubejar.client.Eventually.until(
        "slice",
        () ->
            Query.answers(responder.reply(Query.of("db.shop.svc.cluster.local", A), false)) == 203);
  }

  @Test
  void whatDoesNotFitIsCut() throws InterruptedException {
    many();
    byte[] small = ask("db.shop.svc.cluster.local", A);
    assertThat(Query.cut(small)).isTrue();
    assertThat(small.length).isLessThanOrEqualTo(512);
    assertThat(Query.texts(small)).hasSizeGreaterThan(20).allMatch(text -> text.startsWith("10."));
    byte[] large = responder.reply(Query.of("db.shop.svc.cluster.local", A, 4_096), true);
    assertThat(Query.cut(large)).isFalse();
    assertThat(Query.answers(large)).isEqualTo(203);
    assertThat(Query.additional(large)).isEqualTo(1);
  }

  @Test
  void answersOverSocketsOfBothKinds() throws Exception {
    many();
    byte[] query = Query.of("db.shop.svc.cluster.local", A);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (DnsServer server = DnsServer.start(responder, new InetSocketAddress(loopback, 0));
        DatagramSocket datagrams = new DatagramSocket();
        Socket stream = new Socket(loopback, server.port())) {
      datagrams.setSoTimeout(5_000);
      datagrams.connect(new InetSocketAddress(loopback, server.port()));
      datagrams.send(new DatagramPacket(new byte[] {1, 2}, 2));
      datagrams.send(new DatagramPacket(query, query.length));
      DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
      datagrams.receive(packet);
      assertThat(Query.cut(Arrays.copyOf(packet.getData(), packet.getLength()))).isTrue();

      stream.setSoTimeout(5_000);
      DataOutputStream out = new DataOutputStream(stream.getOutputStream());
      DataInputStream in = new DataInputStream(stream.getInputStream());
      for (int i = 0; i < 2; i++) {
        out.writeShort(query.length);
        out.write(query);
        byte[] reply = new byte[in.readUnsignedShort()];
        in.readFully(reply);
        assertThat(Query.answers(reply)).isEqualTo(203);
      }
      server.close();
      assertThat(in.read()).isEqualTo(-1);
    }
  }
}
