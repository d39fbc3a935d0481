package org.isthmus.dataset.robomimic;

import java.util.Locale;

import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Role;

/// Which channel of an episode is which dataset of a demonstration.
///
/// | channel | dataset |
/// |---|---|
/// | `actions`, `rewards` | the same |
/// | `observations/images/NAME` | `obs/NAME_image` |
/// | `observations/depth/NAME` | `obs/NAME_depth`, m |
/// | `observations/A/B` | `obs/A_B` |
/// | `states/…` | side by side in `states` |
/// | others | the same |
final class Names {
    static final String STATES = "states/";
    /// Attribute of a demonstration with what no dataset has a place for.
    static final String NOTE = "isthmus";
    private static final String OBS = "obs/";
    private static final String IMAGE = "_image";

    private Names() {}

    /// The dataset of a channel, in the group of its demonstration; [#STATES] are not named here.
    static String dataset(Channel channel) {
        String name = channel.name();
        if (!name.startsWith(Channel.OBSERVATIONS)) {
            return name;
        }
        if (name.startsWith(Channel.IMAGES) && channel.role() == Role.IMAGE) {
            return OBS + name.substring(Channel.IMAGES.length()).replace('/', '_') + IMAGE;
        }
        if (name.startsWith(Channel.DEPTHS) && channel.role() == Role.DEPTH) {
            return OBS + name.substring(Channel.DEPTHS.length()).replace('/', '_') + "_depth";
        }
        return OBS + name.substring(Channel.OBSERVATIONS.length()).replace('/', '_');
    }

    /// The channel of a dataset.
    static String channel(String dataset, boolean isImage) {
        String plain = dataset.replaceAll("[^A-Za-z0-9_./-]", "_");
        if (plain.equals("states")) {
            return STATES + "state";
        }
        if (!plain.startsWith(OBS)) {
            return plain;
        }
        String key = plain.substring(OBS.length());
        if (isImage) {
            boolean tells = key.toLowerCase(Locale.ROOT).endsWith(IMAGE) && key.length() > IMAGE.length();
            return Channel.IMAGES + (tells ? key.substring(0, key.length() - IMAGE.length()) : key);
        }
        return Channel.OBSERVATIONS + key;
    }
}
