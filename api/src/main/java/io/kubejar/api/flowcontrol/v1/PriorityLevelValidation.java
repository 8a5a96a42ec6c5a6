package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules for priority levels.
final class PriorityLevelValidation {
  private static final int MAX_QUEUES = 10_000_000;
  private static final int MAX_ENTROPY_BITS = 60;

  private PriorityLevelValidation() {}

  static void check(PriorityLevelConfiguration level, FieldErrors errors) {
    PriorityLevelConfigurationSpec spec = level.spec();
    String name = level.metadata().name();
    Path path = Path.of("spec");
    if (name.equals(MandatoryObjects.EXEMPT) != spec.type().equals("Exempt")) {
      errors.invalid(
          path.child("type"), spec.type(), "must be 'Exempt' if and only if `name` is 'exempt'");
    }
    ExemptPriorityLevelConfiguration exempt = spec.exempt();
    LimitedPriorityLevelConfiguration limited = spec.limited();
    switch (spec.type()) {
      case "Exempt" -> {
        if (limited != null) {
          errors.forbidden(path.child("limited"), "must be nil if the type is not Limited");
        }
        if (exempt == null) {
          errors.required(path.child("exempt"), "must not be empty when type is Exempt");
        } else {
          check(exempt, path.child("exempt"), errors);
        }
      }
      case "Limited" -> {
        if (exempt != null) {
          errors.forbidden(path.child("exempt"), "must be nil if the type is not Exempt");
        }
        if (limited == null) {
          errors.required(path.child("limited"), "must not be empty when type is Limited");
        } else {
          check(limited, path.child("limited"), errors);
        }
      }
      default -> errors.notSupported(path.child("type"), spec.type(), List.of("Exempt", "Limited"));
    }
    if (name.equals(MandatoryObjects.CATCH_ALL) && !spec.equals(MandatoryObjects.CATCH_ALL_LEVEL)) {
      errors.invalid(
          path, FieldErrors.plain(spec), "spec of '" + name + "' must equal the fixed value");
    }
    checkStatus(level.status(), errors);
  }

  static void checkStatus(PriorityLevelConfigurationStatus status, FieldErrors errors) {
    FlowSchemaValidation.checkTypes(
        status.conditions().stream().map(PriorityLevelConfigurationCondition::type).toList(),
        errors);
  }

  private static void check(
      ExemptPriorityLevelConfiguration exempt, Path path, FieldErrors errors) {
    checkShares(exempt.nominalConcurrencyShares(), path, errors);
    checkLendable(exempt.lendablePercent(), path, errors);
  }

  private static void checkShares(@Nullable Integer shares, Path path, FieldErrors errors) {
    if (shares != null && shares < 0) {
      errors.invalid(
          path.child("nominalConcurrencyShares"), shares, "must be a non-negative integer");
    }
  }

  private static void checkLendable(@Nullable Integer percent, Path path, FieldErrors errors) {
    if (percent != null && (percent < 0 || percent > 100)) {
      errors.invalid(
          path.child("lendablePercent"), percent, "must be between 0 and 100, inclusive");
    }
  }

  private static void check(
      LimitedPriorityLevelConfiguration limited, Path path, FieldErrors errors) {
    checkShares(limited.nominalConcurrencyShares(), path, errors);
    LimitResponse response = limited.limitResponse();
    Path at = path.child("limitResponse");
    QueuingConfiguration queuing = response.queuing();
    switch (response.type()) {
      case "Reject" -> {
        if (queuing != null) {
          errors.forbidden(
              at.child("queuing"), "must be nil if limited.limitResponse.type is not Limited");
        }
      }
      case "Queue" -> {
        if (queuing == null) {
          errors.required(
              at.child("queuing"), "must not be empty if limited.limitResponse.type is Limited");
        } else {
          check(queuing, at.child("queuing"), errors);
        }
      }
      default -> errors.notSupported(at.child("type"), response.type(), List.of("Queue", "Reject"));
    }
    checkLendable(limited.lendablePercent(), path, errors);
    Integer borrowing = limited.borrowingLimitPercent();
    if (borrowing != null && borrowing < 0) {
      errors.invalid(
          path.child("borrowingLimitPercent"),
          borrowing,
          "if specified, must be a non-negative integer");
    }
  }

  private static void check(QueuingConfiguration queuing, Path path, FieldErrors errors) {
    if (queuing.queueLengthLimit() <= 0) {
      errors.invalid(
          path.child("queueLengthLimit"), queuing.queueLengthLimit(), "must be positive");
    }
    int queues = queuing.queues();
    if (queues <= 0) {
      errors.invalid(path.child("queues"), queues, "must be positive");
    } else if (queues > MAX_QUEUES) {
      errors.invalid(path.child("queues"), queues, "must not be greater than " + MAX_QUEUES);
    }
    int hand = queuing.handSize();
    if (hand <= 0) {
      errors.invalid(path.child("handSize"), hand, "must be positive");
    } else if (hand > queues) {
      errors.invalid(
          path.child("handSize"), hand, "should not be greater than queues (" + queues + ")");
    } else if (Math.ceil(Math.log(queues) / Math.log(2) * hand) > MAX_ENTROPY_BITS) {
      errors.invalid(
          path.child("handSize"),
          hand,
          "required entropy bits of deckSize %d and handSize %d should not be greater than %d"
              .formatted(queues, hand, MAX_ENTROPY_BITS));
    }
  }
}
