/// Makes a job of each cron job whenever its schedule says so.
///
/// Entry type: [CronJobController]. [Schedule] knows the times, [CronPlan] which of them to act on.
@NullMarked
package io.kubejar.controllers.cronjob;

import org.jspecify.annotations.NullMarked;
