package org.isthmus.cli;

import java.util.SortedMap;

import org.isthmus.learn.rl.OffPolicyConfig;

/// What the verbs share whose algorithms learn from what they remember.
abstract class TrainOffPolicy extends TrainByRewards {
    static final OffPolicyConfig CONFIG = OffPolicyConfig.DEFAULT;

    @Override
    final void describe(String id, SortedMap<String, String> settings) {
        settings.put("settings", CONFIG.toString());
    }
}
