package io.kubejar.cluster;

import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.MemberOptions;
import io.kubejar.cli.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// What a machine was made by `init` or `join`, for `up` to start it again: a line with its role,
/// then one a line the options.
///
/// @param server whether it runs an API server; otherwise it is a node only
/// @param arguments its options
record MachineFile(boolean server, List<String> arguments) {
  private static final String SERVER = "server";
  private static final String NODE = "node";

  MachineFile {
    arguments = List.copyOf(arguments);
  }

  static Path of(DataDirectory directory) {
    return directory.root().resolve("machine.options");
  }

  static boolean exists(DataDirectory directory) {
    return Files.exists(of(directory));
  }

  static MachineFile read(DataDirectory directory) throws IOException {
    List<String> lines = Files.readAllLines(of(directory));
    if (lines.isEmpty() || !List.of(SERVER, NODE).contains(lines.getFirst())) {
      throw new IOException(of(directory) + " does not say what this machine is");
    }
    return new MachineFile(lines.getFirst().equals(SERVER), lines.subList(1, lines.size()));
  }

  void write(DataDirectory directory) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(server ? SERVER : NODE);
    lines.addAll(arguments);
    Path fresh =
        Files.createTempFile(
            directory.root(),
            ".machine",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(fresh, lines);
    Files.move(
        fresh, of(directory), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  MemberOptions options() {
    return MemberOptions.of(arguments);
  }

  /// The server that joining machines are told of.
  static String endpoint(DataDirectory directory) throws IOException {
    if (!exists(directory)) {
      throw new UserException(
          "the cluster in %s is for this machine alone; begin one that others join with kubejar init"
              .formatted(directory.root()));
    }
    String endpoint = read(directory).options().endpoint();
    return endpoint == null ? "" : endpoint;
  }
}
