package org.isthmus.render.scene;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.CompiledTexture;
import org.isthmus.model.compiled.GeomTable;
import org.isthmus.model.compiled.LightTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.MeshPart;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.LightType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.TextureType;
import org.isthmus.render.mesh.RenderMesh;
import org.isthmus.render.texture.CubeTexture;
import org.isthmus.render.texture.Rgb;

/// Makes a scene of a model: what MuJoCo would show of it.
///
/// - Geoms of groups 0 to 2 are shown, as in MuJoCo's viewer; where there are none, all are.
/// - A geom's mesh, size, material and colour are its own; parts of a mesh file that has colours of its own keep them when the geom has
///   neither material nor colour.
/// - Infinite planes reach [#HORIZON] times the size of the scene.
/// - Lights keep colour and direction. MuJoCo's lamps do not get weaker with distance; here they do, and have MuJoCo's strength at the
///   centre of the scene.
/// - Sites, tendons, skins and MuJoCo's headlight are not shown.
public final class ModelScene {
    /// The half size of an infinite plane in multiples of the scene's extent.
    public static final double HORIZON = 100;
    private static final int DEFAULT_GROUPS = 0b000111;
    private static final Rgb DEFAULT_SKY = Rgb.grey(0.45);
    private static final float[] DEFAULT_RGBA = {0.5f, 0.5f, 0.5f, 1};

    private final Model model;
    private final Diagnostics diagnostics;
    private final MaterialConversion looks;
    private final List<RenderMesh> meshes = new ArrayList<>();
    private final List<PbrMaterial> materials = new ArrayList<>();
    private final List<Instance> instances = new ArrayList<>();
    private final Map<Object, Integer> meshIds = new LinkedHashMap<>();
    private final Map<PbrMaterial, Integer> materialIds = new LinkedHashMap<>();

    private ModelScene(Model model, Diagnostics diagnostics) {
        this.model = model;
        this.diagnostics = diagnostics;
        looks = new MaterialConversion(model, diagnostics);
    }

    /// The scene that MuJoCo shows by default.
    ///
    /// @param diagnostics is warned of what cannot be shown
    public static RenderScene of(Model model, Diagnostics diagnostics) {
        return of(model, DEFAULT_GROUPS, diagnostics);
    }

    /// The scene with geoms of some groups.
    ///
    /// @param groups bit mask of the groups that are shown
    public static RenderScene of(Model model, int groups, Diagnostics diagnostics) {
        ModelScene conversion = new ModelScene(model, diagnostics);
        conversion.addGeoms(groups);
        if (conversion.instances.isEmpty()) {
            conversion.addGeoms(-1);
        }
        return conversion.build();
    }

    /// A world of a model's scene in its reference configuration.
    public static WorldState reference(RenderScene scene, Model model) {
        Kinematics kinematics = new Kinematics(model);
        kinematics.compute(model.qpos0().toArray());
        WorldState world = new WorldState(scene);
        world.place(kinematics);
        world.keepAsEarlier();
        return world;
    }

    private void addGeoms(int groups) {
        for (int g = 0; g < model.sizes().ngeom(); g++) {
            int group = Math.clamp(model.geoms().group().get(g), 0, 31);
            if ((groups >>> group & 1) != 0) {
                addGeom(g);
            }
        }
    }

    private void addGeom(int g) {
        GeomTable geoms = model.geoms();
        GeomType type = GeomType.values()[geoms.type().get(g)];
        Vec3 size = geoms.size().vec3(g);
        switch (type) {
            case SPHERE -> addShape(g, "sphere", PrimitiveMeshes::sphere, new Vec3(size.x(), size.x(), size.x()));
            case ELLIPSOID -> addShape(g, "sphere", PrimitiveMeshes::sphere, size);
            case BOX -> addShape(g, "box", PrimitiveMeshes::box, size);
            case CYLINDER -> addShape(g, "cylinder", PrimitiveMeshes::cylinder,
                    new Vec3(size.x(), size.x(), size.y()));
            case CAPSULE -> addShape(g, List.of("capsule", size.x(), size.y()),
                    () -> PrimitiveMeshes.capsule(size.x(), size.y()), Vec3.ONE);
            case PLANE -> addShape(g, "plane", PrimitiveMeshes::plane,
                    new Vec3(planeSize(size.x()), planeSize(size.y()), 1));
            case HFIELD -> addShape(g, List.of("hfield", geoms.dataId().get(g)),
                    () -> PrimitiveMeshes.heightField(model.heightFields().get(geoms.dataId().get(g))), Vec3.ONE);
            case MESH, SDF -> addMesh(g);
        }
    }

    private double planeSize(double half) {
        return half > 0 ? half : HORIZON * Math.max(1, model.statistic().extent());
    }

    private void addShape(int g, Object key, java.util.function.Supplier<RenderMesh> make, Vec3 scale) {
        if (!(scale.x() > 0 && scale.y() > 0 && scale.z() > 0)) {
            return; // a shape without size: nothing to see
        }
        add(g, mesh(key, make), looks.ofGeom(g, false), scale);
    }

