package io.kubejar.client.http;

import io.kubejar.http.ClientTls;
import io.kubejar.http.Pem;
import io.kubejar.http.TlsIdentity;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.yaml.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A file that tells clients which clusters there are and how to log in to them.
///
/// The document is kept as it is, so that entries of others, and what this class does not know of,
/// survive a change. Relative names of files are meant from the file's own folder.
public final class Kubeconfig {
  private static final JsonValue.Obj EMPTY =
      new JsonValue.Obj(Map.of())
          .with("apiVersion", JsonValue.of("v1"))
          .with("kind", JsonValue.of("Config"))
          .with("preferences", JsonValue.Obj.EMPTY);

  private final JsonValue.Obj document;

  private final Path folder;

  private Kubeconfig(JsonValue.Obj document, Path folder) {
    this.document = document;
    this.folder = folder;
  }

  /// A file without entries.
  public static Kubeconfig empty() {
    return new Kubeconfig(EMPTY, Path.of(""));
  }

  /// Reads a file; an empty one when there is none.
  ///
  /// @throws IOException when it can't be read or is no kubeconfig
  public static Kubeconfig read(Path file) throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return empty();
    }
    try {
      if (Yaml.parse(Files.readAllBytes(file)) instanceof JsonValue.Obj document) {
        Path folder = file.toAbsolutePath().getParent();
        return new Kubeconfig(document, folder == null ? Path.of("") : folder);
      }
    } catch (RuntimeException e) {
      throw new IOException(file + " is not a kubeconfig: " + e.getMessage(), e);
    }
    throw new IOException(file + " is not a kubeconfig: it holds no mapping");
  }

  /// An entry under one name as cluster, user and context, which becomes the current one.
  ///
  /// @param name the name of all three
  /// @param server the server's address
  /// @param authorityPem the certificates that the server's leads to
  /// @param certificatePem the client's certificate
  /// @param keyPem the client's private key
  public record Entry(
      String name, String server, String authorityPem, String certificatePem, String keyPem) {
    /// The key is left out.
    @Override
    public String toString() {
      return name + " at " + server;
    }
  }

  /// The same file with an entry added or replaced, and made the current one.
  public Kubeconfig with(Entry entry) {
    JsonValue.Obj cluster =
        JsonValue.Obj.EMPTY
            .with("certificate-authority-data", base64(entry.authorityPem()))
            .with("server", JsonValue.of(entry.server()));
    JsonValue.Obj user =
        JsonValue.Obj.EMPTY
            .with("client-certificate-data", base64(entry.certificatePem()))
            .with("client-key-data", base64(entry.keyPem()));
    JsonValue.Obj context =
        JsonValue.Obj.EMPTY
            .with("cluster", JsonValue.of(entry.name()))
            .with("user", JsonValue.of(entry.name()));
    JsonValue.Obj changed = set(document, "clusters", "cluster", entry.name(), cluster);
    changed = set(changed, "users", "user", entry.name(), user);
    changed = set(changed, "contexts", "context", entry.name(), context);
    return new Kubeconfig(changed.with("current-context", JsonValue.of(entry.name())), folder);
  }

  /// The same file without the entries of a name.
  public Kubeconfig without(String name) {
    JsonValue.Obj changed = document;
    for (String list : List.of("clusters", "users", "contexts")) {
      List<JsonValue> kept = new ArrayList<>(changed.items(list));
      kept.removeIf(
          item -> item instanceof JsonValue.Obj object && object.text("name").equals(name));
      changed = changed.with(list, new JsonValue.Array(kept));
    }
    if (changed.text("current-context").equals(name)) {
      changed = changed.with("current-context", JsonValue.of(""));
    }
    return new Kubeconfig(changed, folder);
  }

  /// Whether both files lead to the same server, trusted the same way, under a cluster's name.
  public boolean sameEntry(String name, Kubeconfig other) {
    Optional<JsonValue.Obj> own = entry("clusters", "cluster", name);
    return own.isPresent() && own.equals(other.entry("clusters", "cluster", name));
  }

  /// Where the current context leads and how to log in there.
  ///
  /// @throws IOException when a file it names can't be read, or an entry is missing
  public Endpoint endpoint() throws IOException {
    JsonValue.Obj context = find("contexts", "context", document.text("current-context"));
    JsonValue.Obj cluster = find("clusters", "cluster", context.text("cluster"));
    if (cluster.text("server").isEmpty()) {
      throw new IOException("the kubeconfig's cluster has no server");
    }
    Login login = login(context.text("user"));
    try {
      return endpoint(cluster, login);
    } catch (IllegalArgumentException e) {
      throw new IOException("the kubeconfig can't be used: " + e.getMessage(), e);
    }
  }

  /// How a user proves who it is.
  ///
  /// @param identity its certificate, or null
  /// @param bearerToken gives its token, or null; asked before every request
  /// @param name of a user with a password, else empty
  public record Login(
      @Nullable TlsIdentity identity,
      @Nullable Supplier<String> bearerToken,
      String name,
      String password) {
    /// The secrets are left out.
    @Override
    public String toString() {
      return "login" + (name.isEmpty() ? "" : " of " + name);
    }
  }

  /// The names of the users.
  public List<String> users() {
    List<String> names = new ArrayList<>();
    for (JsonValue item : document.items("users")) {
      if (item instanceof JsonValue.Obj user) {
        names.add(user.text("name"));
      }
    }
    return names;
  }

  /// The user of the current context; empty when there is none.
  public String currentUser() {
    return entry("contexts", "context", document.text("current-context"))
        .map(context -> context.text("user"))
        .orElse("");
  }

  /// How a user logs in.
  ///
  /// @throws IOException when there is no such user, or a file it names can't be read
  public Login login(String name) throws IOException {
    JsonValue.Obj user = find("users", "user", name);
    if (user.has("exec") || user.has("auth-provider")) {
      throw new IOException("the kubeconfig's user logs in by a program, which is not supported");
    }
    try {
      String certificate = text(user, "client-certificate");
      return new Login(
          certificate.isEmpty() ? null : TlsIdentity.ofPem(certificate, text(user, "client-key")),
          token(user),
          user.text("username"),
          user.text("password"));
    } catch (IllegalArgumentException e) {
      throw new IOException("the kubeconfig can't be used: " + e.getMessage(), e);
    }
  }

  private Endpoint endpoint(JsonValue.Obj cluster, Login login) throws IOException {
    String authority = text(cluster, "certificate-authority");
    ClientTls tls;
    if (cluster.get("insecure-skip-tls-verify") instanceof JsonValue.Bool(boolean skip) && skip) {
      tls = ClientTls.insecure();
    } else if (authority.isEmpty()) {
      tls = ClientTls.system();
    } else {
      tls = ClientTls.authorities(Pem.certificates(authority));
    }
    if (!cluster.text("tls-server-name").isEmpty()) {
      tls = tls.withServerName(cluster.text("tls-server-name"));
    }
    if (login.identity() != null) {
      tls = tls.withIdentity(login.identity());
    }
    return new Endpoint(URI.create(cluster.text("server")), tls, login.bearerToken());
  }

  private @Nullable Supplier<String> token(JsonValue.Obj user) {
    if (!user.text("token").isEmpty()) {
      return () -> user.text("token");
    }
    if (!user.text("tokenFile").isEmpty()) {
      Path file = folder.resolve(user.text("tokenFile"));
      return () -> {
        try {
          return Files.readString(file).strip();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      };
    }
    return null;
  }

  /// The file's text, secrets included.
  public String toYaml() {
    return Yaml.print(document);
  }

  /// Writes the file for its owner only, as a whole or not at all.
  public void write(Path file) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path directory = target.getParent();
    Files.createDirectories(directory);
    Path fresh =
        Files.createTempFile(
            directory,
            ".kubeconfig",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(fresh, Yaml.print(document));
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private JsonValue.Obj find(String list, String member, String name) throws IOException {
    return entry(list, member, name)
        .orElseThrow(
            () -> new IOException("the kubeconfig has no entry \"" + name + "\" under " + list));
  }

  private Optional<JsonValue.Obj> entry(String list, String member, String name) {
    for (JsonValue item : document.items(list)) {
      if (item instanceof JsonValue.Obj object && object.text("name").equals(name)) {
        return Optional.of(object.object(member));
      }
    }
    return Optional.empty();
  }

  /// The text of a member given inline as base64, or by the name of a file.
  private String text(JsonValue.Obj object, String member) throws IOException {
    String data = object.text(member + "-data");
    if (!data.isEmpty()) {
      return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
    }
    String file = object.text(member);
    return file.isEmpty() ? "" : Files.readString(folder.resolve(file));
  }

  private static JsonValue base64(String text) {
    return JsonValue.of(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonValue.Obj set(
      JsonValue.Obj document, String list, String member, String name, JsonValue.Obj value) {
    JsonValue.Obj item = JsonValue.Obj.EMPTY.with("name", JsonValue.of(name)).with(member, value);
    List<JsonValue> items = new ArrayList<>();
    boolean replaced = false;
    for (JsonValue existing : document.items(list)) {
      if (existing instanceof JsonValue.Obj object && object.text("name").equals(name)) {
        items.add(item);
        replaced = true;
      } else {
        items.add(existing);
      }
    }
    if (!replaced) {
      items.add(item);
    }
    return document.with(list, new JsonValue.Array(items));
  }
}
