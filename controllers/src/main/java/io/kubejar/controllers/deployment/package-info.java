/// Rolls a deployment's pods from one template to the next, by way of a replica set for each.
///
/// Entry type: [DeploymentController]. [Scaling], [DeploymentStatuses] and [RevisionAnnotations]
/// are the pure part; [Rollout] applies what they say to one deployment.
@NullMarked
package io.kubejar.controllers.deployment;

import org.jspecify.annotations.NullMarked;
