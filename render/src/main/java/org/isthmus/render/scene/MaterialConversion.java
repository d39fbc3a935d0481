package org.isthmus.render.scene;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.CompiledTexture;
import org.isthmus.model.compiled.GeomTable;
import org.isthmus.model.compiled.MaterialTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.MeshTexture;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.TextureRole;
import org.isthmus.model.scene.TextureType;
import org.isthmus.render.scene.PbrMaterial.Property;
import org.isthmus.render.texture.CubeTexture;
import org.isthmus.render.texture.ImageTexture;
import org.isthmus.render.texture.Rgb;
import org.isthmus.render.texture.Texture;

/// Reads MuJoCo's material properties as physically based ones.
///
/// Colours are sRGB. A metallic of −1 is 0; a roughness of −1 is `1 − shininess`, made smoother by `reflectance`; `specular` 0.5 is
/// glTF's 4 %; emission is in units of the surface's own colour. Textures of type 2d lie on the texture coordinates of meshes that
/// have some, else on the xy plane of the geom; cube textures surround it.
final class MaterialConversion {
    private static final int ROLES = 10;

    private final Model model;
    private final Diagnostics diagnostics;
    private final Map<String, Texture> textures = new LinkedHashMap<>();
    private final Map<String, Optional<Texture>> embedded = new LinkedHashMap<>();

    MaterialConversion(Model model, Diagnostics diagnostics) {
        this.model = model;
        this.diagnostics = diagnostics;
    }

    /// @param texcoords whether the geom's mesh has texture coordinates
    PbrMaterial ofGeom(int geom, boolean texcoords) {
        GeomTable geoms = model.geoms();
        int id = geoms.matId().get(geom);
        double[] rgba = new double[4];
        // a geom's own colour wins over that of its material, as in MuJoCo, unless it is the default
        boolean own = id < 0;
        for (int k = 0; k < 4; k++) {
            own |= geoms.rgba().get(4 * geom + k) != (k < 3 ? 0.5f : 1f);
        }
        for (int k = 0; k < 4; k++) {
            rgba[k] = Math.clamp(own ? geoms.rgba().get(4 * geom + k) : model.materials().rgba().get(4 * id + k), 0, 1);
        }
        PbrMaterial look = PbrMaterial.of(Rgb.srgb(rgba[0], rgba[1], rgba[2])).withOpacity(rgba[3]);
        return id < 0 ? look : withTextures(withNumbers(look, id), id, geom, texcoords);
    }

    private PbrMaterial withNumbers(PbrMaterial look, int id) {
        MaterialTable m = model.materials();
        double roughness = m.roughness().get(id);
        if (roughness < 0) {
            roughness = (1 - m.shininess().get(id)) * (1 - 0.7 * Math.clamp(m.reflectance().get(id), 0, 1));
        }
        return look.withMetallic(Math.clamp(m.metallic().get(id), 0, 1))
                .withRoughness(Math.clamp(roughness, 0, 1))
                .withSpecular(Math.clamp(m.specular().get(id), 0, 1))
                .withEmission(look.baseColor().times(Math.max(0, m.emission().get(id))));
    }

    private PbrMaterial withTextures(PbrMaterial look, int id, int geom, boolean texcoords) {
        PbrMaterial out = look;
        for (TextureRole role : TextureRole.values()) {
            int texture = model.materials().texId().get(ROLES * id + role.ordinal() + 1);
            if (texture < 0) {
                continue;
            }
            CompiledTexture image = model.textures().get(texture);
            boolean colour = role == TextureRole.RGB || role == TextureRole.RGBA || role == TextureRole.EMISSIVE;
            Layer layer = layer(texture(texture, image, colour), image, id, geom, texcoords);
            out = switch (role) {
                case RGB -> out.with(Property.BASE_COLOR, layer);
                case RGBA -> out.with(Property.BASE_COLOR, layer).with(Property.OPACITY, layer.withChannel(3));
                case ROUGHNESS -> out.withRoughness(1).with(Property.ROUGHNESS, layer);
                case METALLIC -> out.withMetallic(1).with(Property.METALLIC, layer);
                case ORM -> out.withRoughness(1).withMetallic(1).with(Property.ROUGHNESS, layer.withChannel(1))
                        .with(Property.METALLIC, layer.withChannel(2));
                case NORMAL -> out.with(Property.NORMAL, layer);
                case OPACITY -> out.with(Property.OPACITY, layer);
                case EMISSIVE -> out.withEmission(Rgb.WHITE).with(Property.EMISSION, layer);
                case OCCLUSION -> out; // light that is computed needs no painted shadows
            };
        }
        return out;
    }

