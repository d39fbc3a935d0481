package org.isthmus.render.cpu;

import java.util.Arrays;
import java.util.Objects;

import org.isthmus.render.scene.PbrMaterial;
import org.isthmus.render.scene.WorldState;
import org.jspecify.annotations.Nullable;

/// Knows which casters of shadows have not moved for some images: these stay in a layer of a shadow map that is drawn once, the others are
/// drawn over it. The greater nearness wins, so it changes no bit which of the two a caster is in.
final class StillCasters {
    /// Images for which a caster must be as it was before it joins the layer, since the layer is drawn anew when one of it moves.
    private static final int PATIENCE = 4;
    private static final int TRANSFORM = WorldState.TRANSFORM;

    /// [ninstance] which are in the layer, which join it now, and which are drawn over it
    private boolean[] kept = {};
    private boolean[] joining = {};
    private boolean[] moving = {};
    private boolean anyKept;
    private boolean anyJoining;
    private boolean anyMoving;
    /// [ninstance] images since each has changed, and how it was in the last one
    private int[] unchanged = {};
    private boolean[] casting = {};
    private @Nullable PbrMaterial[] materials = {};
    /// [ninstance][12] `X_WM`
    private double[] transforms = {};

    StillCasters() {}

    /// Looks at the casters of an image.
    ///
    /// @param casts [ninstance] what casts shadows
    /// @param keep whether the layer is still right, but for its casters
    void update(WorldState world, boolean[] casts, boolean keep) {
        int n = casts.length;
        if (casting.length != n) {
            resize(n);
        }
        boolean right = keep;
        for (int i = 0; i < n; i++) {
            boolean same = isAsBefore(world, casts, i);
            unchanged[i] = same ? Math.min(PATIENCE, unchanged[i] + 1) : 0;
            right &= same || !kept[i];
            casting[i] = casts[i];
            materials[i] = world.materialOf(i);
        }
        System.arraycopy(world.transforms, 0, transforms, 0, TRANSFORM * n);
        if (!right) {
            Arrays.fill(kept, false);
        }
        part(n);
    }

    private void resize(int n) {
        kept = new boolean[n];
        joining = new boolean[n];
        moving = new boolean[n];
        unchanged = new int[n];
        casting = new boolean[n];
        materials = new PbrMaterial[n];
        transforms = new double[TRANSFORM * n];
    }

    private boolean isAsBefore(WorldState world, boolean[] casts, int i) {
        int from = TRANSFORM * i;
        int to = from + TRANSFORM;
        return casts[i] == casting[i] && Objects.equals(world.materialOf(i), materials[i])
                && Arrays.equals(world.transforms, from, to, transforms, from, to);
    }

    private void part(int n) {
        anyKept = false;
        anyJoining = false;
        anyMoving = false;
        for (int i = 0; i < n; i++) {
            anyKept |= kept[i];
            joining[i] = casting[i] && !kept[i] && unchanged[i] == PATIENCE;
            moving[i] = casting[i] && !kept[i] && !joining[i];
            anyJoining |= joining[i];
            anyMoving |= moving[i];
        }
    }

    /// Whether the layer has any caster already.
    boolean anyKept() {
        return anyKept;
    }

    /// Whether some are to be added to the layer, see [#joined].
    boolean anyJoining() {
        return anyJoining;
    }

    /// Whether some are not in the layer and do not join it.
    boolean anyMoving() {
        return anyMoving;
    }

    /// [ninstance] what joins the layer
    boolean[] joining() {
        return joining;
    }

    /// [ninstance] what is drawn over the layer
    boolean[] moving() {
        return moving;
    }

    /// Says that those that join have been drawn.
    void joined() {
        for (int i = 0; i < kept.length; i++) {
            kept[i] |= joining[i];
        }
        anyKept |= anyJoining;
    }
}
