package org.isthmus.model.compile;

import java.util.List;
import java.util.Objects;

import org.isthmus.model.compile.TendonDraft.Kind;
import org.isthmus.model.compile.TendonDraft.Step;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Tendon;
import org.isthmus.model.scene.Tendon.Wrap;

/// Compiles tendons: their paths and limits.
final class Tendons {
    /// A rest length that is computed.
    static final double UNSET = -1;

    private final Compilation c;

    private Tendons(Compilation c) {
        this.c = c;
    }

    static void copy(Compilation c) {
        for (Tendon tendon : c.scene.tendons) {
            c.tendons.add(new TendonDraft(Tendon.SCHEMA.copy(tendon)));
        }
        c.tendons.number();
        c.tendons.indexNames(c.diagnostics);
    }

    static void compile(Compilation c) {
        Tendons stage = new Tendons(c);
        c.tendons.list.forEach(stage::compile);
    }

    private void compile(TendonDraft tendon) {
        Tendon e = tendon.element;
        tendon.material = c.resolve(c.materials, tendon, "material", e.material);
        e.path.forEach(wrap -> addStep(tendon, wrap));
        if (tendon.path.size() == e.path.size()) {
            checkPath(tendon);
        }
        if (e.spatial && !(e.width > 0)) {
            c.error(tendon, "has the width " + Frames.number(e.width), "a positive number", "0.003 is usual");
        }
        if (e.armature < 0) {
            c.error(tendon, "has the armature " + Frames.number(e.armature), "a number that is not negative",
                    "0 is none");
        }
        checkLimits(tendon);
    }

    private void addStep(TendonDraft tendon, Wrap wrap) {
        switch (wrap) {
            case Wrap.OfJoint w -> {
                JointDraft joint = c.resolve(c.joints, tendon, "joint", w.joint());
                if (joint != null) {
                    requireScalar(tendon, joint);
                    tendon.path.add(new Step(Kind.JOINT, joint, w.coefficient(), null));
                }
            }
            case Wrap.ThroughSite w -> {
                SiteDraft site = c.resolve(c.sites, tendon, "site", w.site());
                if (site != null) {
                    tendon.path.add(new Step(Kind.SITE, site, 0, null));
                }
            }
            case Wrap.AroundGeom w -> addGeom(tendon, w);
            case Wrap.Pulley w -> {
                if (!(w.divisor() > 0)) {
                    c.error(tendon, "has a pulley with the divisor " + Frames.number(w.divisor()), "a positive number",
                            "2 halves the following branch");
                }
                tendon.path.add(new Step(Kind.PULLEY, null, w.divisor(), null));
            }
        }
    }

    private void requireScalar(TendonDraft tendon, JointDraft joint) {
        if (joint.element.type != JointType.HINGE && joint.element.type != JointType.SLIDE) {
            c.error(tendon, "adds " + joint.title() + ", which has more than one coordinate", "hinges and slides",
                    "remove the joint");
        }
    }

    private void addGeom(TendonDraft tendon, Wrap.AroundGeom wrap) {
        GeomDraft geom = c.resolve(c.geoms, tendon, "geom", wrap.geom());
        SiteDraft side = c.resolve(c.sites, tendon, "side site", wrap.sideSite());
        if (geom == null || side == null && wrap.sideSite() != null) {
            return;
        }
        GeomType type = geom.element.type;
        if (type != GeomType.SPHERE && type != GeomType.CYLINDER) {
            c.error(tendon, "wraps around " + geom.title() + ", which is neither", "a sphere or a cylinder",
                    "add a sphere or cylinder without contacts for it");
        }
        geom.visual = false;
        tendon.path.add(new Step(type == GeomType.CYLINDER ? Kind.CYLINDER : Kind.SPHERE, geom, 0, side));
    }

    private void checkPath(TendonDraft tendon) {
        List<Step> path = tendon.path;
        boolean spatial = tendon.element.spatial;
        if (path.isEmpty() || spatial && path.size() < 2) {
            c.error(tendon, "has a path of length " + path.size(),
                    spatial ? "two sites at least" : "one joint at least",
                    "complete the path");
            return;
        }
        for (int i = 0; i < path.size(); i++) {
            if ((path.get(i).kind() == Kind.JOINT) == spatial) {
                c.error(tendon, "mixes joints with sites, geoms or pulleys (step " + (i + 1) + ")",
                        spatial ? "no joints in a spatial tendon" : "only joints in a fixed tendon",
                        "make two tendons");
                return;
            }
        }
        for (int i = 0; spatial && i < path.size(); i++) {
            String problem = problem(tendon, i);
            if (!problem.isEmpty()) {
                c.error(tendon, "has " + problem + " (step " + (i + 1) + ")",
                        "branches of two sites or more, geoms between sites, pulleys between branches",
                        "correct the path");
            }
        }
    }

    /// What is wrong with one step of a spatial path; empty when nothing is.
    private static String problem(TendonDraft tendon, int i) {
        List<Step> path = tendon.path;
        Kind before = i == 0 ? Kind.NONE : path.get(i - 1).kind();
        Kind after = i == path.size() - 1 ? Kind.NONE : path.get(i + 1).kind();
        boolean begin = before == Kind.NONE || before == Kind.PULLEY;
        boolean end = after == Kind.NONE || after == Kind.PULLEY;
        Step step = path.get(i);
        return switch (step.kind()) {
            case PULLEY -> before == Kind.PULLEY ? "two pulleys in a row" : after == Kind.NONE ? "a pulley at its end"
                    : "";
            case SITE -> begin && end ? "a site alone in its branch"
                    : after == Kind.SITE && Objects.equals(path.get(i + 1).object(), step.object())
                            ? "the same site twice in a row"
                    : "";
            case SPHERE, CYLINDER -> before != Kind.SITE || after != Kind.SITE ? "a geom that is not between two sites"
                    : tendon.element.armature > 0 ? "a geom although it has armature" : "";
            case JOINT, NONE -> "";
        };
    }

    private void checkLimits(TendonDraft tendon) {
        Tendon e = tendon.element;
        tendon.limited = Limits.isLimited(c, tendon, "", e.limited, e.range);
        tendon.actuatorForceLimited = Limits.isLimited(c, tendon, "actuatorfrc", e.actuatorForceLimited,
                e.actuatorForceRange);
        if (tendon.limited) {
            Limits.checkOrder(c, tendon, "range", e.range);
        }
        if (tendon.actuatorForceLimited) {
            Limits.checkOrder(c, tendon, "actuatorfrcrange", e.actuatorForceRange);
            if (e.actuatorForceRange[0] > 0 || e.actuatorForceRange[1] < 0) {
                c.error(tendon, "has actuatorfrcrange " + Frames.numbers(e.actuatorForceRange), "a range that holds 0",
                        "let the lower limit be negative or 0");
            }
        }
        if (e.springLength[1] == UNSET) {
            e.springLength[1] = e.springLength[0]; // one number was given
        }
        if (e.springLength[0] > e.springLength[1]) {
            c.error(tendon, "has springlength " + Frames.numbers(e.springLength), "the shorter rest length first",
                    "swap the two numbers");
        }
    }
}
