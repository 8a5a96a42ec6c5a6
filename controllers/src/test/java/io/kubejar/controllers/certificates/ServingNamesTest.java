package io.kubejar.controllers.certificates;

import static io.kubejar.api.core.v1.NodeKind.NODE;
import static io.kubejar.api.core.v1.ServiceKind.SERVICE;
import static io.kubejar.api.discovery.v1.EndpointSliceKind.ENDPOINT_SLICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.certificates.v1.CertificateSigningRequest;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeAddress;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.discovery.v1.Endpoint;
import io.kubejar.api.discovery.v1.EndpointSlice;
import io.kubejar.api.value.Bytes;
import io.kubejar.controllers.testing.TestCluster;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServingNamesTest {
  private static final String N1 = "system:node:n1";
  private final TestCluster cluster = new TestCluster();
  private final ServingNames names = new ServingNames(cluster.informers());

  @BeforeEach
  void fill() throws Exception {
    cluster
        .api()
        .put(NODE, node("n1", "10.0.0.1", "10.0.0.9", "10.96.0.1", "10.0.0.100", "127.0.0.1"));
    cluster.api().put(NODE, node("n2", "10.0.0.2", "10.0.0.9"));
    cluster.api().put(NODE, node("kubernetes", "10.0.0.3"));
    cluster
        .api()
        .put(
            SERVICE,
            Service.builder()
                .metadata(it -> it.name("kubernetes").namespace("default"))
                .spec(it -> it.clusterIP("10.96.0.1").clusterIPs("10.96.0.1"))
                .build());
    cluster
        .api()
        .put(
            ENDPOINT_SLICE,
            EndpointSlice.builder()
                .metadata(
                    it ->
                        it.name("kubernetes")
                            .namespace("default")
                            .labels(Map.of("kubernetes.io/service-name", "kubernetes")))
                .addressType("IPv4")
                .endpoints(Endpoint.builder().addresses("10.0.0.100").build())
                .build());
    cluster.informers().start();
    cluster.catchUp();
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  private static Node node(String name, String... addresses) {
    return Node.builder()
        .metadata(it -> it.name(name))
        .status(
            it ->
                it.addresses(
                    Stream.concat(
                            Stream.of(
                                NodeAddress.builder()
                                    .type("Hostname")
                                    .address("host-" + name)
                                    .build()),
                            Stream.of(addresses)
                                .map(
                                    a ->
                                        NodeAddress.builder()
                                            .type("InternalIP")
                                            .address(a)
                                            .build()))
                        .toList()))
        .build();
  }

  private @Nullable String flaw(String user, String subject, String... wanted) throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair keys = generator.generateKeyPair();
    var extensions = new ExtensionsGenerator();
    extensions.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(
            Stream.of(wanted)
                .map(
                    name ->
                        new GeneralName(
                            Character.isDigit(name.charAt(0))
                                ? GeneralName.iPAddress
                                : GeneralName.dNSName,
                            name))
                .toArray(GeneralName[]::new)));
    byte[] der =
        new JcaPKCS10CertificationRequestBuilder(
                new X500Name("O=system:nodes,CN=" + subject), keys.getPublic())
            .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
            .getEncoded();
    String pem =
        "-----BEGIN CERTIFICATE REQUEST-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END CERTIFICATE REQUEST-----\n";
    return names.flaw(
        CertificateRequest.of(
            CertificateSigningRequest.builder()
                .spec(it -> it.request(Bytes.utf8(pem)).usages(List.of("server auth")))
                .build()),
        user);
  }

  @Test
  void aNodeMayHaveItsNameAndItsAddresses() throws Exception {
    assertThat(flaw(N1, N1, "n1", "10.0.0.1")).isNull();
    assertThat(flaw(N1, N1, "10.0.0.1")).isNull();
    assertThat(flaw(N1, N1, "n1")).isNull();
  }

  @Test
  void aNodeMayHaveNoOtherNames() throws Exception {
    assertThat(flaw(N1, "system:node:n2", "n2")).isEqualTo("a node may ask for itself only");
    assertThat(flaw("alice", "alice", "alice")).isEqualTo("a node may ask for itself only");
    assertThat(flaw("system:node:n3", "system:node:n3", "n3"))
        .isEqualTo("there is no node \"n3\" yet");
    for (String host : List.of("n2", "host-n1", "localhost", "kubernetes.default.svc")) {
      assertThat(flaw(N1, N1, "n1", host))
          .isEqualTo("the host name \"" + host + "\" is not the node's own");
    }
    assertThat(flaw("system:node:kubernetes", "system:node:kubernetes", "kubernetes"))
        .isEqualTo("the host name \"kubernetes\" is not the node's own");
  }

  @Test
  void aNodeMayHaveNoAddressThatIsAnothers() throws Exception {
    assertThat(flaw(N1, N1, "10.0.0.5")).isEqualTo("the address 10.0.0.5 is not one of the node's");
    assertThat(flaw(N1, N1, "127.0.0.1")).contains("is not one of the node's");
    assertThat(flaw(N1, N1, "10.0.0.9"))
        .isEqualTo("the address 10.0.0.9 is that of the node n2 too");
    assertThat(flaw(N1, N1, "10.96.0.1")).isEqualTo("the address 10.96.0.1 is that of a server");
    assertThat(flaw(N1, N1, "10.0.0.100")).isEqualTo("the address 10.0.0.100 is that of a server");
  }
}
