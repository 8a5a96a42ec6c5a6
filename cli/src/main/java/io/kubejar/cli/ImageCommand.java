package io.kubejar.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kubejar image`: the images that the cluster's own registry serves to its nodes.
@Command(
    name = "image",
    description = "Build and load images without a registry.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class ImageCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  ImageCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: busybox, build, load or ls");
  }

  /// `kubejar image build`.
  @Command(
      name = "build",
      description = "Build an image from a directory with an image file.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  kubejar image build -t hello:1 examples/hello/image"})
  static final class Build implements Callable<Integer> {
    @Mixin private final ClusterOptions cluster = new ClusterOptions();

    @Option(
        names = {"-t", "--tag"},
        required = true,
        paramLabel = "NAME:TAG",
        description = "The image's name.")
    private String tag = "";

    @Option(
        names = {"-f", "--file"},
        paramLabel = "FILE",
        description = "The image file (default: Imagefile in the directory).")
    private @Nullable Path file;

    @Parameters(paramLabel = "DIR", description = "The directory files are copied from.")
    private Path directory = Path.of(".");

    private final Operations operations;
    private final Console console;

    Build(Operations operations, Console console) {
      this.operations = operations;
      this.console = console;
    }

    @Override
    public Integer call() throws Exception {
      return operations.imageBuild(cluster, tag, directory, file, console);
    }
  }

  /// `kubejar image busybox`.
  @Command(
      name = "busybox",
      description = "Make an image of this machine's static busybox.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  kubejar image busybox -t busybox:1"})
  static final class Busybox implements Callable<Integer> {
    @Mixin private final ClusterOptions cluster = new ClusterOptions();

    @Option(
        names = {"-t", "--tag"},
        required = true,
        paramLabel = "NAME:TAG",
        description = "The image's name.")
    private String tag = "";

    private final Operations operations;
    private final Console console;

    Busybox(Operations operations, Console console) {
      this.operations = operations;
      this.console = console;
    }

    @Override
    public Integer call() throws Exception {
      return operations.imageBusybox(cluster, tag, console);
    }
  }

  /// `kubejar image load`.
  @Command(
      name = "load",
      description = "Load images from an archive made by `docker save` or in OCI layout.",
      mixinStandardHelpOptions = true)
  static final class Load implements Callable<Integer> {
    @Mixin private final ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "ARCHIVE", description = "The archive.")
    private Path archive = Path.of("");

    private final Operations operations;
    private final Console console;

    Load(Operations operations, Console console) {
      this.operations = operations;
      this.console = console;
    }

    @Override
    public Integer call() throws Exception {
      return operations.imageLoad(cluster, archive, console);
    }
  }

  /// `kubejar image ls`.
  @Command(
      name = "ls",
      description = "List the images that were built or loaded.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Mixin private final ClusterOptions cluster = new ClusterOptions();
    private final Operations operations;
    private final Console console;

    Show(Operations operations, Console console) {
      this.operations = operations;
      this.console = console;
    }

    @Override
    public Integer call() throws Exception {
      operations.images(cluster).forEach(console::say);
      return 0;
    }
  }
}
