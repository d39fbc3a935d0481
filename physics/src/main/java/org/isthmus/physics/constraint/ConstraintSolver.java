package org.isthmus.physics.constraint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

import org.isthmus.core.math.Vec3;
import org.isthmus.physics.Contact;
import org.isthmus.physics.SolverWork;
import org.isthmus.physics.collision.ConvexTouch;
import org.isthmus.physics.constraint.ConstraintTrace.KindKernels;
import org.isthmus.physics.constraint.Contacts.Candidate;
import org.isthmus.physics.constraint.Contacts.Group;
import org.isthmus.physics.trace.CallList;
import org.isthmus.physics.trace.LaneKernel;
import org.isthmus.physics.trace.LaneMemory;
import org.jspecify.annotations.Nullable;

/// Finds the contacts of one block of worlds and solves for its accelerations. One per thread; allocates nothing once warm.
///
/// Work is left out only for whole blocks and only where it would add exact zeros, so a world's bits do not depend on its
/// neighbours. For the same reason a few worlds may be given up, so that the others need not wait for them.
public final class ConstraintSolver {
    private static final int LINE_SEARCH = 10;
    /// A block waits for more than one in so many of its lanes.
    private static final int GIVEN_UP = 4;
    /// Worlds are given up where the others take fewer iterations on average: a step begun anew costs as much as some.
    private static final double QUICK = 2.5;
    /// Where they take more, one block in so many looks whether they still do.
    private static final int LOOK_AGAIN = 32;
    /// Part of a block in that average.
    private static final double NEWEST = 1.0 / 8;

    private final ConstraintTrace trace;
    private final List<LaneKernel> kernels;
    private final LaneMemory scratch;
    private final int lanes;
    private final Group[] groups;
    private final Candidate[] candidates;
    /// Groups, then candidates, whose bounds overlap in some world of the block.
    private final int[] nearGroups;
    /// [candidates]
    private final int[] near;
    private int groupCount;
    private int nearCount;
    /// Contact points that touch in some world of the block: the candidate each is of, its record, the lanes in which it touches.
    private final int[] touchingCandidates;
    private final int[] touchingRecords;
    private final long[] touchingLanes;
    private int touchingCount;
    private final Comparison[] comparisons;
    private final KindKernels[] kindKernels;
    /// [candidates] the kernel that finds the contact points of each
    private final int[] narrowKernels;
    private final @Nullable ConvexContacts convex;
    private final NewtonLayout layout;
    private final SystemPlan plan;
    private final BitSet touching = new BitSet();
    private final BitSet planned = new BitSet();
    private boolean hasPlan;
    private final CallList narrow = new CallList();
    private final CallList prepare = new CallList();
    private final CallList count = new CallList();
    private final CallList adhere = new CallList();
    private final CallList force = new CallList();
    private final CallList curvature = new CallList();
    private final CallList along = new CallList();
    private final CallList line = new CallList();
    private final CallList move = new CallList();
    private final CallList system = new CallList();
    private LaneMemory state;
    private int base;
    /// Mean iterations of blocks without the worlds they gave up.
    private double others;
    private long solves;
    private long iterations;
    private long lineSearches;

    /// @param kernels emitted, in the order of the trace
    /// @param scratch this thread's memory
    /// @param touch for pairs that no kernel traces; this thread's own
    public ConstraintSolver(
            ConstraintTrace trace, List<LaneKernel> kernels, LaneMemory scratch, int lanes,
            @Nullable ConvexTouch touch) {
        convex = touch == null ? null : new ConvexContacts(touch, scratch, lanes);
        this.trace = trace;
        this.kernels = kernels;
        this.scratch = scratch;
        this.lanes = lanes;
        state = scratch;
        candidates = trace.contacts().candidates().toArray(Candidate[]::new);
        groups = trace.contacts().groups().toArray(Group[]::new);
        nearGroups = new int[groups.length];
        near = new int[candidates.length];
        int points = Arrays.stream(candidates).mapToInt(Candidate::capacity).sum();
        touchingCandidates = new int[points];
        touchingRecords = new int[points];
        touchingLanes = new long[points];
        comparisons = Arrays.stream(Nearness.values()).map(Comparison::new).toArray(Comparison[]::new);
        kindKernels = new KindKernels[candidates.length];
        narrowKernels = new int[candidates.length];
        for (int c = 0; c < candidates.length; c++) {
            kindKernels[c] = trace.of(candidates[c]);
            narrowKernels[c] = trace.narrow(candidates[c]);
        }
        layout = trace.newton().layout();
        plan = new SystemPlan(trace);
    }

