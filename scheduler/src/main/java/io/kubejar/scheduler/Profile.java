package io.kubejar.scheduler;

import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.scheduler.framework.SchedulingPlugin;
import io.kubejar.scheduler.plugins.defaultbinder.DefaultBinder;
import io.kubejar.scheduler.plugins.defaultpreemption.DefaultPreemption;
import io.kubejar.scheduler.plugins.dynamicresources.DynamicResources;
import io.kubejar.scheduler.plugins.interpodaffinity.InterPodAffinity;
import io.kubejar.scheduler.plugins.nodeaffinity.NodeAffinity;
import io.kubejar.scheduler.plugins.nodename.NodeName;
import io.kubejar.scheduler.plugins.nodeports.NodePorts;
import io.kubejar.scheduler.plugins.noderesources.BalancedAllocation;
import io.kubejar.scheduler.plugins.noderesources.Fit;
import io.kubejar.scheduler.plugins.nodeunschedulable.NodeUnschedulable;
import io.kubejar.scheduler.plugins.podtopologyspread.PodTopologySpread;
import io.kubejar.scheduler.plugins.schedulinggates.SchedulingGates;
import io.kubejar.scheduler.plugins.tainttoleration.TaintToleration;
import java.util.ArrayList;
import java.util.List;

/// A set of plugins under a scheduler's name; pods choose it by `spec.schedulerName`.
///
/// @param schedulerName the name
/// @param plugins the plugins in the order in which they are asked
public record Profile(String schedulerName, List<SchedulingPlugin> plugins) {
  public Profile {
    plugins = List.copyOf(plugins);
  }

  /// The plugins that upstream enables, as far as they are built.
  public static Profile standard(Client client, EventRecorder events) {
    List<SchedulingPlugin> plugins =
        new ArrayList<>(
            List.of(
                new SchedulingGates(),
                new NodeUnschedulable(),
                new NodeName(),
                new TaintToleration(),
                new NodeAffinity(),
                new NodePorts(),
                new Fit(),
                new PodTopologySpread(),
                new InterPodAffinity(),
                new BalancedAllocation()));
    plugins.add(new DynamicResources());
    plugins.add(new DefaultPreemption(of(plugins, SchedulingPlugin.Filter.class), client, events));
    plugins.add(new DefaultBinder(client));
    return new Profile("default-scheduler", plugins);
  }

  /// The plugins that take part at a point.
  <P extends SchedulingPlugin> List<P> at(Class<P> point) {
    return of(plugins, point);
  }

  private static <P extends SchedulingPlugin> List<P> of(
      List<SchedulingPlugin> plugins, Class<P> point) {
    List<P> taking = new ArrayList<>();
    for (SchedulingPlugin plugin : plugins) {
      if (point.isInstance(plugin)) {
        taking.add(point.cast(plugin));
      }
    }
    return List.copyOf(taking);
  }
}
