package io.kubejar.node.agent.api;

import io.kubejar.api.authentication.v1.TokenReview;
import io.kubejar.api.authentication.v1.TokenReviewKind;
import io.kubejar.api.authentication.v1.TokenReviewSpec;
import io.kubejar.api.authorization.v1.ResourceAttributes;
import io.kubejar.api.authorization.v1.SubjectAccessReview;
import io.kubejar.api.authorization.v1.SubjectAccessReviewKind;
import io.kubejar.api.authorization.v1.SubjectAccessReviewSpec;
import io.kubejar.client.Client;
import io.kubejar.http.Exchange;
import io.kubejar.http.PeerCertificate;
import io.kubejar.http.ServerTls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/// Security by the cluster: client certificates of its authority or bearer tokens, and what the API
/// server says their owners may do with the node.
public final class ClusterSecurity implements NodeApiSecurity {
  private static final long REMEMBERED = Duration.ofMinutes(1).toNanos();
  private static final int MOST_REMEMBERED = 500;

  private final Client client;
  private final ServerTls tls;
  private final String node;
  private final Map<Question, Long> allowed =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Long> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  private record User(String name, String uid, List<String> groups) {}

  private record Question(User user, String verb, String subresource) {}

  /// @param tls with the cluster's authority as the one of clients
  public ClusterSecurity(Client client, ServerTls tls, String node) {
    this.client = client;
    this.tls = tls;
    this.node = node;
  }

  @Override
  public ServerTls tls() {
    return tls;
  }

  @Override
  public Verdict check(Exchange exchange, String verb, String subresource) {
    User user = user(exchange);
    if (user == null) {
      return new Verdict.Unauthenticated();
    }
    if (user.groups().contains("system:masters")) {
      return new Verdict.Allowed();
    }
    Question question = new Question(user, verb, subresource);
    if (remembered(question) || allows(question)) {
      return new Verdict.Allowed();
    }
    return new Verdict.Forbidden(
        "Forbidden (user="
            + user.name()
            + ", verb="
            + verb
            + ", resource=nodes, subresource(s)=["
            + subresource
            + "])");
  }

  private boolean remembered(Question question) {
    synchronized (allowed) {
      Long until = allowed.get(question);
      return until != null && System.nanoTime() - until < 0;
    }
  }

  private boolean allows(Question question) {
    User user = question.user();
    SubjectAccessReview review =
        SubjectAccessReview.builder()
            .spec(
                SubjectAccessReviewSpec.builder()
                    .user(user.name())
                    .uid(user.uid())
                    .groups(user.groups())
                    .resourceAttributes(
                        ResourceAttributes.builder()
                            .verb(question.verb())
                            .version("v1")
                            .resource("nodes")
                            .subresource(question.subresource())
                            .name(node)
                            .build())
                    .build())
            .build();
    boolean yes =
        client
            .resources(SubjectAccessReviewKind.SUBJECT_ACCESS_REVIEW)
            .create(review)
            .status()
            .allowed();
    if (yes) {
      synchronized (allowed) {
        allowed.put(question, System.nanoTime() + REMEMBERED);
      }
    }
    return yes;
  }

  private @Nullable User user(Exchange exchange) {
    if (exchange.peerCertificate() instanceof PeerCertificate.Trusted trusted) {
      return user(trusted.leaf().getSubjectX500Principal().getName());
    }
    String header = exchange.headers().first("Authorization", "");
    if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return null;
    }
    TokenReview review =
        client
            .resources(TokenReviewKind.TOKEN_REVIEW)
            .create(
                TokenReview.builder()
                    .spec(TokenReviewSpec.builder().token(header.substring(7).strip()).build())
                    .build());
    if (!review.status().authenticated()) {
      return null;
    }
    var user = review.status().user();
    return new User(user.username(), user.uid(), user.groups());
  }

  private static @Nullable User user(String distinguishedName) {
    String name = "";
    List<String> groups = new ArrayList<>();
    try {
      for (Rdn part : new LdapName(distinguishedName).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN")) {
          name = String.valueOf(part.getValue());
        } else if (part.getType().equalsIgnoreCase("O")) {
          groups.add(String.valueOf(part.getValue()));
        }
      }
    } catch (InvalidNameException _) {
      return null;
    }
    groups.add("system:authenticated");
    return name.isEmpty() ? null : new User(name, "", List.copyOf(groups));
  }
}
