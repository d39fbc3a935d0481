package org.isthmus.task.image;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.render.Frames;
import org.isthmus.render.RenderSession;
import org.isthmus.render.RenderSettings;
import org.isthmus.render.Renderer;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.render.scene.Instance;
import org.isthmus.render.scene.WorldState;

/// Draws what the cameras of a task see, in all worlds of a batch.
public final class Images {
    private static final RenderSettings SETTINGS = RenderSettings.FAST.withExposure(0.85);

    private final Looks looks;
    private final WorldBatch batch;
    private final Parallel pool;
    private final RenderSession session;
    private final List<Frames> frames = new ArrayList<>();
    /// As `frames`, with the last images of episodes; empty until there are such.
    private final List<Frames> lasts = new ArrayList<>();
    /// One for each world: where its bodies are.
    private final List<Kinematics> places = new ArrayList<>();
    /// [cameras] bodies that carry them, 0: the world
    private final int[] bodies;
    /// [worlds][nq]
    private final double[] qpos;
    private final boolean sizesDiffer;

    /// @param sizesDiffer whether worlds have sizes of geoms of their own
    public Images(Looks looks, WorldBatch batch, boolean sizesDiffer, Parallel pool) {
        this.looks = looks;
        this.batch = batch;
        this.sizesDiffer = sizesDiffer;
        this.pool = pool;
        session = Renderer.named("cpu").open(looks.scene(), pool);
        Model model = batch.model();
        qpos = new double[batch.worlds() * model.sizes().nq()];
        for (int w = 0; w < batch.worlds(); w++) {
            places.add(new Kinematics(model));
        }
        bodies = new int[looks.cameras().size()];
        for (int c = 0; c < bodies.length; c++) {
            CameraSpec spec = looks.cameras().get(c);
            bodies[c] = body(model, spec);
            frames.add(Frames.of(batch.worlds(), spec.camera().width(), spec.camera().height(), spec.outputs()));
        }
    }

    private static int body(Model model, CameraSpec spec) {
        List<String> names = model.names().all(ObjectType.BODY);
        if (!spec.body().isEmpty() && !names.contains(spec.body())) {
            throw new IllegalArgumentException("camera '" + spec.name() + "' is on a body '" + spec.body()
                    + "' that is not there " + Nearest.remedy(spec.body(), names));
        }
        return spec.body().isEmpty() ? 0 : model.names().id(ObjectType.BODY, spec.body());
    }

    /// [worlds] images of a camera as last drawn
    ///
    /// @throws IllegalArgumentException when there is no such camera
    public Frames of(String camera) {
        return frames.get(number(camera));
    }

    /// [worlds] images of a camera at the ends of episodes, as [#drawLast] drew them
    ///
    /// @throws IllegalArgumentException when there is no such camera
    public Frames last(String camera) {
        prepareLasts();
        return lasts.get(number(camera));
    }

    private void prepareLasts() {
        for (int c = lasts.size(); c < frames.size(); c++) {
            Frames like = frames.get(c);
            lasts.add(Frames.of(batch.worlds(), like.width(), like.height(), looks.cameras().get(c).outputs()));
        }
    }

    private int number(String camera) {
        for (int c = 0; c < frames.size(); c++) {
            if (looks.cameras().get(c).name().equals(camera)) {
                return c;
            }
        }
        throw new IllegalArgumentException("no camera '" + camera + "'; there are "
                + looks.cameras().stream().map(CameraSpec::name).toList());
    }

    public Looks looks() {
        return looks;
    }

    /// Draws the images of those cameras that are due in some worlds.
    ///
    /// @param which [worlds]
    /// @param steps [worlds] control steps of the running episodes
    public void draw(boolean[] which, int[] steps) {
        batch.read(Quantity.QPOS, qpos);
        pool.run(batch.worlds(), 8, (from, to) -> place(which, from, to));
        for (int c = 0; c < bodies.length; c++) {
            draw(c, which, steps);
        }
    }

