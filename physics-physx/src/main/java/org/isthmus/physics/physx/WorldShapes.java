package org.isthmus.physics.physx;

import java.util.Arrays;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.dynamics.LinkTree;
import org.jspecify.annotations.Nullable;

import physx.common.PxBase;
import physx.geometry.PxGeometry;
import physx.physics.PxCombineModeEnum;
import physx.physics.PxFilterData;
import physx.physics.PxMaterial;
import physx.physics.PxPhysics;
import physx.physics.PxRigidActor;
import physx.physics.PxShape;
import physx.physics.PxShapeFlagEnum;
import physx.physics.PxShapeFlags;

/// The collision shapes of one world, one for each geom that can touch another.
final class WorldShapes {
    /// Surfaces that are nearer get contact points, which act where they would touch in the next step.
    private static final float CONTACT_OFFSET = 0.01f;

    private final Model model;
    private final LinkTree tree;
    private final WorldNumbers numbers;
    private final Colliders colliders;
    private final PxPhysics physics;
    private final Native.Scratch scratch;
    /// [ngeom] null: it touches nothing
    private final @Nullable PxShape[] shapes;
    private final @Nullable PxMaterial[] materials;

    WorldShapes(Model model, LinkTree tree, WorldNumbers numbers, Colliders colliders, PxPhysics physics,
            Native.Scratch scratch) {
        this.model = model;
        this.tree = tree;
        this.numbers = numbers;
        this.colliders = colliders;
        this.physics = physics;
        this.scratch = scratch;
        shapes = new PxShape[model.sizes().ngeom()];
        materials = new PxMaterial[model.sizes().ngeom()];
    }

    /// Gives an actor the shapes of the geoms on the bodies of its link.
    ///
    /// @param link as [LinkTree] numbers it, negative: the world or a mocap body
    /// @param collides [ngeom]
    void attach(PxRigidActor actor, int link, boolean[] collides) {
        for (int g = 0; g < collides.length; g++) {
            if (collides[g] && tree.linkOfBody()[model.geoms().bodyId().get(g)] == link) {
                PxShape shape = create(g);
                actor.attachShape(shape);
                shape.release(); // the actor keeps it
                shapes[g] = shape;
            }
        }
    }

    private PxShape create(int g) {
        PxMaterial material = physics.createMaterial(0, 0, 0);
        material.setFrictionCombineMode(PxCombineModeEnum.eMAX);
        materials[g] = material;
        setFriction(g, material);
        PxGeometry geometry = colliders.geometry(g, numbers.vec3(Parameter.GEOM_SIZE, g));
        PxShapeFlags flags = new PxShapeFlags((byte) PxShapeFlagEnum.eSIMULATION_SHAPE.value);
        PxShape shape = physics.createShape(geometry, material, true, flags);
        flags.destroy();
        geometry.destroy();
        shape.setContactOffset(CONTACT_OFFSET);
        shape.setLocalPose(scratch.of(place(g)));
        PxFilterData geom = new PxFilterData(g, 0, 0, 0);
        shape.setSimulationFilterData(geom);
        geom.destroy();
        return shape;
    }

    private void setFriction(int g, PxMaterial material) {
        boolean slides = model.geoms().condim().get(g) == 1;
        float friction = slides ? 0 : (float) numbers.get(Parameter.GEOM_FRICTION, 3 * g);
        material.setStaticFriction(friction);
        material.setDynamicFriction(friction);
    }

    private Pose place(int g) {
        Quat turn = Quat.of(numbers.get(Parameter.GEOM_QUAT), 4 * g).normalized().times(colliders.turned(g));
        return tree.bodyInLink()[model.geoms().bodyId().get(g)]
                .times(new Pose(numbers.vec3(Parameter.GEOM_POS, g), turn));
    }

    /// Takes over sizes that have changed.
    void resize() {
        for (int g = 0; g < shapes.length; g++) {
            PxShape shape = shapes[g];
            if (shape != null) {
                PxGeometry geometry = colliders.geometry(g, numbers.vec3(Parameter.GEOM_SIZE, g));
                shape.setGeometry(geometry);
                geometry.destroy();
            }
        }
    }

    /// Takes over places that have changed.
    void move() {
        for (int g = 0; g < shapes.length; g++) {
            PxShape shape = shapes[g];
            if (shape != null) {
                shape.setLocalPose(scratch.of(place(g)));
            }
        }
    }

    /// Takes over frictions that have changed.
    void rub() {
        for (int g = 0; g < materials.length; g++) {
            PxMaterial material = materials[g];
            if (material != null) {
                setFriction(g, material);
            }
        }
    }

    /// [n] addresses of the shapes, ascending, and the geoms of these
    record Index(long[] shapes, int[] geoms) {
        int geom(long shape) {
            return geoms[Arrays.binarySearch(shapes, shape)];
        }
    }

    Index index() {
        int[] geoms = new int[shapes.length];
        int count = 0;
        for (int g = 0; g < shapes.length; g++) {
            if (shapes[g] != null) {
                geoms[count++] = g;
            }
        }
        int[] sorted = Arrays.stream(geoms, 0, count).boxed()
                .sorted((a, b) -> Long.compare(address(a), address(b))).mapToInt(Integer::intValue).toArray();
        return new Index(Arrays.stream(sorted).mapToLong(this::address).toArray(), sorted);
    }

    private long address(int g) {
        PxShape shape = shapes[g];
        return shape == null ? 0 : shape.getAddress();
    }

    /// Lets go of the materials; to be called after the actors are released.
    void release() {
        Arrays.stream(materials).filter(m -> m != null).forEach(PxBase::release);
    }
}
