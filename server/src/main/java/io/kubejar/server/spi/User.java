package io.kubejar.server.spi;

import java.util.List;
import java.util.Map;

/// Who makes a request, as authentication found out.
///
/// @param name the user name
/// @param uid an identifier that is never used again for another; may be empty
/// @param groups the groups, `system:authenticated` among them
/// @param extra further facts by key
public record User(String name, String uid, List<String> groups, Map<String, List<String>> extra) {
  /// Whoever presents no credentials.
  public static final User ANONYMOUS =
      new User("system:anonymous", "", List.of("system:unauthenticated"), Map.of());

  public User {
    groups = List.copyOf(groups);
    extra = Map.copyOf(extra);
  }

  /// A user without uid and extra facts.
  public static User of(String name, String... groups) {
    return new User(name, "", List.of(groups), Map.of());
  }

  public boolean inGroup(String group) {
    return groups.contains(group);
  }
}
