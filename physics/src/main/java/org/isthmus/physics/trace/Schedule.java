package org.isthmus.physics.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

import org.isthmus.physics.trace.Graph.Node;

/// A kernel cut into chunks that fit one method each, with a scratch slot for every value that crosses a cut.
///
/// @param chunks operations of each chunk, in order
/// @param stores stores to do at the end of each chunk
/// @param spill scratch slot of each value, or −1
/// @param slotCount one more than the largest scratch slot in use
record Schedule(List<List<Integer>> chunks, List<List<Map.Entry<Slot, Integer>>> stores, int[] spill, int slotCount) {
    /// Cuts a kernel.
    ///
    /// @param largest operations, loads and constants in one chunk
    /// @param firstFreeSlot scratch slots from here on are the kernel's own while it runs
    static Schedule of(Kernel kernel, int largest, int firstFreeSlot) {
        List<List<Integer>> chunks = cut(kernel, largest);
        int[] chunkOf = new int[kernel.nodes().size()];
        for (int c = 0; c < chunks.size(); c++) {
            for (int id : chunks.get(c)) {
                chunkOf[id] = c;
            }
        }
        List<List<Map.Entry<Slot, Integer>>> stores = placeStores(kernel, chunkOf, chunks.size());
        int[] lastUse = lastUses(kernel, chunkOf, stores);
        int[] spill = new int[chunkOf.length];
        int slots = allocate(chunks, lastUse, spill, firstFreeSlot);
        return new Schedule(chunks, stores, spill, slots);
    }

    private static List<List<Integer>> cut(Kernel kernel, int largest) {
        List<List<Integer>> chunks = new ArrayList<>();
        List<Integer> chunk = new ArrayList<>();
        Set<Integer> present = new HashSet<>();
        int cost = 0;
        for (int id = 0; id < kernel.nodes().size(); id++) {
            Node n = kernel.nodes().get(id);
            if (n.op().arity() == 0) {
                continue;
            }
            int more = cost(n, present);
            if (cost + more > largest && !chunk.isEmpty()) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                present.clear();
                cost = 0;
                more = cost(n, present);
            }
            cost += more;
            chunk.add(id);
            present.add(id);
            for (int k = 0; k < n.op().arity(); k++) {
                present.add(n.operand(k));
            }
        }
        chunks.add(chunk);
        return chunks;
    }

    private static int cost(Node n, Set<Integer> present) {
        int cost = n.op() == Op.IF_LESS || n.op() == Op.ROUND || n.op() == Op.FNMA ? 2 : 1;
        for (int k = 0; k < n.op().arity(); k++) {
            cost += present.contains(n.operand(k)) ? 0 : 1;
        }
        return cost;
    }

    /// A store waits for the last load of its slot, since loads mean the number at the kernel's start.
    private static List<List<Map.Entry<Slot, Integer>>> placeStores(Kernel kernel, int[] chunkOf, int chunkCount) {
        Map<Slot, Integer> lastLoad = new HashMap<>();
        for (int id = 0; id < chunkOf.length; id++) {
            Node n = kernel.nodes().get(id);
            for (int k = 0; k < n.op().arity(); k++) {
                Slot slot = kernel.nodes().get(n.operand(k)).slot();
                if (slot != null) {
                    lastLoad.merge(slot, chunkOf[id], Math::max);
                }
            }
        }
        // a load that is stored elsewhere is read when that store is done
        int last = chunkCount - 1;
        kernel.stores().forEach((_, id) -> {
            Slot slot = kernel.nodes().get(id).slot();
            if (slot != null) {
                lastLoad.put(slot, last);
            }
        });
        List<List<Map.Entry<Slot, Integer>>> stores = new ArrayList<>();
        for (int c = 0; c < chunkCount; c++) {
            stores.add(new ArrayList<>());
        }
        for (Map.Entry<Slot, Integer> store : kernel.stores().entrySet()) {
            boolean copies = kernel.nodes().get(store.getValue()).op().arity() == 0;
            int made = copies ? last : chunkOf[store.getValue()];
            stores.get(Math.max(made, lastLoad.getOrDefault(store.getKey(), 0))).add(store);
        }
        return stores;
    }

    private static int[] lastUses(Kernel kernel, int[] chunkOf, List<List<Map.Entry<Slot, Integer>>> stores) {
        int[] last = new int[chunkOf.length];
        Arrays.fill(last, -1);
        for (int id = 0; id < chunkOf.length; id++) {
            Node n = kernel.nodes().get(id);
            for (int k = 0; k < n.op().arity(); k++) {
                last[n.operand(k)] = Math.max(last[n.operand(k)], chunkOf[id]);
            }
        }
        for (int c = 0; c < stores.size(); c++) {
            for (Map.Entry<Slot, Integer> store : stores.get(c)) {
                last[store.getValue()] = Math.max(last[store.getValue()], c);
            }
        }
        return last;
    }

    /// Gives a slot to each value that is used after its own chunk, and takes it back after its last use.
    private static int allocate(List<List<Integer>> chunks, int[] lastUse, int[] spill, int first) {
        Arrays.fill(spill, -1);
        int next = first;
        PriorityQueue<Integer> free = new PriorityQueue<>();
        Map<Integer, List<Integer>> freedAfter = new HashMap<>();
        for (int c = 0; c < chunks.size(); c++) {
            free.addAll(freedAfter.getOrDefault(c - 1, List.of()));
            for (int id : chunks.get(c)) {
                if (lastUse[id] > c) {
                    spill[id] = free.isEmpty() ? next++ : free.remove();
                    freedAfter.computeIfAbsent(lastUse[id], _ -> new ArrayList<>()).add(spill[id]);
                }
            }
        }
        return next;
    }
}
