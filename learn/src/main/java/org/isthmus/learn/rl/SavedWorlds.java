package org.isthmus.learn.rl;

import java.util.List;

import org.isthmus.learn.checkpoint.SafeTensors;
import org.isthmus.learn.checkpoint.Saved;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.image.CameraSpec;

/// All worlds of an environment, as a part of a checkpoint, with the images of this moment where such are drawn.
///
/// @param env whose worlds are meant
record SavedWorlds(VectorEnv env) implements Saved {
    private static final String NAME = "state";
    private static final String IMAGES = "images.";

    @Override
    public void save(SafeTensors out, String prefix) {
        double[] all = new double[env.worlds() * env.saveLength()];
        for (int w = 0; w < env.worlds(); w++) {
            env.save(w, all, w * env.saveLength());
        }
        out.put(prefix + NAME, all, env.worlds(), env.saveLength());
        for (CameraSpec camera : shown()) {
            out.put(prefix + IMAGES + camera.name(), env.images(camera.name()).rgb());
        }
    }

    @Override
    public void resume(SafeTensors from, String prefix) {
        double[] all = from.doubles(prefix + NAME);
        if (all.length != env.worlds() * env.saveLength()) {
            throw new IllegalArgumentException("'" + prefix + NAME + "' has " + all.length + " numbers, expected "
                    + env.worlds() + " worlds of " + env.saveLength());
        }
        for (int w = 0; w < env.worlds(); w++) {
            env.restore(w, all, w * env.saveLength());
        }
        for (CameraSpec camera : shown()) {
            byte[] saved = from.bytes(prefix + IMAGES + camera.name());
            byte[] images = env.images(camera.name()).rgb();
            if (saved.length != images.length) {
                throw new IllegalArgumentException("images of camera '" + camera.name() + "' have " + saved.length
                        + " bytes, expected " + images.length);
            }
            System.arraycopy(saved, 0, images, 0, images.length);
        }
    }

    private List<CameraSpec> shown() {
        return env.hasImages() ? env.task().cameras() : List.of();
    }
}
