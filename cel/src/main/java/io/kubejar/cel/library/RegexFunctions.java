package io.kubejar.cel.library;

import com.google.re2j.Matcher;
import com.google.re2j.PatternSyntaxException;
import io.kubejar.cel.value.CelError;
import java.util.ArrayList;
import java.util.List;

/// `find` and `findAll`.
final class RegexFunctions {
  private RegexFunctions() {}

  static void register(Functions.Table table) {
    table
        .declare(
            "string::find(string) -> string",
            a -> {
              Matcher matcher = matcher(a);
              return matcher.find() ? matcher.group() : "";
            })
        .declare(
            "string::findAll(string) -> list<string>", a -> findAll(matcher(a), Long.MAX_VALUE))
        .declare(
            "string::findAll(string, int) -> list<string>",
            a -> findAll(matcher(a), (Long) a[2] < 0 ? Long.MAX_VALUE : (Long) a[2]));
  }

  private static Matcher matcher(Object[] arguments) {
    try {
      return Regexes.compile((String) arguments[1]).matcher((String) arguments[0]);
    } catch (PatternSyntaxException e) {
      throw new CelError(
          "Illegal regex: error parsing regexp: "
              + e.getDescription()
              + ": `"
              + e.getPattern()
              + "`");
    }
  }

  private static List<Object> findAll(Matcher matcher, long limit) {
    List<Object> found = new ArrayList<>();
    while (found.size() < limit && matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
