package io.kubejar.node.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How containers of an image start, unless they say otherwise.
///
/// @param entrypoint the program and its first arguments
/// @param command further arguments, or the program where there is no entrypoint
/// @param environment variables as `NAME=value`
/// @param user who runs it: `name`, `uid` or `uid:gid`, empty for root
/// @param workingDirectory where it starts, empty for `/`
/// @param ports what it listens on, such as `8080/tcp`, for information
public record ImageConfig(
    List<String> entrypoint,
    List<String> command,
    List<String> environment,
    String user,
    String workingDirectory,
    List<String> ports) {

  /// Nothing set.
  public static final ImageConfig EMPTY =
      new ImageConfig(List.of(), List.of(), List.of(), "", "", List.of());

  public ImageConfig {
    entrypoint = List.copyOf(entrypoint);
    command = List.copyOf(command);
    environment = List.copyOf(environment);
    ports = List.copyOf(ports);
  }

  /// This over a base image's: what is set here wins, variables are replaced one by one, and a new
  /// entrypoint drops the base's command.
  ImageConfig over(ImageConfig base) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (List<String> each : List.of(base.environment, environment)) {
      for (String variable : each) {
        variables.put(variable.substring(0, Math.max(0, variable.indexOf('='))), variable);
      }
    }
    var allPorts = new ArrayList<>(base.ports);
    ports.stream().filter(port -> !base.ports.contains(port)).forEach(allPorts::add);
    return new ImageConfig(
        entrypoint.isEmpty() ? base.entrypoint : entrypoint,
        command.isEmpty() && entrypoint.isEmpty() ? base.command : command,
        List.copyOf(variables.values()),
        user.isEmpty() ? base.user : user,
        workingDirectory.isEmpty() ? base.workingDirectory : workingDirectory,
        allPorts);
  }

  static ImageConfig read(Map<String, Object> document) {
    Map<String, Object> config = OciJson.map(document.getOrDefault("config", Map.of()));
    return new ImageConfig(
        OciJson.strings(config.get("Entrypoint")),
        OciJson.strings(config.get("Cmd")),
        OciJson.strings(config.get("Env")),
        OciJson.string(config.getOrDefault("User", "")),
        OciJson.string(config.getOrDefault("WorkingDir", "")),
        List.copyOf(OciJson.map(config.getOrDefault("ExposedPorts", Map.of())).keySet()));
  }

  Map<String, Object> write() {
    Map<String, Object> config = new LinkedHashMap<>();
    if (!user.isEmpty()) {
      config.put("User", user);
    }
    if (!ports.isEmpty()) {
      Map<String, Object> exposed = new LinkedHashMap<>();
      ports.stream().sorted().forEach(port -> exposed.put(port, Map.of()));
      config.put("ExposedPorts", exposed);
    }
    if (!environment.isEmpty()) {
      config.put("Env", environment);
    }
    if (!entrypoint.isEmpty()) {
      config.put("Entrypoint", entrypoint);
    }
    if (!command.isEmpty()) {
      config.put("Cmd", command);
    }
    if (!workingDirectory.isEmpty()) {
      config.put("WorkingDir", workingDirectory);
    }
    return config;
  }
}
