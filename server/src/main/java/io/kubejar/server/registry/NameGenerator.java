package io.kubejar.server.registry;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Makes up names from a prefix and five random characters.
final class NameGenerator {
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX = 5;
  private static final int LONGEST_PREFIX = 63 - SUFFIX;

  private final Supplier<? extends RandomGenerator> random;

  NameGenerator(Supplier<? extends RandomGenerator> random) {
    this.random = random;
  }

  String generate(String prefix) {
    var name = new StringBuilder(LONGEST_PREFIX + SUFFIX);
    name.append(prefix, 0, Math.min(prefix.length(), LONGEST_PREFIX));
    for (int i = 0; i < SUFFIX; i++) {
      name.append(ALPHABET.charAt(random.get().nextInt(ALPHABET.length())));
    }
    return name.toString();
  }
}
