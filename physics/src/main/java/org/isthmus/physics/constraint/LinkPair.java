package org.isthmus.physics.constraint;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.isthmus.physics.dynamics.LinkTree;
import org.isthmus.physics.dynamics.LinkTree.Link;

/// Two links between which contacts are possible, and the degrees of freedom that move one against the other.
final class LinkPair {
    /// Slots of a symmetric 6×6 matrix.
    static final int CURVATURE_SIZE = 21;

    private final int first;
    private final int second;
    /// […] degrees of freedom that move one link and not the other, from the root
    private final int[] firstDofs;
    private final int[] secondDofs;
    private final boolean isApart;

    private LinkPair(int first, int second, int[] firstDofs, int[] secondDofs, boolean isApart) {
        this.first = first;
        this.second = second;
        this.firstDofs = firstDofs;
        this.secondDofs = secondDofs;
        this.isApart = isApart;
    }

    static LinkPair of(LinkTree tree, int first, int second) {
        int[] a = dofs(tree, first);
        int[] b = dofs(tree, second);
        int[] onlyA = without(a, b);
        return new LinkPair(first, second, onlyA, without(b, a), onlyA.length == a.length);
    }

    private static int[] without(int[] dofs, int[] others) {
        return IntStream.of(dofs).filter(d -> Arrays.binarySearch(others, d) < 0).toArray();
    }

    /// Degrees of freedom that move a link, ascending.
    static int[] dofs(LinkTree tree, int link) {
        IntStream dofs = IntStream.empty();
        for (int i = link; i >= 0; i = tree.links().get(i).parent()) {
            Link l = tree.links().get(i);
            dofs = IntStream.concat(dofs, IntStream.range(l.dofAdr(), l.dofAdr() + l.type().dofCount()));
        }
        return dofs.sorted().toArray();
    }

    /// Where an entry of a symmetric 6×6 matrix lies.
    static int entry(int i, int j) {
        int row = Math.max(i, j);
        return row * (row + 1) / 2 + Math.min(i, j);
    }

    int first() {
        return first;
    }

    int second() {
        return second;
    }

    /// That move the first link, but not the second. Not to be changed.
    int[] firstDofs() {
        return firstDofs;
    }

    /// That move the second link, but not the first. Not to be changed.
    int[] secondDofs() {
        return secondDofs;
    }

    /// Whether no joint moves both.
    boolean isApart() {
        return isApart;
    }
}
