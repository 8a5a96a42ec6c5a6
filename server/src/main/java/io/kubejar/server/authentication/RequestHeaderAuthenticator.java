package io.kubejar.server.authentication;

import io.kubejar.http.Headers;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.HeaderText;
import io.kubejar.server.spi.User;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Believes a proxy in front of the server who the user is: the proxy shows a certificate of its
/// own authority and names the user in headers.
public final class RequestHeaderAuthenticator implements Authenticator {
  /// Which headers name the user; header names are compared without case.
  ///
  /// @param user headers of the user name, the first that is there counts
  /// @param uid headers of the uid
  /// @param groups headers of groups, all count
  /// @param extraPrefixes beginnings of headers with further facts
  public record Names(
      List<String> user, List<String> uid, List<String> groups, List<String> extraPrefixes) {
    public Names {
      user = List.copyOf(user);
      uid = List.copyOf(uid);
      groups = List.copyOf(groups);
      extraPrefixes = List.copyOf(extraPrefixes);
    }
  }

  private final CertificateAuthenticator proxies;
  private final Set<String> allowed;
  private final Names names;

  /// @param authorities who may sign the proxies' certificates
  /// @param allowed common names of the proxies; none allows all
  public RequestHeaderAuthenticator(
      Supplier<List<X509Certificate>> authorities, Set<String> allowed, Names names, Clock clock) {
    this.proxies = new CertificateAuthenticator(authorities, clock);
    this.allowed = Set.copyOf(allowed);
    this.names = names;
  }

  @Override
  public Outcome authenticate(Credentials credentials) {
    Headers headers = credentials.headers();
    String user = first(headers, names.user());
    if (user.isEmpty()
        || !(proxies.authenticate(credentials) instanceof Outcome.Authenticated(User proxy, _))) {
      return new Outcome.NotMine();
    }
    if (!allowed.isEmpty() && !allowed.contains(proxy.name())) {
      return new Outcome.Rejected(
          "x509: subject with cn=" + proxy.name() + " is not in the allowed list");
    }
    try {
      var groups = new ArrayList<String>();
      for (String name : names.groups()) {
        headers.all(name).forEach(group -> groups.add(HeaderText.decoded(group)));
      }
      String uid = HeaderText.decoded(first(headers, names.uid()));
      return new Outcome.Authenticated(
          new User(HeaderText.decoded(user), uid, groups, extra(headers)));
    } catch (IllegalArgumentException e) {
      return new Outcome.Rejected(String.valueOf(e.getMessage()));
    }
  }

  private static String first(Headers headers, List<String> names) {
    for (String name : names) {
      String value = headers.first(name, "");
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  private Map<String, List<String>> extra(Headers headers) {
    Map<String, List<String>> extra = new LinkedHashMap<>();
    for (Headers.Field field : headers) {
      String name = field.name().toLowerCase(Locale.ROOT);
      for (String prefix : names.extraPrefixes()) {
        String beginning = prefix.toLowerCase(Locale.ROOT);
        if (name.startsWith(beginning) && name.length() > beginning.length()) {
          extra
              .computeIfAbsent(
                  unescaped(name.substring(beginning.length())), _ -> new ArrayList<>())
              .add(HeaderText.decoded(field.value()));
        }
      }
    }
    return extra;
  }

  private static String unescaped(String key) {
    try {
      return URLDecoder.decode(key.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return key;
    }
  }
}
