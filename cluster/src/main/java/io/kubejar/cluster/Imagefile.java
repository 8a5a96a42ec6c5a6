package io.kubejar.cluster;

import io.kubejar.cli.UserException;
import io.kubejar.node.image.ImageConfig;
import io.kubejar.node.image.ImageName;
import io.kubejar.node.image.ImageRecipe;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A file that tells how to make an image, in the part of the Dockerfile language that needs no
/// container to run: `FROM`, `COPY`, `ENV`, `USER`, `WORKDIR`, `EXPOSE`, `ENTRYPOINT` and `CMD`.
///
/// @param recipe what it asks for
record Imagefile(ImageRecipe recipe) {

  /// Reads a file's text; sources of `COPY` lie in the context and nowhere else.
  static Imagefile parse(String text, Path context) {
    return new Parser(context.toAbsolutePath().normalize()).parse(text);
  }

  private static final class Parser {
    private final Path context;
    private @Nullable ImageName base;
    private boolean started;
    private final List<ImageRecipe.Item> items = new ArrayList<>();
    private List<String> entrypoint = List.of();
    private List<String> command = List.of();
    private final List<String> environment = new ArrayList<>();
    private final List<String> ports = new ArrayList<>();
    private String user = "";
    private String directory = "";

    Parser(Path context) {
      this.context = context;
    }

    Imagefile parse(String text) {
      String[] lines = text.split("\n");
      for (int i = 0; i < lines.length; i++) {
        int number = i + 1;
        StringBuilder line = new StringBuilder(lines[i].strip());
        while (!line.isEmpty() && line.charAt(line.length() - 1) == '\\' && i + 1 < lines.length) {
          line.setLength(line.length() - 1);
          line.append(lines[++i].strip());
        }
        if (!line.isEmpty() && line.charAt(0) != '#') {
          instruction(number, line.toString());
        }
      }
      if (!started) {
        throw new UserException("the image file has no FROM");
      }
      return new Imagefile(
          new ImageRecipe(
              base,
              items,
              new ImageConfig(entrypoint, command, environment, user, directory, ports)));
    }

    private void instruction(int number, String line) {
      String[] words = line.split("\\s+", 2);
      String name = words[0].toUpperCase(Locale.ROOT);
      String rest = words.length > 1 ? words[1].strip() : "";
      if (!started && !name.equals("FROM")) {
        throw problem(number, "begins with " + name + " instead of FROM");
      }
      switch (name) {
        case "FROM" -> {
          started = true;
          base = rest.equals("scratch") ? null : ImageName.parse(rest);
        }
        case "COPY" -> copy(number, rest);
        case "ENV" -> environment.add(variable(number, rest));
        case "USER" -> user = rest;
        case "WORKDIR" -> directory = rest;
        case "EXPOSE" ->
            ports.addAll(
                List.of(rest.split("\\s+")).stream()
                    .map(port -> port.contains("/") ? port : port + "/tcp")
                    .toList());
        case "ENTRYPOINT" -> entrypoint = words(number, rest);
        case "CMD" -> command = words(number, rest);
        default ->
            throw problem(
                number,
                name
                    + " is not supported; FROM, COPY, ENV, USER, WORKDIR, EXPOSE, ENTRYPOINT and"
                    + " CMD are");
      }
    }

    private void copy(int number, String rest) {
      String[] paths = rest.split("\\s+");
      if (paths.length != 2) {
        throw problem(number, "COPY takes one source and one target");
      }
      Path source = context.resolve(paths[0]).normalize();
      if (!source.startsWith(context)) {
        throw problem(number, "\"" + paths[0] + "\" is outside of the directory");
      }
      if (!Files.exists(source)) {
        throw problem(number, "there is no " + source);
      }
      String target = paths[1];
      if (target.endsWith("/") && Files.isRegularFile(source)) {
        target = target + source.getFileName();
      }
      String absolute =
          target.startsWith("/") ? target : (directory.isEmpty() ? "" : directory) + "/" + target;
      items.add(new ImageRecipe.Copy(source, absolute, -1, ImageRecipe.Owner.ROOT));
    }

    private static String variable(int number, String rest) {
      if (rest.indexOf('=') > 0) {
        String[] parts = rest.split("=", 2);
        String value = parts[1];
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return parts[0] + "=" + (quoted ? value.substring(1, value.length() - 1) : value);
      }
      String[] parts = rest.split("\\s+", 2);
      if (parts.length != 2) {
        throw problem(number, "ENV takes NAME=value");
      }
      return parts[0] + "=" + parts[1];
    }

    /// The exec form, a JSON array, or a line for the shell.
    private static List<String> words(int number, String rest) {
      if (!rest.startsWith("[")) {
        return List.of("/bin/sh", "-c", rest);
      }
      try {
        if (JsonValue.parse(rest.getBytes(StandardCharsets.UTF_8))
            instanceof JsonValue.Array(List<JsonValue> parsed)) {
          List<String> words = new ArrayList<>();
          for (JsonValue item : parsed) {
            if (!(item instanceof JsonValue.Text(String word))) {
              throw problem(number, "the list holds something that is no string");
            }
            words.add(word);
          }
          return words;
        }
      } catch (JsonException e) {
        throw problem(number, "is not a JSON list: " + e.getMessage());
      }
      throw problem(number, "is not a JSON list");
    }

    private static UserException problem(int line, String what) {
      return new UserException("line " + line + " of the image file: " + what);
    }
  }
}