    /// Solves for a block whose set-up kernel has just run; leaves acceleration and constraint forces in scratch memory.
    public void solve(LaneMemory worlds, int blockBase) {
        solveBut(0, worlds, blockBase);
    }

    /// Solves for a block but for a few worlds for which all would wait: those that touch what no others touch, and those that are left after
    /// the first iteration. Which ones decides what is fast, not what is found.
    ///
    /// @return lanes that were given up, as bits; what is left in their scratch memory means nothing
    public long solveMost(LaneMemory worlds, int blockBase) {
        boolean mayGiveUp = trace.newton().mayEndEarly() && (others < QUICK || solves % LOOK_AGAIN == 0);
        if (!mayGiveUp) {
            return solveBut(0, worlds, blockBase);
        }
        long before = iterations;
        long givenUp = solveBut(lanes / GIVEN_UP, worlds, blockBase);
        others += NEWEST * (iterations - before - others);
        return givenUp;
    }

    /// @param few lanes that may be given up at once
    private long solveBut(int few, LaneMemory worlds, int blockBase) {
        state = worlds;
        base = blockBase;
        findContacts();
        long givenUp = lonely(few);
        giveUp(givenUp);
        listContacts(~givenUp);
        run(ConstraintTrace.BEGIN);
        clearWrenches();
        solves++;
        if (!any(layout.searching())) {
            return givenUp;
        }
        for (int i = 0; i < trace.iterations(); i++) {
            addForces();
            long left = scratch.positive(layout.searching().slot(), lanes);
            if (left == 0 || i == 1 && Long.bitCount(left) <= few) {
                return givenUp | left;
            }
            improve();
            iterations++;
        }
        addForces();
        return givenUp;
    }

    /// What a lane of the block that was solved last touches: a bit for each pair of geoms, which some pairs share.
    public int touching(int lane) {
        int pairs = 0;
        for (int t = 0; t < touchingCount; t++) {
            pairs |= (touchingLanes[t] >>> lane & 1) == 0 ? 0 : 1 << touchingCandidates[t] % Integer.SIZE;
        }
        return pairs;
    }

    /// The lanes with contacts that only a few lanes have, unless there are too many of them.
    private long lonely(int few) {
        long found = 0;
        for (int t = 0; t < touchingCount; t++) {
            found |= Long.bitCount(touchingLanes[t]) <= few ? touchingLanes[t] : 0;
        }
        return Long.bitCount(found) <= few ? found : 0;
    }

    /// Counts lanes as solved.
    private void giveUp(long which) {
        for (long rest = which; rest != 0; rest &= rest - 1) {
            scratch.set(layout.done().slot() * lanes + Long.numberOfTrailingZeros(rest), 1);
        }
    }

    /// What it did so far, counted in blocks.
    public SolverWork work() {
        return new SolverWork(solves, iterations, lineSearches);
    }

    private void run(int kernel) {
        kernels.get(kernel).run(state, base, scratch);
    }

    private void run(CallList calls) {
        calls.run(kernels, state, base, scratch);
    }

    private boolean any(NewtonLayout.Variable variable) {
        return scratch.anyPositive(variable.slot(), lanes);
    }

