package org.isthmus.dataset.maniskill;

import java.util.Optional;

import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Role;
import org.isthmus.dataset.annotation.Annotations;

/// Which channel of an episode is which dataset of a trajectory.
///
/// | channel | dataset of `traj_N` |
/// |---|---|
/// | `states/qpos`, `states/qvel` | `obs/agent/qpos`, `obs/agent/qvel` |
/// | `states/…` | `env_states/…` |
/// | `observations/images/NAME` | `obs/sensor_data/NAME/rgb` |
/// | `observations/depth/NAME` | `obs/sensor_data/NAME/depth`, mm |
/// | `annotations/cameras/NAME/instances` | `obs/sensor_data/NAME/segmentation` |
/// | `observations/…` | `obs/extra/…` |
///
/// Actions and rewards have places of their own; of annotations no more is taken.
final class Places {
    private static final String STATES = "states/";
    private static final String CAMERAS = "annotations/cameras/";
    private static final String INSTANCES = "/instances";

    private Places() {}

    static Optional<String> of(Channel channel) {
        String name = channel.name();
        if (name.equals(STATES + "qpos") || name.equals(STATES + "qvel")) {
            return Optional.of("obs/agent/" + name.substring(STATES.length()));
        }
        if (name.startsWith(STATES)) {
            return Optional.of("env_" + name);
        }
        if (name.startsWith(CAMERAS) && name.endsWith(INSTANCES)) {
            return Optional.of("obs/sensor_data/"
                    + name.substring(CAMERAS.length(), name.length() - INSTANCES.length()) + "/segmentation");
        }
        if (Annotations.isAnnotation(channel) || !name.startsWith(Channel.OBSERVATIONS)) {
            return Optional.empty();
        }
        if (channel.role() == Role.IMAGE && name.startsWith(Channel.IMAGES)) {
            return Optional.of("obs/sensor_data/" + name.substring(Channel.IMAGES.length()) + "/rgb");
        }
        if (channel.role() == Role.DEPTH && name.startsWith(Channel.DEPTHS)) {
            return Optional.of("obs/sensor_data/" + name.substring(Channel.DEPTHS.length()) + "/depth");
        }
        return Optional.of("obs/extra/" + name.substring(Channel.OBSERVATIONS.length()));
    }
}
