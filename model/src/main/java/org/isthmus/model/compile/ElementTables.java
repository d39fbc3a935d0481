package org.isthmus.model.compile;

import static org.isthmus.model.compile.Columns.flags;
import static org.isthmus.model.compile.Columns.floats;
import static org.isthmus.model.compile.Columns.ints;
import static org.isthmus.model.compile.Columns.numbers;
import static org.isthmus.model.compile.Columns.ordinals;
import static org.isthmus.model.compile.Columns.rest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.isthmus.model.compiled.ActuatorTable;
import org.isthmus.model.compiled.EqualityTable;
import org.isthmus.model.compiled.MaterialTable;
import org.isthmus.model.compiled.PairTable;
import org.isthmus.model.compiled.SensorTable;
import org.isthmus.model.compiled.Sizes;
import org.isthmus.model.compiled.TendonTable;
import org.isthmus.model.compiled.WrapTable;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.TextureRole;
import org.jspecify.annotations.Nullable;

/// The tables of what refers to the tree of bodies, column by column.
final class ElementTables {
    private final Compilation c;
    private final Sizes sizes;

    ElementTables(Compilation c, Sizes sizes) {
        this.c = c;
        this.sizes = sizes;
    }

    MaterialTable materials() {
        List<MaterialDraft> list = c.materials.list;
        return new MaterialTable(
                ints(list, 1 + TextureRole.values().length, ElementTables::textureIds),
                flags(list, m -> m.element.textureUniform),
                floats(list, 2, m -> m.element.textureRepeat),
                floats(list, m -> m.element.emission),
                floats(list, m -> m.element.specular),
                floats(list, m -> m.element.shininess),
                floats(list, m -> m.element.reflectance),
                floats(list, m -> m.element.metallic),
                floats(list, m -> m.element.roughness),
                floats(list, 4, m -> m.element.rgba));
    }

    private static int[] textureIds(MaterialDraft material) {
        int[] ids = new int[1 + TextureRole.values().length];
        Arrays.fill(ids, -1);
        for (Map.Entry<TextureRole, TextureDraft> entry : material.textures.entrySet()) {
            ids[1 + entry.getKey().ordinal()] = entry.getValue().id;
        }
        return ids;
    }

    PairTable pairs() {
        List<PairDraft> list = c.pairs.list;
        return new PairTable(
                ints(list, p -> p.element.condim),
                ints(list, p -> Draft.idOf(p.first)),
                ints(list, p -> Draft.idOf(p.second)),
                ints(list, PairDraft::signature),
                numbers(list, 2, p -> p.element.solref),
                numbers(list, 2, p -> p.element.solrefFriction),
                numbers(list, 5, p -> p.element.solimp),
                numbers(list, p -> p.element.margin),
                numbers(list, p -> p.element.gap),
                numbers(list, 5, p -> p.element.friction),
                numbers(list, p -> p.element.adhesion));
    }

    EqualityTable equalities() {
        List<EqualityDraft> list = c.equalities.list;
        return new EqualityTable(
                ordinals(list, e -> e.element.type),
                ints(list, e -> Draft.idOf(e.first)),
                ints(list, e -> Draft.idOf(e.second)),
                ordinals(list, e -> e.objectType),
                flags(list, e -> e.element.active),
                numbers(list, 2, e -> e.element.solref),
                numbers(list, 5, e -> e.element.solimp),
                numbers(list, EqualityDraft.DATA, e -> e.data));
    }

