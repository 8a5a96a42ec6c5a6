package io.kubejar.server.encryption;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// The configuration a cluster has when it is given none: secrets sealed with a key of its own,
/// which only the owner of the file can read.
public final class LocalKey {
  private static final int KEY = 32;

  private LocalKey() {}

  /// Reads the configuration, which is made with a new key when there is none.
  public static EncryptionConfiguration open(Path file) throws IOException {
    if (!Files.exists(file)) {
      write(file);
    }
    return EncryptionConfiguration.parse(Files.readAllBytes(file));
  }

  private static void write(Path file) throws IOException {
    byte[] key = new byte[KEY];
    new SecureRandom().nextBytes(key);
    String document =
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: EncryptionConfiguration
        resources:
        - resources: [secrets]
          providers:
          - secretbox:
              keys:
              - name: local
                secret: %s
          - identity: {}
        """
            .formatted(Base64.getEncoder().encodeToString(key));
    Path half = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(half);
    Files.createFile(
        half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(half, document.getBytes(StandardCharsets.UTF_8));
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
