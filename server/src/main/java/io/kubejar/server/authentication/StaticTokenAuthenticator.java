package io.kubejar.server.authentication;

import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Knows the bearers of tokens from a file of lines `token,user,uid,"group1,group2"`.
///
/// Tokens are kept and compared by their digests, so that comparing tells nothing of how much of a
/// guess was right.
public final class StaticTokenAuthenticator implements Authenticator {
  /// To be cloned: to look the algorithm up takes longer than the digest of a token.
  private static final MessageDigest SHA_256 = sha256();

  private final Map<String, User> users;

  private StaticTokenAuthenticator(Map<String, User> users) {
    this.users = Map.copyOf(users);
  }

  /// Reads a file.
  ///
  /// @throws IllegalArgumentException when a line is malformed
  public static StaticTokenAuthenticator load(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  /// Reads the text of a file.
  public static StaticTokenAuthenticator parse(String text) {
    var users = new HashMap<String, User>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> columns = columns(line);
      if (columns.size() < 3) {
        throw new IllegalArgumentException(
            "line %d of the token file must have at least 3 columns (token, user name, user uid), found %d"
                .formatted(number, columns.size()));
      }
      if (columns.getFirst().isEmpty()) {
        continue;
      }
      List<String> groups =
          columns.size() > 3 && !columns.get(3).isEmpty()
              ? List.of(columns.get(3).split(","))
              : List.of();
      users.put(
          digest(columns.getFirst()), new User(columns.get(1), columns.get(2), groups, Map.of()));
    }
    return new StaticTokenAuthenticator(users);
  }

  /// One token of one user.
  public static StaticTokenAuthenticator of(String token, User user) {
    return new StaticTokenAuthenticator(Map.of(digest(token), user));
  }

  @Override
  public Outcome authenticate(Credentials credentials) {
    String token = credentials.bearerToken();
    User user = token == null ? null : users.get(digest(token));
    return user == null ? new Outcome.NotMine() : new Outcome.Authenticated(user);
  }

  private static String digest(String token) {
    try {
      var sha256 = (MessageDigest) SHA_256.clone();
      byte[] digest = sha256.digest(token.getBytes(StandardCharsets.UTF_8));
      return new String(digest, StandardCharsets.ISO_8859_1);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the runtime's SHA-256 cannot be cloned", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the runtime has no SHA-256", e);
    }
  }

  /// The columns of a line of CSV (RFC 4180) without line breaks in values.
  private static List<String> columns(String line) {
    var columns = new ArrayList<String>();
    var column = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted) {
        if (c != '"') {
          column.append(c);
        } else if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
          column.append(c);
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        columns.add(column.toString().strip());
        column.setLength(0);
      } else {
        column.append(c);
      }
    }
    columns.add(column.toString().strip());
    return columns;
  }
}
