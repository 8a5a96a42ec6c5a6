/// Who may look into devices that others use.
///
/// Entry: [io.kubejar.policy.adminaccess.DeviceAdminAccess].
@NullMarked
package io.kubejar.policy.adminaccess;

import org.jspecify.annotations.NullMarked;