    /// Draws the last images of episodes that end in some worlds; a camera that is not due shows what it showed before.
    ///
    /// @param which [worlds]
    /// @param steps [worlds] control steps of the ending episodes
    public void drawLast(boolean[] which, int[] steps) {
        draw(which, steps);
        prepareLasts();
        for (int c = 0; c < frames.size(); c++) {
            for (int w = 0; w < which.length; w++) {
                if (which[w]) {
                    frames.get(c).copyImage(w, lasts.get(c), w);
                }
            }
        }
    }

    private void draw(int camera, boolean[] which, int[] steps) {
        CameraSpec spec = looks.cameras().get(camera);
        List<View> views = new ArrayList<>();
        for (int w = 0; w < batch.worlds(); w++) {
            if (which[w] && steps[w] % spec.every() == 0) {
                views.add(view(w, camera));
            }
        }
        if (views.isEmpty()) {
            return;
        }
        Frames all = frames.get(camera);
        if (views.size() == batch.worlds()) {
            session.render(looks.worlds(), views, SETTINGS, all);
            return;
        }
        Frames some = Frames.of(views.size(), all.width(), all.height(), spec.outputs());
        session.render(looks.worlds(), views, SETTINGS, some);
        for (int i = 0; i < views.size(); i++) {
            some.copyImage(i, all, views.get(i).world());
        }
    }

    private void place(boolean[] which, int from, int to) {
        int nq = batch.model().sizes().nq();
        double[] one = new double[nq];
        for (int w = from; w < to; w++) {
            if (!which[w]) {
                continue;
            }
            System.arraycopy(qpos, w * nq, one, 0, nq);
            Kinematics kinematics = places.get(w);
            for (int m = 0; m < batch.model().sizes().nmocap(); m++) {
                readMocap(w, m, kinematics);
            }
            kinematics.compute(one);
            looks.worlds().get(w).place(kinematics);
            if (sizesDiffer) {
                resize(w);
            }
        }
    }

    private void readMocap(int world, int mocap, Kinematics kinematics) {
        for (int k = 0; k < 3; k++) {
            kinematics.mocapPos[3 * mocap + k] = batch.get(Quantity.MOCAP, world, 7 * mocap + k);
        }
        for (int k = 0; k < 4; k++) {
            kinematics.mocapQuat[4 * mocap + k] = batch.get(Quantity.MOCAP, world, 7 * mocap + 3 + k);
        }
    }

    /// Shapes are shown as large as they are in this world.
    private void resize(int world) {
        WorldState state = looks.worlds().get(world);
        Kinematics kinematics = places.get(world);
        for (int i = 0; i < looks.scene().instances().size(); i++) {
            Instance it = looks.scene().instances().get(i);
            if (it.geom() < 0 || batch.model().geoms().size().get(3 * it.geom()) <= 0) {
                continue;
            }
            double now = batch.get(Parameter.GEOM_SIZE, world, 3 * it.geom());
            double ratio = now / batch.model().geoms().size().get(3 * it.geom());
            if (ratio != 1) {
                state.set(i, geomPose(kinematics, it.geom()).times(it.pose()), it.scale().times(ratio));
            }
        }
    }

    private static Pose geomPose(Kinematics kinematics, int geom) {
        double[] m = kinematics.geomXmat;
        int at = 9 * geom;
        Rotation r = new Rotation(m[at], m[at + 1], m[at + 2], m[at + 3], m[at + 4], m[at + 5], m[at + 6], m[at + 7],
                m[at + 8]);
        return new Pose(Vec3.of(kinematics.geomXpos, 3 * geom), r.toQuat());
    }

    /// A camera's view of a world, as it was last drawn.
    public View view(int world, int camera) {
        CameraSpec spec = looks.cameras().get(camera);
        Pose carrier = bodies[camera] == 0 ? Pose.IDENTITY : places.get(world).bodyPose(bodies[camera]);
        Camera c = spec.camera();
        double zoom = looks.zoomOf(world, camera);
        Camera zoomed = zoom == 1 ? c
                : Camera.pinhole(c.width(), c.height(), c.fx() * zoom, c.fy() * zoom, c.cx(), c.cy())
                        .withLens(c.lens()).withNear(c.near());
        return new View(world, zoomed, carrier.times(spec.pose()).times(looks.moveOf(world, camera)));
    }
}
