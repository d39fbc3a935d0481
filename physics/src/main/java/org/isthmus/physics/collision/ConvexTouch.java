package org.isthmus.physics.collision;

import java.util.List;

import org.isthmus.model.compiled.CompiledHeightField;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.GeomType;
import org.jspecify.annotations.Nullable;

/// Contacts and distances of any two geoms of a model, one pair at a time, in `double`: convex bodies by [Gjk] and, where they overlap,
/// [Epa]; planes by their support points; height fields as prisms, cell by cell. Spheres and capsules are points and lines with a
/// radius, so that they are exact unless their axes overlap the other body.
///
/// Allocates nothing after construction and keeps nothing between calls: the same arguments give the same bits. One per thread.
///
/// Poses are `[12]`: position, then the rotation matrix by rows, world frame. Sizes are `[3]` by type, see [GeomType]; those of
/// meshes and height fields are not read.
public final class ConvexTouch {
    /// Points of a pair at most.
    public static final int MAX_POINTS = 8;
    /// Numbers of a point: distance, position, normal from the first geom to the second.
    public static final int POINT = 7;

    /// Share of the solids' size within which two distances are the same.
    private static final double SAME = 1e-6;

    private final GeomType[] types;
    private final int[] dataId;
    private final @Nullable Hull[] hulls;
    private final List<CompiledHeightField> fields;
    private final Solid a = new Solid();
    private final Solid b = new Solid();
    private final Gjk gjk = new Gjk();
    private final Epa epa = new Epa();
    private final Manifold manifold = new Manifold();
    private final HeightFieldCells cells = new HeightFieldCells();
    private final double[] normal = new double[3];
    private final double[] nearA = new double[3];
    private final double[] nearB = new double[3];
    private double distance;
    private int nearestPair = -1;
    /// The geoms of the query; where one is a plane or a height field it is the first.
    private final double[] poseA = new double[12];
    private final double[] poseB = new double[12];
    private final double[] sizeA = new double[3];
    private final double[] sizeB = new double[3];

    public ConvexTouch(Model model) {
        int n = model.sizes().ngeom();
        types = new GeomType[n];
        dataId = new int[n];
        for (int g = 0; g < n; g++) {
            types[g] = GeomType.values()[model.geoms().type().get(g)];
            dataId[g] = model.geoms().dataId().get(g);
        }
        hulls = new Hull[model.meshes().size()];
        for (int g = 0; g < n; g++) {
            if (isMesh(types[g]) && hulls[dataId[g]] == null) {
                hulls[dataId[g]] = Hull.of(model.meshes().get(dataId[g]));
            }
        }
        fields = model.heightFields();
    }

    /// Another one for the same model, for another thread; they share what does not change.
    public ConvexTouch(ConvexTouch other) {
        types = other.types;
        dataId = other.dataId;
        hulls = other.hulls;
        fields = other.fields;
    }

    private static boolean isMesh(GeomType type) {
        return type == GeomType.MESH || type == GeomType.SDF;
    }

    /// The most points of a pair of types, in any order; 0 where nothing is computed: two planes, two height fields, one of each.
    public static int capacity(GeomType first, GeomType second) {
        if (isGround(first) && isGround(second)) {
            return 0;
        }
        if (first == GeomType.HFIELD || second == GeomType.HFIELD) {
            return MAX_POINTS;
        }
        if (isRound(first) || isRound(second)) {
            return 1;
        }
        return first == GeomType.CAPSULE || second == GeomType.CAPSULE ? 2 : Manifold.MAX_POINTS;
    }

    private static boolean isRound(GeomType type) {
        return type == GeomType.SPHERE || type == GeomType.ELLIPSOID;
    }

    /// Finds the contact points of two geoms.
    ///
    /// @param poseOfA [12] of the first geom
    /// @param poseOfB [12] of the second
    /// @param sizeOfA [3]
    /// @param sizeOfB [3]
    /// @param margin points further apart are left out, m
    /// @param out [MAX_POINTS][POINT] the points
    /// @return number of points
    public int touch(
            int geomA, int geomB, double[] poseOfA, double[] poseOfB, double[] sizeOfA, double[] sizeOfB, double margin,
            double[] out) {
        if (isGround(types[geomB])) {
            read(poseOfB, 0, poseOfA, 0, sizeOfB, 0, sizeOfA, 0);
            return turned(touch(geomB, geomA, margin, out), out);
        }
        read(poseOfA, 0, poseOfB, 0, sizeOfA, 0, sizeOfB, 0);
        return touch(geomA, geomB, margin, out);
    }

    private static boolean isGround(GeomType type) {
        return type == GeomType.PLANE || type == GeomType.HFIELD;
    }

