package io.kubejar.cluster.recordings;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A recorded scenario: requests in order, with the answers they got.
///
/// @param name `area/name`
/// @param withControllers whether controllers ran when it was recorded
/// @param serial whether it must run alone
/// @param namespaces made before the first step
/// @param cleanup paths deleted after the last step
/// @param ignored members that are not compared, at any depth
/// @param steps the requests with their answers
public record Recording(
    String name,
    boolean withControllers,
    boolean serial,
    List<String> namespaces,
    List<String> cleanup,
    Set<String> ignored,
    List<Step> steps) {

  /// A request with its answer.
  ///
  /// @param eventually seconds within which the answer has to come to fit; 0 for at once
  /// @param sleep seconds to wait before the request
  /// @param watch how long a stream of events is read; empty for an ordinary answer
  /// @param capture variables and where in the answer their values are
  public record Step(
      String name,
      Obj request,
      Obj response,
      double eventually,
      double sleep,
      Obj watch,
      Obj capture) {
    static Step of(Obj step) {
      return new Step(
          step.text("name"),
          step.object("request"),
          step.object("response"),
          number(step, "eventually", 0),
          number(step, "sleep", 0),
          step.object("watch"),
          step.object("capture"));
    }

    boolean isWatch() {
      return !watch.members().isEmpty();
    }
  }

  /// All scenarios below a folder, in the order of their names.
  public static List<Recording> load(Path folder) throws IOException {
    var recordings = new ArrayList<Recording>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
        recordings.add(of((Obj) JsonValue.parse(Files.readAllBytes(file))));
      }
    }
    return recordings;
  }

  private static Recording of(Obj scenario) {
    var steps = new ArrayList<Step>();
    for (JsonValue step : scenario.items("steps")) {
      steps.add(Step.of((Obj) step));
    }
    return new Recording(
        scenario.text("scenario"),
        texts(scenario, "components").contains("controllers")
            || scenario.text("area").equals("controllers"),
        scenario.get("serial") instanceof JsonValue.Bool(boolean serial) && serial,
        texts(scenario, "namespaces"),
        texts(scenario, "cleanup"),
        new HashSet<>(texts(scenario, "ignore")),
        List.copyOf(steps));
  }

  private static List<String> texts(Obj object, String name) {
    var texts = new ArrayList<String>();
    for (JsonValue item : object.items(name)) {
      if (item instanceof JsonValue.Text(String text)) {
        texts.add(text);
      }
    }
    return texts;
  }

  static double number(Obj object, String name, double otherwise) {
    return switch (object.get(name)) {
      case JsonValue.Int(long value) -> value;
      case JsonValue.Real(double value) -> value;
      case null, default -> otherwise;
    };
  }
}
