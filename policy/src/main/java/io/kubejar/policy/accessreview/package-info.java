/// Authorization by a service that answers `SubjectAccessReview`s.
@NullMarked
package io.kubejar.policy.accessreview;

import org.jspecify.annotations.NullMarked;