    TendonTable tendons() {
        List<TendonDraft> list = c.tendons.list;
        int[] address = new int[list.size()];
        for (int i = 1; i < address.length; i++) {
            address[i] = address[i - 1] + list.get(i - 1).path.size();
        }
        return new TendonTable(
                ints(list, t -> address[t.id]),
                ints(list, t -> t.path.size()),
                ints(list, t -> Draft.idOf(t.material)),
                ints(list, t -> t.element.group),
                flags(list, t -> t.limited),
                flags(list, t -> t.actuatorForceLimited),
                numbers(list, t -> t.element.width),
                numbers(list, 2, t -> t.element.solrefLimit),
                numbers(list, 5, t -> t.element.solimpLimit),
                numbers(list, 2, t -> t.element.solrefFriction),
                numbers(list, 5, t -> t.element.solimpFriction),
                numbers(list, 2, t -> t.element.range),
                numbers(list, 2, t -> t.element.actuatorForceRange),
                numbers(list, t -> t.element.margin),
                numbers(list, t -> t.element.stiffness[0]),
                rest(list, 1, 2, t -> t.element.stiffness),
                numbers(list, t -> t.element.damping[0]),
                rest(list, 1, 2, t -> t.element.damping),
                numbers(list, t -> t.element.armature),
                numbers(list, t -> t.element.frictionLoss),
                numbers(list, 2, t -> t.element.springLength),
                numbers(list, t -> t.length0),
                numbers(list, t -> t.invWeight0),
                numbers(list, sizes.nuserTendon(), t -> t.element.user),
                floats(list, 4, t -> t.element.rgba));
    }

    WrapTable wraps() {
        List<TendonDraft.Step> list = new ArrayList<>();
        c.tendons.list.forEach(tendon -> list.addAll(tendon.path));
        return new WrapTable(
                ordinals(list, TendonDraft.Step::kind),
                ints(list, s -> Draft.idOf(s.object())),
                numbers(list, s -> s.object() instanceof GeomDraft ? Draft.idOf(s.side()) : s.parameter()));
    }

    ActuatorTable actuators() {
        List<ActuatorDraft> list = c.actuators.list;
        return new ActuatorTable(
                ordinals(list, a -> a.element.transmission),
                ordinals(list, a -> a.element.dynType),
                ordinals(list, a -> a.element.gainType),
                ordinals(list, a -> a.element.biasType),
                ints(list, 2, a -> new int[]{Draft.idOf(a.target), Draft.idOf(a.second)}),
                ints(list, a -> a.actAdr),
                ints(list, a -> a.actNum),
                ints(list, a -> a.element.group),
                flags(list, a -> a.controlLimited),
                flags(list, a -> a.forceLimited),
                flags(list, a -> a.activationLimited),
                flags(list, a -> a.element.activationEarly),
                numbers(list, 10, a -> a.element.dynPrm),
                numbers(list, 10, a -> a.element.gainPrm),
                numbers(list, 10, a -> a.element.biasPrm),
                numbers(list, 2, a -> a.element.controlRange),
                numbers(list, 2, a -> a.element.forceRange),
                numbers(list, 2, a -> a.element.activationRange),
                numbers(list, 6, a -> a.element.gear),
                numbers(list, a -> a.element.crankLength),
                numbers(list, a -> a.acc0),
                numbers(list, a -> a.length0),
                numbers(list, 2, a -> a.element.lengthRange),
                numbers(list, a -> a.element.damping[0]),
                rest(list, 1, 2, a -> a.element.damping),
                numbers(list, a -> a.element.armature),
                numbers(list, a -> a.element.delay),
                ints(list, 2, a -> new int[]{a.element.samples, a.element.interpolation.ordinal()}),
                numbers(list, sizes.nuserActuator(), a -> a.element.user));
    }

    SensorTable sensors() {
        List<SensorDraft> list = c.sensors.list;
        return new SensorTable(
                ordinals(list, s -> s.element.type),
                ordinals(list, s -> s.data),
                ordinals(list, s -> s.stage),
                ints(list, s -> ordinal(s.element.objectType)),
                ints(list, s -> Draft.idOf(s.object)),
                ints(list, s -> ordinal(s.element.referenceType)),
                ints(list, s -> Draft.idOf(s.reference)),
                ints(list, 3, s -> s.element.dataSpec),
                ints(list, s -> s.dim),
                ints(list, s -> s.adr),
                numbers(list, s -> s.element.cutoff),
                numbers(list, s -> s.element.noise),
                numbers(list, s -> s.element.delay),
                ints(list, 2, s -> new int[]{s.element.samples, s.element.interpolation.ordinal()}),
                numbers(list, 2, s -> s.element.interval),
                numbers(list, sizes.nuserSensor(), s -> s.element.user));
    }

    private static int ordinal(@Nullable ObjectType type) {
        return type == null ? -1 : type.ordinal();
    }
}
