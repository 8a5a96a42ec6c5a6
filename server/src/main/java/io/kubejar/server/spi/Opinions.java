package io.kubejar.server.spi;

import io.kubejar.server.spi.Authorizer.Decision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What several authorizers say, asked one after the other until one decides.
public final class Opinions {
  private final List<String> reasons = new ArrayList<>();
  private final Set<String> errors = new LinkedHashSet<>();
  private final String separator;

  private Opinions(String separator) {
    this.separator = separator;
  }

  /// @param separator between the reasons of those without an opinion
  public static Decision of(
      List<? extends Authorizer> authorizers, Attributes attributes, String separator) {
    var opinions = new Opinions(separator);
    for (Authorizer each : authorizers) {
      Decision decided = opinions.add(each.authorize(attributes));
      if (decided != null) {
        return decided;
      }
    }
    return opinions.result();
  }

  /// The decision if it is the last word, else null.
  private @Nullable Decision add(Decision decision) {
    return switch (decision) {
      case Decision.Allowed allowed -> allowed;
      case Decision.Denied denied -> denied;
      case Decision.NoOpinion(String reason) -> {
        note(reason);
        yield null;
      }
      case Decision.Failed failed -> {
        if (failed.denies()) {
          yield failed;
        }
        note(failed.reason());
        errors.add(failed.error());
        yield null;
      }
    };
  }

  private void note(String reason) {
    if (!reason.isEmpty()) {
      reasons.add(reason);
    }
  }

  private Decision result() {
    String reason = String.join(separator, reasons);
    return switch (errors.size()) {
      case 0 -> new Decision.NoOpinion(reason);
      case 1 -> new Decision.Failed(errors.iterator().next(), reason, false);
      default -> new Decision.Failed("[" + String.join(", ", errors) + "]", reason, false);
    };
  }
}