    private int mesh(Object key, java.util.function.Supplier<RenderMesh> make) {
        Integer known = meshIds.get(key);
        if (known == null) {
            known = meshes.size();
            meshes.add(make.get());
            meshIds.put(key, known);
        }
        return known;
    }

    private void addMesh(int g) {
        int id = model.geoms().dataId().get(g);
        if (id < 0) {
            return;
        }
        Mesh mesh = model.meshes().get(id).geometry();
        boolean textured = !mesh.texcoords().isEmpty();
        List<MeshMaterial> parts = mesh.parts().stream().map(MeshPart::material).distinct().toList();
        if (hasOwnLook(g) || parts.stream().noneMatch(p -> p.rgba().length() > 0 || p.texture().isPresent())) {
            add(g, mesh(List.of("mesh", id), () -> PrimitiveMeshes.mesh(meshName(id), mesh, part -> true)),
                    looks.ofGeom(g, textured), Vec3.ONE);
            return;
        }
        for (MeshMaterial look : parts) {
            add(g, mesh(List.of("mesh", id, look),
                    () -> PrimitiveMeshes.mesh(meshName(id), mesh, part -> part.material().equals(look))),
                    looks.ofMesh(look), Vec3.ONE);
        }
    }

    private boolean hasOwnLook(int g) {
        boolean coloured = false;
        for (int k = 0; k < 4; k++) {
            coloured |= model.geoms().rgba().get(4 * g + k) != DEFAULT_RGBA[k];
        }
        return coloured || model.geoms().matId().get(g) >= 0;
    }

    private String meshName(int id) {
        return model.names().name(ObjectType.MESH, id);
    }

    private void add(int g, int mesh, PbrMaterial look, Vec3 scale) {
        if (look.opacity() == 0 || meshes.get(mesh).finest().faceCount() == 0) {
            return;
        }
        int body = model.geoms().bodyId().get(g);
        String name = model.names().name(ObjectType.GEOM, g);
        instances.add(new Instance(name.isEmpty() ? model.names().name(ObjectType.BODY, body) : name, mesh,
                materialId(look), g, body, model.bodies().rootId().get(body), 0, scale, Pose.IDENTITY));
    }

    private int materialId(PbrMaterial look) {
        Integer known = materialIds.get(look);
        if (known == null) {
            known = materials.size();
            materials.add(look);
            materialIds.put(look, known);
        }
        return known;
    }

    private RenderScene build() {
        List<Light> lights = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        for (int l = 0; l < model.sizes().nlight(); l++) {
            if (model.lights().active().get(l) != 0 && model.lights().type().get(l) != LightType.IMAGE.ordinal()) {
                lights.add(light(l));
                ids.add(l);
            }
        }
        if (instances.isEmpty()) {
            diagnostics.warning(SourceLocation.UNKNOWN, "model '" + model.name() + "' has nothing that can be seen", "",
                    "give its bodies geoms, or load its meshes");
        }
        return new RenderScene(meshes, materials, instances, lights, ids, sky());
    }

    private Light light(int l) {
        LightTable t = model.lights();
        Rgb colour = Rgb.srgb(Math.clamp(t.diffuse().get(3 * l), 0, 1), Math.clamp(t.diffuse().get(3 * l + 1), 0, 1),
                Math.clamp(t.diffuse().get(3 * l + 2), 0, 1)).times(Math.PI);
        Vec3 position = t.pos0().vec3(l).isFinite() ? t.pos().vec3(l) : Vec3.ZERO;
        Vec3 direction = t.dir0().vec3(l);
        double distance = Math.max(0.5, position.distance(model.statistic().center()));
        Rgb intensity = colour.times(distance * distance);
        Light light = switch (LightType.values()[t.type().get(l)]) {
            case DIRECTIONAL -> Light.directional(direction, colour, 0.01);
            case POINT, IMAGE -> Light.point(position, intensity, t.bulbRadius().get(l));
            case SPOT -> Light.spot(position, direction, intensity, t.bulbRadius().get(l),
                    StrictMath.toRadians(t.cutoff().get(l)));
        };
        return t.castShadow().get(l) != 0 ? light : light.withoutShadow();
    }

    /// The model's skybox; without one, a grey that lights as MuJoCo's headlight about does.
    private Environment sky() {
        for (CompiledTexture texture : model.textures()) {
            if (texture.type() == TextureType.SKYBOX) {
                CubeTexture cube = new CubeTexture(texture.width(), texture.channels(), true, texture.pixels());
                float[] rgba = new float[4];
                return Environment.of(256, 128, d -> {
                    cube.sample(d.x(), d.z(), -d.y(), 2.0 / 64, rgba);
                    return new Rgb(rgba[0], rgba[1], rgba[2]);
                });
            }
        }
        return Environment.constant(DEFAULT_SKY);
    }
}