    private void read(
            double[] firstPose, int firstPoseAt, double[] secondPose, int secondPoseAt, double[] firstSize,
            int firstSizeAt, double[] secondSize, int secondSizeAt) {
        System.arraycopy(firstPose, firstPoseAt, poseA, 0, 12);
        System.arraycopy(secondPose, secondPoseAt, poseB, 0, 12);
        System.arraycopy(firstSize, firstSizeAt, sizeA, 0, 3);
        System.arraycopy(secondSize, secondSizeAt, sizeB, 0, 3);
    }

    /// Of the geoms that were read; the second is convex.
    private int touch(int geomA, int geomB, double margin, double[] out) {
        if (capacity(types[geomA], types[geomB]) == 0) {
            return 0;
        }
        place(b, geomB, sizeB, poseB);
        int n;
        if (types[geomA] == GeomType.PLANE) {
            n = onPlane(margin, out);
        } else if (types[geomA] == GeomType.HFIELD) {
            n = cells.touch(fields.get(dataId[geomA]), poseA, a, b, this, margin, out);
        } else {
            place(a, geomA, sizeA, poseA);
            n = pair(a, b, margin, out);
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 3; k++) {
                out[POINT * i + 1 + k] += poseA[k];
            }
        }
        return n;
    }

    private @Nullable Hull hull(int geom) {
        return isMesh(types[geom]) ? hulls[dataId[geom]] : null;
    }

    /// Places a geom relative to the position of the first one.
    private void place(Solid solid, int geom, double[] size, double[] pose) {
        solid.place(types[geom], size, pose, hull(geom), poseA[0], poseA[1], poseA[2]);
    }

    private static int turned(int n, double[] out) {
        for (int i = 0; i < n; i++) {
            for (int k = 4; k < POINT; k++) {
                out[POINT * i + k] = -out[POINT * i + k];
            }
        }
        return n;
    }

    /// The points of two placed convex solids, relative to the query's origin.
    int pair(Solid first, Solid second, double margin, double[] out) {
        if (!separate(first, second, margin) || !(distance <= margin)) {
            return 0;
        }
        manifold.find(first, second, normal, margin);
        return gather(first.radius + second.radius > 0 ? 2 : Manifold.MAX_POINTS, first.reach() + second.reach(), out);
    }

    /// The points of the manifold; the nearest point comes before them where it is not among them.
    private int gather(int most, double size, double[] out) {
        double[] p = manifold.points;
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < manifold.count; i++) {
            nearest = Math.min(nearest, p[4 * i]);
        }
        boolean flat = manifold.count >= 2;
        int n = 0;
        // where a surface is round, or an edge touches, the deepest point is not a corner of what faces share
        if (!flat || nearest > distance + SAME * size) {
            put(out, n++, distance, 0.5 * (nearA[0] + nearB[0]), 0.5 * (nearA[1] + nearB[1]),
                    0.5 * (nearA[2] + nearB[2]), normal);
        }
        int skipped = flat && n + manifold.count > most ? manifold.nearestTo(out) : -1;
        for (int i = 0; flat && i < manifold.count; i++) {
            if (i != skipped) {
                put(out, n++, p[4 * i], p[4 * i + 1], p[4 * i + 2], p[4 * i + 3], normal);
            }
        }
        return n;
    }

    static void put(double[] out, int i, double distance, double x, double y, double z, double[] normal) {
        out[POINT * i] = distance;
        out[POINT * i + 1] = x;
        out[POINT * i + 2] = y;
        out[POINT * i + 3] = z;
        System.arraycopy(normal, 0, out, POINT * i + 4, 3);
    }

    /// Distance, normal and nearest points of two placed solids; false where they are further apart than the limit.
    private boolean separate(Solid first, Solid second, double limit) {
        double x = second.x - first.x;
        double y = second.y - first.y;
        double z = second.z - first.z;
        double reach = first.reach() + second.reach() + limit;
        if (!(x * x + y * y + z * z <= reach * reach && reach >= 0)) {
            return false;
        }
        double radii = first.radius + second.radius;
        Gjk.Result result = gjk.run(first, second, Math.max(0, limit + radii));
        if (result == Gjk.Result.FAR) {
            return false;
        }
        if (result == Gjk.Result.APART) {
            for (int k = 0; k < 3; k++) {
                nearA[k] = gjk.nearA[k];
                nearB[k] = gjk.nearB[k];
                normal[k] = (nearB[k] - nearA[k]) / gjk.distance;
            }
            distance = gjk.distance;
        } else {
            epa.run(first, second, gjk);
            System.arraycopy(epa.nearA, 0, nearA, 0, 3);
            System.arraycopy(epa.nearB, 0, nearB, 0, 3);
            System.arraycopy(epa.normal, 0, normal, 0, 3);
            distance = -epa.depth;
        }
        for (int k = 0; k < 3; k++) {
            nearA[k] += normal[k] * first.radius;
            nearB[k] -= normal[k] * second.radius;
        }
        distance -= radii;
        return true;
    }

    /// The signed distance of two geoms: how far they are apart, or how deep they overlap (negative).
    ///
    /// @param poseOfA [12] of the first geom
    /// @param poseOfB [12] of the second
    /// @param sizeOfA [3]
    /// @param sizeOfB [3]
    /// @param maximal what is returned for geoms further apart, found out early, m
    /// @param witness [2][3] the nearest points of the first and the second geom, world frame; untouched where the maximum is
    /// returned
    public double distance(
            int geomA, int geomB, double[] poseOfA, double[] poseOfB, double[] sizeOfA, double[] sizeOfB,
            double maximal, double[] witness) {
        return distance(geomA, geomB, poseOfA, 0, poseOfB, 0, sizeOfA, 0, sizeOfB, 0, maximal, witness);
    }

    /// The least signed distance of many pairs, for motion planning: a pair whose bounding spheres are further apart than the least
    /// so far costs next to nothing, so pairs that are likely to be near should come first.
    ///
    /// @param pairs [n][2] geoms
    /// @param poses [ngeom][12]
    /// @param sizes [ngeom][3]
    /// @param maximal what is returned where all pairs are further apart, m
    /// @param witness [2][3] the nearest points of the nearest pair, see [#nearestPair]
    public double least(int[] pairs, double[] poses, double[] sizes, double maximal, double[] witness) {
        double least = maximal;
        nearestPair = -1;
        for (int i = 0; i < pairs.length / 2; i++) {
            int first = pairs[2 * i];
            int second = pairs[2 * i + 1];
            double d = distance(first, second, poses, 12 * first, poses, 12 * second, sizes, 3 * first, sizes,
                    3 * second, least, witness);
            if (d < least) {
                least = d;
                nearestPair = i;
            }
        }
        return least;
    }

    /// The number of the pair that the last [#least] found, or −1.
    public int nearestPair() {
        return nearestPair;
    }

    private double distance(
            int geomA, int geomB, double[] poseOfA, int poseAtA, double[] poseOfB, int poseAtB, double[] sizeOfA,
            int sizeAtA, double[] sizeOfB, int sizeAtB, double maximal, double[] witness) {
        boolean swapped = isGround(types[geomB]);
        if (swapped) {
            read(poseOfB, poseAtB, poseOfA, poseAtA, sizeOfB, sizeAtB, sizeOfA, sizeAtA);
        } else {
            read(poseOfA, poseAtA, poseOfB, poseAtB, sizeOfA, sizeAtA, sizeOfB, sizeAtB);
        }
        double d = swapped ? distance(geomB, geomA, maximal) : distance(geomA, geomB, maximal);
        if (!(d < maximal)) {
            return maximal;
        }
        for (int k = 0; k < 3; k++) {
            witness[k] = (swapped ? nearB[k] : nearA[k]) + poseA[k];
            witness[3 + k] = (swapped ? nearA[k] : nearB[k]) + poseA[k];
        }
        return d;
    }

    /// Of the geoms that were read; the second is convex.
    private double distance(int geomA, int geomB, double maximal) {
        if (capacity(types[geomA], types[geomB]) == 0) {
            return maximal;
        }
        place(b, geomB, sizeB, poseB);
        if (types[geomA] == GeomType.PLANE) {
            return overPlane();
        }
        if (types[geomA] == GeomType.HFIELD) {
            return cells.distance(fields.get(dataId[geomA]), poseA, a, b, this, maximal, nearA, nearB);
        }
        place(a, geomA, sizeA, poseA);
        return separate(a, b, maximal) ? distance : maximal;
    }

    /// The second solid over a plane through the query's origin: its lowest point.
    private double overPlane() {
        for (int k = 0; k < 3; k++) {
            normal[k] = poseA[5 + 3 * k];
        }
        b.support(-normal[0], -normal[1], -normal[2]);
        distance = normal[0] * b.sx + normal[1] * b.sy + normal[2] * b.sz - b.radius;
        nearB[0] = b.sx - normal[0] * b.radius;
        nearB[1] = b.sy - normal[1] * b.radius;
        nearB[2] = b.sz - normal[2] * b.radius;
        for (int k = 0; k < 3; k++) {
            nearA[k] = nearB[k] - distance * normal[k];
        }
        return distance;
    }

    private int onPlane(double margin, double[] out) {
        if (!(overPlane() <= margin)) {
            return 0;
        }
        manifold.findOnPlane(b, normal, margin);
        return gather(b.radius > 0 ? 2 : Manifold.MAX_POINTS, b.reach(), out);
    }

    /// The distance of two placed solids and their nearest points; `limit` where they are further apart.
    double distance(Solid first, Solid second, double limit, double[] onFirst, double[] onSecond) {
        if (!separate(first, second, limit) || !(distance < limit)) {
            return limit;
        }
        System.arraycopy(nearA, 0, onFirst, 0, 3);
        System.arraycopy(nearB, 0, onSecond, 0, 3);
        return distance;
    }
}
