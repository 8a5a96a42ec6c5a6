package io.kubejar.node.simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a simulated container does: steps, one after the other.
///
/// Read from the annotation `simulated.kubejar.io/<container>` of its pod (such as `log=started;
/// wait=2s; exit=1`, with `stop=ignore` for one that does not heed a request to end, and
/// `probe=fail` for one whose probes over the network fail), else from a command that a shell would
/// understand (`sleep 5`, `echo hello`, `exit 1`, `true`, `false`, also several in `sh -c`).
/// Anything else runs until it is stopped.
///
/// @param steps what it does, the last being an exit or running on
/// @param heedsStop whether it ends when asked to
/// @param answers whether probes over the network succeed
record SimulatedProgram(List<Step> steps, boolean heedsStop, boolean answers) {

  static final String HINT = "simulated.kubejar.io/";

  private static final Pattern SHELL = Pattern.compile("(.*/)?(sh|ash|bash)");
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)?");

  sealed interface Step {}

  record Log(String text) implements Step {}

  record Wait(Duration duration) implements Step {}

  record Exit(int code) implements Step {}

  record RunOn() implements Step {}

  SimulatedProgram {
    steps = List.copyOf(steps);
  }

  static SimulatedProgram of(
      String container, List<String> command, Map<String, String> annotations) {
    String hint = annotations.get(HINT + container);
    return hint == null ? ofCommand(command) : ofHint(hint);
  }

  static SimulatedProgram ofCommand(List<String> command) {
    var steps = new ArrayList<Step>();
    if (command.size() >= 3
        && SHELL.matcher(command.getFirst()).matches()
        && command.get(1).equals("-c")) {
      for (String part : command.get(2).split(";|&&|\n")) {
        add(steps, List.of(part.strip().split("\\s+")));
      }
    } else if (!command.isEmpty()) {
      add(steps, command);
    }
    return ended(steps, true, true);
  }

  private static void add(List<Step> steps, List<String> command) {
    String program = command.getFirst();
    List<String> arguments = command.subList(1, command.size());
    switch (program.substring(program.lastIndexOf('/') + 1)) {
      case "sleep" -> steps.add(arguments.isEmpty() ? new RunOn() : sleep(arguments.getFirst()));
      case "echo" -> steps.add(new Log(unquoted(String.join(" ", arguments))));
      case "exit" -> steps.add(new Exit(arguments.isEmpty() ? 0 : code(arguments.getFirst())));
      case "true", ":", "" -> steps.add(new Wait(Duration.ZERO));
      case "false" -> steps.add(new Exit(1));
      default -> steps.add(new RunOn());
    }
  }

  private static Step sleep(String time) {
    return DURATION.matcher(time).matches() ? new Wait(duration(time)) : new RunOn();
  }

  private static SimulatedProgram ofHint(String hint) {
    var steps = new ArrayList<Step>();
    boolean heedsStop = true;
    boolean answers = true;
    boolean ends = false;
    for (String part : hint.split(";")) {
      int equals = part.indexOf('=');
      String key = (equals < 0 ? part : part.substring(0, equals)).strip();
      String value = equals < 0 ? "" : part.substring(equals + 1).strip();
      switch (key) {
        case "log" -> steps.add(new Log(value));
        case "wait" -> steps.add(new Wait(duration(value)));
        case "exit" -> {
          steps.add(new Exit(code(value)));
          ends = true;
        }
        case "probe" -> answers = !value.equals("fail");
        case "stop" -> heedsStop = !value.equals("ignore");
        default -> {}
      }
    }
    if (!ends) {
      steps.add(new RunOn());
    }
    return ended(steps, heedsStop, answers);
  }

  private static SimulatedProgram ended(List<Step> steps, boolean heedsStop, boolean answers) {
    var ended = new ArrayList<Step>();
    for (Step step : steps) {
      ended.add(step);
      if (step instanceof Exit || step instanceof RunOn) {
        return new SimulatedProgram(ended, heedsStop, answers);
      }
    }
    ended.add(steps.isEmpty() ? new RunOn() : new Exit(0));
    return new SimulatedProgram(ended, heedsStop, answers);
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() >= 2
            && (text.startsWith("\"") && text.endsWith("\"")
                || text.startsWith("'") && text.endsWith("'"));
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static int code(String text) {
    return text.matches("\\d{1,3}") ? Integer.parseInt(text) : 2;
  }

  private static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Duration.ZERO;
    }
    double number = Double.parseDouble(matcher.group(1));
    double seconds =
        switch (matcher.group(2)) {
          case "ms" -> number / 1000;
          case "m" -> number * 60;
          case "h" -> number * 3600;
          case null, default -> number;
        };
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  /// The exit code, and what is written before it, when the steps are taken without waiting.
  ExecOutcome atOnce() {
    var output = new StringBuilder();
    int code = 0;
    for (Step step : steps) {
      switch (step) {
        case Log(String text) -> output.append(text).append('\n');
        case Exit exit -> code = exit.code();
        case Wait wait -> {}
        case RunOn runOn -> {}
      }
    }
    return new ExecOutcome(output.toString(), code);
  }

  /// How a command run in a container ended.
  record ExecOutcome(String output, int code) {}
}