    private Texture texture(int id, CompiledTexture image, boolean srgb) {
        String key = id + (srgb ? " colour" : " number");
        return textures.computeIfAbsent(key, k -> image.type() == TextureType.FLAT
                ? new ImageTexture(image.width(), image.height(), image.channels(), srgb, image.pixels())
                : new CubeTexture(image.width(), image.channels(), srgb, image.pixels()));
    }

    private Layer layer(Texture texture, CompiledTexture image, int id, int geom, boolean texcoords) {
        MaterialTable m = model.materials();
        boolean uniform = m.texUniform().get(id) != 0;
        double repeatU = m.texRepeat().get(2 * id);
        double repeatV = m.texRepeat().get(2 * id + 1);
        if (image.type() == TextureType.FLAT && texcoords) {
            return new Layer(texture, Layer.Coordinates.UV, 1, 1, 0, 0, 0);
        }
        // coordinates are those of the drawn mesh, which for round shapes, boxes and planes has unit size: [−1, 1]
        GeomType type = GeomType.values()[model.geoms().type().get(geom)];
        boolean unitMesh = type != GeomType.MESH && type != GeomType.SDF && type != GeomType.CAPSULE
                && type != GeomType.HFIELD;
        Vec3 size = sizes(geom, type);
        Vec3 perUnit = unitMesh ? size : Vec3.ONE; // m per unit of the mesh's coordinates
        if (image.type() != TextureType.FLAT) {
            return uniform
                    ? new Layer(texture, Layer.Coordinates.OBJECT, perUnit.x() / size.x(), perUnit.y() / size.y(),
                            perUnit.z() / size.z(), 0, 0)
                    : new Layer(texture, Layer.Coordinates.OBJECT, perUnit.x(), perUnit.y(), perUnit.z(), 0, 0);
        }
        double perMetreU = uniform ? repeatU : 0.5 * repeatU / size.x();
        double perMetreV = uniform ? repeatV : 0.5 * repeatV / size.y();
        return new Layer(texture, Layer.Coordinates.OBJECT, perMetreU * perUnit.x(), perMetreV * perUnit.y(), 0,
                uniform ? 0 : 0.5, 0);
    }

    /// Half sizes of a geom along its axes, m; infinite planes as far as they are drawn.
    private Vec3 sizes(int geom, GeomType type) {
        Vec3 s = model.geoms().size().vec3(geom);
        double horizon = ModelScene.HORIZON * Math.max(1, model.statistic().extent());
        return switch (type) {
            case SPHERE -> new Vec3(s.x(), s.x(), s.x());
            case CYLINDER -> new Vec3(s.x(), s.x(), s.y());
            case CAPSULE -> new Vec3(s.x(), s.x(), s.x() + s.y());
            case PLANE -> new Vec3(s.x() > 0 ? s.x() : horizon, s.y() > 0 ? s.y() : horizon, 1);
            case HFIELD -> new Vec3(model.heightFields().get(model.geoms().dataId().get(geom)).sizeX(),
                    model.heightFields().get(model.geoms().dataId().get(geom)).sizeY(), 1);
            default -> s.max(new Vec3(1e-9, 1e-9, 1e-9));
        };
    }

    /// The look that a mesh file gives to one of its parts.
    PbrMaterial ofMesh(MeshMaterial look) {
        PbrMaterial material = PbrMaterial.DEFAULT;
        if (look.rgba().length() == 4) {
            double[] c = new double[4];
            for (int k = 0; k < 4; k++) {
                c[k] = Math.clamp(look.rgba().get(k), 0, 1);
            }
            material = PbrMaterial.of(Rgb.srgb(c[0], c[1], c[2])).withOpacity(c[3]);
        }
        Optional<Texture> texture = look.texture().flatMap(this::embedded);
        if (texture.isPresent()) {
            Rgb factor = look.rgba().length() == 4 ? material.baseColor() : Rgb.WHITE;
            material = material.withBaseColor(factor).with(Property.BASE_COLOR, Layer.uv(texture.get()));
        }
        return material;
    }

    private Optional<Texture> embedded(MeshTexture source) {
        if (!source.isEmbedded()) {
            return Optional.empty(); // a file beside the mesh: whoever loads the scene gives it to a material
        }
        return embedded.computeIfAbsent(source.name(), name -> Images
                .parse(name, source.embedded().toArray(), diagnostics).map(MaterialConversion::colours));
    }

    private static Texture colours(Image image) {
        Image bytes = image.to8Bits();
        return new ImageTexture(bytes.width(), bytes.height(), bytes.channels(), true, bytes.pixels());
    }
}
