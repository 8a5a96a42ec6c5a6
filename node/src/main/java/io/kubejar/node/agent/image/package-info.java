/// Images on the node: [ImagePulls] fetches them for pods, [ImageGarbage] removes those not used.
@NullMarked
package io.kubejar.node.agent.image;

import org.jspecify.annotations.NullMarked;
