package io.kubejar.server.authentication;

import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.User;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Asks several authenticators in turn. Whoever is known is in `system:authenticated`; whoever
/// shows nothing is anonymous, where that is allowed.
public final class AuthenticatorChain implements Authenticator {
  public static final String AUTHENTICATED = "system:authenticated";
  public static final String UNAUTHENTICATED = "system:unauthenticated";

  /// Why credentials are refused that no authenticator knows.
  public static final String UNKNOWN = "unknown credentials";

  private final List<Authenticator> members;
  private final Predicate<String> anonymous;

  public AuthenticatorChain(List<Authenticator> members, boolean anonymous) {
    this(members, _ -> anonymous);
  }

  /// @param anonymous the paths that are open to whoever shows nothing
  public AuthenticatorChain(List<Authenticator> members, Predicate<String> anonymous) {
    this.members = List.copyOf(members);
    this.anonymous = anonymous;
  }

  @Override
  public Outcome authenticate(Credentials credentials) {
    Outcome refusal = null;
    for (Authenticator member : members) {
      switch (member.authenticate(credentials)) {
        case Outcome.Authenticated(User user, var notes) -> {
          return new Outcome.Authenticated(withAuthenticated(user), notes);
        }
        case Outcome.Rejected rejected -> refusal = refusal == null ? rejected : refusal;
        case Outcome.NotMine _ -> {}
      }
    }
    if (refusal != null) {
      return refusal;
    }
    if (credentials.bearerToken() != null || !credentials.certificates().isEmpty()) {
      return new Outcome.Rejected(UNKNOWN);
    }
    return anonymous.test(credentials.path())
        ? new Outcome.Authenticated(User.ANONYMOUS)
        : new Outcome.Rejected("no credentials");
  }

  static User withAuthenticated(User user) {
    if (user.inGroup(AUTHENTICATED) || user.inGroup(UNAUTHENTICATED)) {
      return user;
    }
    var groups = new ArrayList<>(user.groups());
    groups.add(AUTHENTICATED);
    return new User(user.name(), user.uid(), groups, user.extra());
  }
}
