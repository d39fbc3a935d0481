package org.isthmus.physics.physx;

import java.util.BitSet;
import java.util.List;

import org.isthmus.physics.GeomDistances;

import physx.physics.PxFilterFlagEnum;
import physx.physics.PxPairFlagEnum;
import physx.support.PassThroughFilterShaderImpl;

/// Tells PhysX which geoms may touch; it asks once for each pair that comes near.
final class PairFilter extends PassThroughFilterShaderImpl {
    private static final int FLAGS = PxPairFlagEnum.eCONTACT_DEFAULT.value | PxPairFlagEnum.eNOTIFY_TOUCH_FOUND.value
            | PxPairFlagEnum.eNOTIFY_TOUCH_PERSISTS.value | PxPairFlagEnum.eNOTIFY_CONTACT_POINTS.value;

    /// [ngeom · ngeom] pairs that may touch
    private final BitSet pairs;
    private final int count;

    /// @param pairs [ngeom · ngeom]
    /// @param count ngeom
    PairFilter(BitSet pairs, int count) {
        this.pairs = pairs;
        this.count = count;
    }

    /// [ngeom · ngeom] pairs that may touch, either way
    static BitSet touching(List<GeomDistances.Pair> pairs, int ngeom) {
        BitSet set = new BitSet(ngeom * ngeom);
        for (GeomDistances.Pair pair : pairs) {
            set.set(pair.first() * ngeom + pair.second());
            set.set(pair.second() * ngeom + pair.first());
        }
        return set;
    }

    @Override
    public int filterShader(int attributes0, int geom0, int b0, int c0, int d0, int attributes1, int geom1, int b1,
            int c1, int d1) {
        setOutputPairFlags(FLAGS);
        return pairs.get(geom0 * count + geom1) ? PxFilterFlagEnum.eDEFAULT.value : PxFilterFlagEnum.eSUPPRESS.value;
    }
}
