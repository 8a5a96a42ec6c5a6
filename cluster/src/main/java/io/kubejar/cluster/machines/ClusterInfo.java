package io.kubejar.cluster.machines;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.cli.UserException;
import io.kubejar.client.Client;
import io.kubejar.client.http.Endpoint;
import io.kubejar.client.http.HttpTransport;
import io.kubejar.http.ClientTls;
import io.kubejar.http.Pem;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.yaml.Yaml;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How a machine that knows a token finds out whom to believe: the cluster's own words in the
/// config map `cluster-info`, which anybody may read, signed with the token.
///
/// Whoever knows the token could sign as well; that the authority's key is the one the
/// administrator named rules that out. The words are read a second time, from a server that the
/// authority vouches for, and have to be the same.
///
/// @param authorities whose certificates the servers have
/// @param server where the cluster is found
public record ClusterInfo(List<X509Certificate> authorities, URI server) {
  static final String NAME = "cluster-info";
  private static final String NAMESPACE = "kube-public";
  private static final String AGENT = "kubejar-join";
  private static final String HASH = "sha256:";

  /// The signer needs a moment for a new token.
  private static final int TRIES = 20;

  private static final Duration PAUSE = Duration.ofMillis(500);

  public ClusterInfo {
    authorities = List.copyOf(authorities);
  }

  /// Asks a server.
  ///
  /// @param hashes of the keys of authorities to believe; none for any
  /// @throws UserException when it can't be asked or believed
  public static ClusterInfo discover(URI server, BootstrapToken token, List<String> hashes)
      throws InterruptedException {
    requireForm(hashes);
    String words = signed(server, token);
    ClusterInfo info = parse(words);
    if (!hashes.isEmpty() && info.authorities().stream().noneMatch(each -> hasHash(each, hashes))) {
      throw new UserException(
          "the cluster's authority has the hash %s, which is not the one that was named"
              .formatted(hash(info.authorities().getFirst())));
    }
    String again = read(server, ClientTls.authorities(info.authorities())).data().get("kubeconfig");
    if (!words.equals(again)) {
      throw new UserException(
          server + " says something else to whom it can prove itself than to others");
    }
    return info;
  }

  private static void requireForm(List<String> hashes) {
    for (String hash : hashes) {
      if (!hash.toLowerCase(Locale.ROOT).matches("sha256:[0-9a-f]{64}")) {
        throw new UserException(
            "--discovery-token-ca-cert-hash has to be sha256: and 64 hexadecimal digits");
      }
    }
  }

  private static String signed(URI server, BootstrapToken token) throws InterruptedException {
    for (int tried = 1; ; tried++) {
      ConfigMap map = read(server, ClientTls.insecure());
      String words = map.data().get("kubeconfig");
      String signature = map.data().get("jws-kubeconfig-" + token.id());
      if (words == null) {
        throw new UserException(server + " tells nothing of its cluster");
      }
      if (signature != null) {
        if (!isSigned(words, signature, token)) {
          throw new UserException(
              "what %s tells of its cluster is not signed with the token \"%s\""
                  .formatted(server, token.id()));
        }
        return words;
      }
      if (tried == TRIES) {
        throw new UserException(
            "the cluster at %s does not know the token \"%s\"; it may have ended: kubejar token list"
                .formatted(server, token.id()));
      }
      Thread.sleep(PAUSE);
    }
  }

  private static ConfigMap read(URI server, ClientTls tls) {
    try (var transport = new HttpTransport(new Endpoint(server, tls, null), AGENT)) {
      return new Client(transport).resources(ConfigMapKind.CONFIG_MAP, NAMESPACE).get(NAME);
    } catch (ApiException e) {
      throw new UserException(
          switch (e.status().code()) {
            case 401, 403, 404 ->
                "%s is no cluster to join: %s; begin one with kubejar init"
                    .formatted(server, e.getMessage());
            default -> "%s: %s".formatted(server, e.getMessage());
          });
    }
  }

  private static ClusterInfo parse(String kubeconfig) {
    try {
      if (Yaml.parse(kubeconfig.getBytes(StandardCharsets.UTF_8)) instanceof JsonValue.Obj document
          && document.items("clusters").getFirst() instanceof JsonValue.Obj entry) {
        JsonValue.Obj cluster = entry.object("cluster");
        String pem =
            new String(
                Base64.getDecoder().decode(cluster.text("certificate-authority-data")),
                StandardCharsets.UTF_8);
        return new ClusterInfo(Pem.certificates(pem), URI.create(cluster.text("server")));
      }
    } catch (RuntimeException e) {
      // told below
    }
    throw new UserException("what the cluster tells of itself can't be read");
  }

  private static boolean isSigned(String words, String signature, BootstrapToken token) {
    String[] parts = signature.split("\\.", -1);
    if (parts.length != 3 || !parts[1].isEmpty()) {
      return false;
    }
    try {
      String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
      if (!(JsonValue.parse(header.getBytes(StandardCharsets.UTF_8))
              instanceof JsonValue.Obj fields)
          || !fields.text("alg").equals("HS256")
          || !fields.text("kid").equals(token.id())) {
        return false;
      }
      String content =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(words.getBytes(StandardCharsets.UTF_8));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] expected = mac.doFinal((parts[0] + "." + content).getBytes(StandardCharsets.US_ASCII));
      return MessageDigest.isEqual(expected, Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the runtime has no HMAC with SHA-256", e);
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static boolean hasHash(X509Certificate authority, List<String> hashes) {
    String own = hash(authority);
    return hashes.stream().anyMatch(each -> each.toLowerCase(Locale.ROOT).equals(own));
  }

  /// The hash of an authority's key, as administrators name it.
  public static String hash(X509Certificate authority) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(authority.getPublicKey().getEncoded());
      return HASH + HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the runtime has no SHA-256", e);
    }
  }
}
