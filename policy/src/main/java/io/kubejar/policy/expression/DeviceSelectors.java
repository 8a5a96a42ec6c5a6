package io.kubejar.policy.expression;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.resource.v1.DeviceRequest;
import io.kubejar.api.resource.v1.DeviceSelector;
import io.kubejar.api.resource.v1.DeviceSubRequest;
import io.kubejar.api.resource.v1.ExactDeviceRequest;
import io.kubejar.api.resource.v1.ResourceClaimSpec;
import java.util.List;

/// Checks the expressions by which classes and claims choose devices.
final class DeviceSelectors {
  private DeviceSelectors() {}

  static void check(List<DeviceSelector> selectors, Path path, FieldErrors errors) {
    for (int i = 0; i < selectors.size(); i++) {
      var cel = selectors.get(i).cel();
      if (cel != null) {
        ExpressionValidation.compile(
            cel.expression(),
            ExpressionValidation.BOOL,
            DeviceExpressions.ENVIRONMENT,
            path.index(i).child("cel").child("expression"),
            errors);
      }
    }
  }

  static void checkRequests(ResourceClaimSpec spec, Path path, FieldErrors errors) {
    List<DeviceRequest> requests = spec.devices().requests();
    for (int i = 0; i < requests.size(); i++) {
      Path at = path.child("devices").child("requests").index(i);
      ExactDeviceRequest exactly = requests.get(i).exactly();
      if (exactly != null) {
        check(exactly.selectors(), at.child("exactly").child("selectors"), errors);
      }
      List<DeviceSubRequest> choices = requests.get(i).firstAvailable();
      for (int j = 0; j < choices.size(); j++) {
        Path choice = at.child("firstAvailable").index(j);
        check(choices.get(j).selectors(), choice.child("selectors"), errors);
      }
    }
  }
}
