package org.isthmus.render.label;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.isthmus.core.math.Pose;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.render.RenderSession;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.camera.View;
import org.isthmus.render.scene.Instance;
import org.isthmus.render.scene.WorldState;

/// Finds the extent of objects in an image, with what hides them and without.
public final class ObjectLabels {
    private ObjectLabels() {}

    /// The smallest box around the pixels that have an id; empty when none has.
    ///
    /// @param ids [views][height][width] one of the id arrays of `frames`
    public static PixelBox box(Frames frames, int view, int[] ids, int id) {
        int left = frames.width();
        int top = frames.height();
        int right = -1;
        int bottom = -1;
        for (int i = 0; i < frames.pixels(); i++) {
            if (ids[view * frames.pixels() + i] == id) {
                left = Math.min(left, i % frames.width());
                right = Math.max(right, i % frames.width());
                top = Math.min(top, i / frames.width());
                bottom = Math.max(bottom, i / frames.width());
            }
        }
        return right < 0 ? PixelBox.EMPTY : new PixelBox(left, top, right - left + 1, bottom - top + 1);
    }

    /// Labels of all objects of a world but object 0, what is fixed to the world; in the order of their numbers. Draws the visible ids once,
    /// and then each object alone.
    ///
    /// @param view of `world`; its number of the world is not looked at
    public static List<ObjectLabel> of(RenderSession session, WorldState world, View view) {
        View only = new View(0, view.camera(), view.pose(), view.earlier());
        Frames all = Frames.of(1, view.camera().width(), view.camera().height(), Output.OBJECT);
        session.render(world, only, RenderSettings.FAST, all);
        TreeSet<Integer> objects = new TreeSet<>();
        for (int i = 0; i < world.visible.length; i++) {
            int object = world.scene().instances().get(i).object();
            if (world.visible[i] && object > 0) {
                objects.add(object);
            }
        }
        List<ObjectLabel> labels = new ArrayList<>();
        Frames alone = Frames.of(1, view.camera().width(), view.camera().height(), Output.OBJECT);
        boolean[] before = world.visible.clone();
        try {
            for (int object : objects) {
                showOnly(world, before, object);
                session.render(world, only, RenderSettings.FAST, alone);
                labels.add(label(all, alone, object));
            }
        } finally {
            System.arraycopy(before, 0, world.visible, 0, before.length);
        }
        return labels;
    }

    private static void showOnly(WorldState world, boolean[] before, int object) {
        for (int i = 0; i < before.length; i++) {
            Instance instance = world.scene().instances().get(i);
            world.visible[i] = before[i] && instance.object() == object;
        }
    }

    private static ObjectLabel label(Frames all, Frames alone, int object) {
        boolean[] mask = new boolean[alone.pixels()];
        int amodal = 0;
        int visible = 0;
        for (int i = 0; i < mask.length; i++) {
            mask[i] = alone.object()[i] == object;
            amodal += mask[i] ? 1 : 0;
            visible += all.object()[i] == object ? 1 : 0;
        }
        return new ObjectLabel(object, box(all, 0, all.object(), object), box(alone, 0, alone.object(), object),
                visible,
                amodal, mask);
    }

    /// The pose of a body in the camera's frame: `X_CB`.
    ///
    /// @param body its pose in the world, `X_WB`
    public static Pose poseInCamera(View view, Pose body) {
        return view.pose().inverse().times(body);
    }
}
