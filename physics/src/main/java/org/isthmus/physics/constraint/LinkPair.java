package org.isthmus.physics.constraint;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.physics.dynamics.LinkTree;
import org.isthmus.physics.dynamics.LinkTree.Link;

/// Two links between which contacts are possible, and the degrees of freedom that move one against the other.
///
/// @param firstDofs that move the first link, but not the second
/// @param secondDofs that move the second link, but not the first
record LinkPair(int first, int second, List<Integer> firstDofs, List<Integer> secondDofs) {
    /// Slots of a symmetric 6×6 matrix.
    static final int CURVATURE_SIZE = 21;

    /// Where an entry of a symmetric 6×6 matrix lies.
    static int entry(int i, int j) {
        int row = Math.max(i, j);
        return row * (row + 1) / 2 + Math.min(i, j);
    }

    static LinkPair of(LinkTree tree, int first, int second) {
        List<Integer> a = dofs(tree, first);
        List<Integer> b = dofs(tree, second);
        List<Integer> onlyA = new ArrayList<>(a);
        onlyA.removeAll(b);
        b.removeAll(a);
        return new LinkPair(first, second, List.copyOf(onlyA), List.copyOf(b));
    }

    /// Degrees of freedom that move a link.
    private static List<Integer> dofs(LinkTree tree, int link) {
        List<Integer> dofs = new ArrayList<>();
        for (int i = link; i >= 0; i = tree.links().get(i).parent()) {
            Link l = tree.links().get(i);
            for (int k = 0; k < l.type().dofCount(); k++) {
                dofs.add(l.dofAdr() + k);
            }
        }
        return dofs;
    }
}