    /// Group by group, then pair by pair, then point by point: each only where bounds overlap in some world of the block.
    private void findContacts() {
        for (Comparison comparison : comparisons) {
            comparison.calls.clear();
        }
        groupCount = 0;
        for (int i = 0; i < groups.length; i++) {
            if (scratch.anyPositive(groups[i].near(), lanes)) {
                nearGroups[groupCount++] = i;
                for (Comparison comparison : comparisons) {
                    comparison.listGroup(i);
                }
            }
        }
        for (Comparison comparison : comparisons) {
            run(comparison.calls);
        }
        findPoints();
    }

    /// Calls of the kernel that compares bounds in one way.
    private final class Comparison {
        final CallList calls = new CallList();
        private final int kernel;
        /// [groups][…] ports of the calls of a group
        private final int[][] ports;

        Comparison(Nearness nearness) {
            kernel = trace.near(nearness);
            ports = Arrays.stream(groups).map(group -> IntStream.range(group.from(), group.to())
                    .filter(c -> !group.isCompared() && candidates[c].nearness() == nearness)
                    .flatMap(c -> ports(candidates[c])).toArray()).toArray(int[][]::new);
        }

        private static IntStream ports(Candidate c) {
            boolean swap = c.isSecondLarger();
            return IntStream.of(swap ? c.secondGeom() : c.firstGeom(), swap ? c.firstGeom() : c.secondGeom(),
                    c.pairRecord(), c.near());
        }

        void listGroup(int group) {
            if (ports[group].length > 0) {
                calls.call(kernel).ports(ports[group]);
            }
        }
    }

    private void findPoints() {
        narrow.clear();
        nearCount = 0;
        for (int i = 0; i < groupCount; i++) {
            Group group = groups[nearGroups[i]];
            for (int c = group.from(); c < group.to(); c++) {
                if (scratch.anyPositive(candidates[c].near(), lanes)) {
                    near[nearCount++] = c;
                    findPoints(c);
                }
            }
        }
        run(narrow);
        findTouching();
    }

    private void findTouching() {
        touchingCount = 0;
        for (int n = 0; n < nearCount; n++) {
            Candidate candidate = candidates[near[n]];
            for (int i = 0; i < candidate.capacity(); i++) {
                int contact = candidate.firstContact() + i * ContactRecord.SIZE;
                long in = scratch.positive(contact + ContactRecord.DEPTH, lanes);
                if (in != 0) {
                    touchingCandidates[touchingCount] = near[n];
                    touchingRecords[touchingCount] = contact;
                    touchingLanes[touchingCount++] = in;
                }
            }
        }
    }

    private void findPoints(int c) {
        Candidate candidate = candidates[c];
        if (convex != null && !candidate.isTraced()) {
            convex.find(candidate);
        } else {
            narrow.call(narrowKernels[c]).port(candidate.firstGeom()).port(candidate.secondGeom())
                    .port(candidate.pairRecord()).port(candidate.firstContact());
        }
    }

    /// @param kept lanes whose contacts count
    private void listContacts(long kept) {
        prepare.clear();
        count.clear();
        adhere.clear();
        force.clear();
        curvature.clear();
        along.clear();
        line.clear();
        move.clear();
        touching.clear();
        for (int t = 0; t < touchingCount; t++) {
            if ((touchingLanes[t] & kept) != 0) {
                int c = touchingCandidates[t];
                list(candidates[c], kindKernels[c], touchingRecords[t]);
            }
        }
        run(prepare);
        if (!adhere.isEmpty()) {
            for (int record : trace.contacts().adhesives()) {
                scratch.clear((record + 1) * lanes, lanes);
            }
            run(count);
            run(adhere);
        }
    }

