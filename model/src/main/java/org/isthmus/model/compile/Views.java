package org.isthmus.model.compile;

import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.model.scene.Camera;
import org.isthmus.model.scene.CameraMode;
import org.isthmus.model.scene.Light;
import org.isthmus.model.scene.Projection;
import org.jspecify.annotations.Nullable;

/// Compiles cameras (frames, targets, optics) and lights.
final class Views {
    /// What a camera can give; a word's place is its bit.
    private static final List<String> OUTPUTS = List.of("rgb", "depth", "distance", "normal", "segmentation");
    private static final int MAX_FOVY_DEG = 180;
    /// Near plane where the scene does not say (MuJoCo's default), in units of the model's extent.
    private static final double DEFAULT_ZNEAR = 0.01;

    private final Compilation c;

    private Views(Compilation c) {
        this.c = c;
    }

    static void compile(Compilation c) {
        Views stage = new Views(c);
        c.cameras.list.forEach(stage::compileCamera);
        c.lights.list.forEach(stage::compileLight);
    }

    private void compileCamera(CameraDraft camera) {
        Camera e = camera.element;
        e.quat = Frames.unit(c, camera, e.quat);
        camera.target = target(camera, e.mode, e.target);
        camera.output = output(camera);
        if (e.projection == Projection.PERSPECTIVE && e.fovy >= MAX_FOVY_DEG || !(e.fovy > 0)) {
            c.error(camera, "has fovy " + Frames.number(e.fovy),
                    "more than 0 and, in perspective, less than 180 degrees",
                    "45 is usual");
        }
        boolean lens = given(e.focalLength) || given(e.focalPixel) || given(e.principalLength)
                || given(e.principalPixel);
        if (e.sensorSize[0] > 0 && e.sensorSize[1] > 0) {
            setOptics(camera);
        } else if (lens) {
            c.error(camera, "gives a focal length or principal point without sensorsize",
                    "the sensor's width and height in m",
                    "add sensorsize, or use fovy");
        } else {
            camera.intrinsic[0] = (float) znear();
            camera.intrinsic[1] = (float) znear();
        }
    }

    private static boolean given(double[] pair) {
        return pair[0] != 0 || pair[1] != 0;
    }

    private @Nullable BodyDraft target(Draft<?> view, CameraMode mode, @Nullable String name) {
        if (name == null && (mode == CameraMode.TARGET_BODY || mode == CameraMode.TARGET_BODY_COM)) {
            c.warning(view, "looks at a target but names none", "the name of a body",
                    "add target=\"…\", or it stays fixed");
        }
        return c.resolve(c.bodies, view, "target", name);
    }

    private int output(CameraDraft camera) {
        String words = camera.element.output == null ? OUTPUTS.get(0) : camera.element.output.strip();
        int mask = 0;
        for (String word : words.isEmpty() ? new String[0] : words.split("\\s+")) {
            int bit = OUTPUTS.indexOf(word);
            if (bit < 0) {
                c.error(camera, "has the output '" + word + "'", "words of " + String.join(", ", OUTPUTS),
                        Nearest.remedy(word, OUTPUTS));
            } else {
                mask |= 1 << bit;
            }
        }
        return mask;
    }

    /// Focal length, principal point and field of view from the sensor's size, in single precision as MuJoCo computes
    /// them.
    private void setOptics(CameraDraft camera) {
        Camera e = camera.element;
        for (int i = 0; i < 2; i++) {
            float perMetre = (float) e.resolution[i] / (float) e.sensorSize[i];
            camera.intrinsic[i] = length(e.focalLength[i], e.focalPixel[i], perMetre);
            camera.intrinsic[2 + i] = length(e.principalLength[i], e.principalPixel[i], perMetre);
        }
        checkOnce(camera, "focal length", e.focalLength, e.focalPixel);
        checkOnce(camera, "principal point", e.principalLength, e.principalPixel);
        if (!(camera.intrinsic[0] > 0) || !(camera.intrinsic[1] > 0)) {
            c.error(camera, "has a sensor but no focal length", "two positive numbers",
                    "add focal=\"…\" or focalpixel=\"…\"");
        }
        e.fovy = (float) StrictMath.atan2((float) e.sensorSize[1] / 2, camera.intrinsic[1]) * 360.0 / Math.PI;
    }

    private void checkOnce(CameraDraft camera, String what, double[] metres, double[] pixels) {
        if (given(metres) && given(pixels)) {
            c.warning(camera, "gives the " + what + " both in m and in pixels", "one of the two",
                    "the pixels are used");
        }
    }

    private static float length(double metres, double pixels, float perMetre) {
        return pixels != 0 ? (float) pixels / perMetre : (float) metres;
    }

    private double znear() {
        String text = c.scene.visual.getOrDefault("map", Map.of()).get("znear");
        try {
            return text == null ? DEFAULT_ZNEAR : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return DEFAULT_ZNEAR;
        }
    }

    private void compileLight(LightDraft light) {
        Light e = light.element;
        light.target = target(light, e.mode, e.target);
        if (e.dir.length() < Frames.MIN_LENGTH) {
            c.error(light, "has the direction " + Frames.numbers(e.dir.toArray()), "a direction", "0 0 -1 shines down");
        }
        e.dir = e.dir.normalized();
    }
}
