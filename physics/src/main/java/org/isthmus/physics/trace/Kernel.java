package org.isthmus.physics.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.physics.trace.Graph.Node;

/// A closed graph: the operations that its stores need, in order, products fused into sums.
///
/// @param nodes operands come before their use
/// @param stores what is left where, when all loads are done
/// @param portCount how many ports one call takes
public record Kernel(String name, Precision precision, List<Node> nodes, Map<Slot, Integer> stores, int portCount) {
    static final int[] NO_PORTS = {};

    static Kernel of(
            String name, Precision precision, List<Node> recorded, Map<Slot, Integer> stores, int portCount) {
        List<Node> fused = fuse(recorded, stores);
        boolean[] live = live(fused, stores);
        int[] renumbered = new int[fused.size()];
        List<Node> kept = new ArrayList<>();
        for (int i = 0; i < fused.size(); i++) {
            if (live[i]) {
                renumbered[i] = kept.size();
                kept.add(renumber(fused.get(i), renumbered));
            }
        }
        Map<Slot, Integer> keptStores = new LinkedHashMap<>();
        stores.forEach((slot, id) -> keptStores.put(slot, renumbered[id]));
        return new Kernel(name, precision, List.copyOf(kept), keptStores, portCount);
    }

    /// How many operations it does per lane, loads and constants not counted.
    public int operationCount() {
        return (int) nodes.stream().filter(n -> n.op().arity() > 0).count();
    }

    /// Turns `a·b + c` and `c − a·b` into one operation where the product has no other use.
    private static List<Node> fuse(List<Node> recorded, Map<Slot, Integer> stores) {
        int[] uses = uses(recorded, stores);
        List<Node> fused = new ArrayList<>(recorded);
        for (int i = 0; i < fused.size(); i++) {
            Node n = fused.get(i);
            if (n.op() == Op.ADD && isSingleProduct(fused, uses, n.b())) {
                fused.set(i, fused(Op.FMA, fused.get(n.b()), n.a()));
            } else if (n.op() == Op.ADD && isSingleProduct(fused, uses, n.a())) {
                fused.set(i, fused(Op.FMA, fused.get(n.a()), n.b()));
            } else if (n.op() == Op.SUBTRACT && isSingleProduct(fused, uses, n.b())) {
                fused.set(i, fused(Op.FNMA, fused.get(n.b()), n.a()));
            }
        }
        return fused;
    }

    private static boolean isSingleProduct(List<Node> nodes, int[] uses, int id) {
        return nodes.get(id).op() == Op.MULTIPLY && uses[id] == 1;
    }

    private static Node fused(Op op, Node product, int addend) {
        return new Node(op, product.a(), product.b(), addend, -1, 0, null);
    }

    private static int[] uses(List<Node> nodes, Map<Slot, Integer> stores) {
        boolean[] live = live(nodes, stores);
        int[] uses = new int[nodes.size()];
        stores.values().forEach(id -> uses[id]++);
        for (int i = 0; i < nodes.size(); i++) {
            Node n = nodes.get(i);
            for (int k = 0; live[i] && k < n.op().arity(); k++) {
                uses[n.operand(k)]++;
            }
        }
        return uses;
    }

    private static boolean[] live(List<Node> nodes, Map<Slot, Integer> stores) {
        boolean[] live = new boolean[nodes.size()];
        stores.values().forEach(id -> live[id] = true);
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node n = nodes.get(i);
            for (int k = 0; live[i] && k < n.op().arity(); k++) {
                live[n.operand(k)] = true;
            }
        }
        return live;
    }

    private static Node renumber(Node n, int[] to) {
        int arity = n.op().arity();
        return new Node(n.op(), arity > 0 ? to[n.a()] : -1, arity > 1 ? to[n.b()] : -1, arity > 2 ? to[n.c()] : -1,
                arity > 3 ? to[n.d()] : -1, n.value(), n.slot());
    }
}