    private void list(Candidate c, KindKernels kernel, int contact) {
        SpatialLayout spatial = trace.newton().spatial();
        prepare.call(kernel.prepare()).port(contact).port(c.pairRecord()).port(spatial.velocity(c.firstLink()))
                .port(spatial.velocity(c.secondLink())).port(spatial.acceleration(c.firstLink()))
                .port(spatial.acceleration(c.secondLink()));
        if (c.surface() >= 0) {
            prepare.port(c.surface());
        }
        for (int record : c.adhesive()) {
            count.call(kernel.count()).port(contact).port(record + 1);
            adhere.call(kernel.adhere()).port(contact).port(record).port(record + 1);
        }
        force.call(kernel.force()).port(contact).port(c.pairRecord()).port(spatial.wrench(c.firstLink()))
                .port(spatial.wrench(c.secondLink()));
        curvature.call(kernel.curvature()).port(contact).port(c.pairRecord()).port(trace.curvature(c.linkPair()));
        along.call(kernel.along()).port(contact).port(spatial.direction(c.firstLink()))
                .port(spatial.direction(c.secondLink()));
        line.call(kernel.line()).port(contact).port(c.pairRecord());
        move.call(kernel.move()).port(contact);
        touching.set(c.linkPair());
    }

    /// The contacts of one lane of the block that was solved last.
    public List<Contact> contacts(int lane) {
        List<Contact> found = new ArrayList<>();
        for (int n = 0; n < nearCount; n++) {
            Candidate c = candidates[near[n]];
            for (int i = 0; i < c.capacity(); i++) {
                int at = c.firstContact() + i * ContactRecord.SIZE;
                if (number(at + ContactRecord.DEPTH, lane) > 0) {
                    found.add(contact(c, at, lane));
                }
            }
        }
        return found;
    }

    private Contact contact(Candidate c, int at, int lane) {
        Vec3 force = Vec3.ZERO;
        Vec3 torque = Vec3.ZERO;
        for (int r = 0; r < c.kind().condim(); r++) {
            Vec3 axis = vector(at + ContactRecord.NORMAL + 3 * (r % 3), lane);
            Vec3 part = axis.times(number(at + ContactRecord.FORCE + r, lane));
            force = r < 3 ? force.plus(part) : force;
            torque = r < 3 ? torque : torque.plus(part);
        }
        return new Contact(c.pair().first(), c.pair().second(), number(at + ContactRecord.DISTANCE, lane),
                vector(at + ContactRecord.POINT, lane), vector(at + ContactRecord.NORMAL, lane),
                vector(at + ContactRecord.TANGENT, lane), force, torque);
    }

    private double number(int slot, int lane) {
        return scratch.get(slot * lanes + lane);
    }

    private Vec3 vector(int slot, int lane) {
        return new Vec3(number(slot, lane), number(slot + 1, lane), number(slot + 2, lane));
    }

    private void clearWrenches() {
        SpatialLayout spatial = trace.newton().spatial();
        scratch.clear(spatial.wrench(0) * lanes, spatial.wrenchSlots() * lanes);
    }

    /// Constraint forces, the gradient, and which lanes are done.
    private void addForces() {
        clearWrenches();
        run(force);
        run(ConstraintTrace.GRADIENT);
    }

    private void improve() {
        TileMatrix mass = trace.newton().mass();
        TileMatrix hessian = trace.newton().hessian();
        scratch.copyFrom(scratch, mass.first() * lanes, hessian.first() * lanes, mass.slots() * lanes);
        if (trace.newton().hasRows()) {
            run(ConstraintTrace.ROW_CURVATURE);
        }
        for (int p = touching.nextSetBit(0); p >= 0; p = touching.nextSetBit(p + 1)) {
            scratch.clear(trace.curvature(p) * lanes, LinkPair.CURVATURE_SIZE * lanes);
        }
        run(curvature);
        planSystem();
        run(system);
        run(ConstraintTrace.DIRECTION);
        run(along);
        for (int k = 0; k < LINE_SEARCH && any(layout.searching()); k++) {
            run(ConstraintTrace.LINE);
            run(line);
            run(ConstraintTrace.SEARCH);
            lineSearches++;
        }
        run(ConstraintTrace.MOVE);
        run(move);
        if (trace.newton().mayEndEarly()) {
            run(ConstraintTrace.SETTLE);
        }
    }

    /// The calls for the Newton system depend on which links touch; that seldom changes.
    private void planSystem() {
        if (!hasPlan || !touching.equals(planned)) {
            system.clear();
            plan.list(touching, system);
            planned.clear();
            planned.or(touching);
            hasPlan = true;
        }
    }
}
