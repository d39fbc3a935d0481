package org.isthmus.model.scene;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a surface looks (MJCF `material`).
public final class Material extends Element {
    /// Begins the names of attributes that MJCF writes as elements of their own, `<layer role="normal" texture="t"/>`.
    public static final String LAYER = "layer.";
    public static final Schema<Material> SCHEMA = schema();

    public @Nullable String defaultClass;
    /// Names of textures by what they contribute; MJCF's plain `texture` is the RGB one.
    public final Map<TextureRole, String> textures = new EnumMap<>(TextureRole.class);
    public boolean textureUniform;
    public final double[] textureRepeat = {1, 1};
    public double emission;
    public double specular = 0.5;
    public double shininess = 0.5;
    public double reflectance;
    /// 0..1; −1: derived from the specular values.
    public double metallic = -1;
    /// 0..1; −1: derived from the shininess.
    public double roughness = -1;
    public final double[] rgba = {1, 1, 1, 1};

    public Material() {}

    private static Schema<Material> schema() {
        Schema<Material> schema = Schema.of("material", Material::new)
                .text("name", m -> m.name, (m, v) -> m.name = v)
                .reference("class", ObjectType.DEFAULT, m -> m.defaultClass, (m, v) -> m.defaultClass = v)
                .reference("texture", ObjectType.TEXTURE, m -> m.textures.get(TextureRole.RGB),
                        (m, v) -> m.textures.put(TextureRole.RGB, v))
                .flag("texuniform", m -> m.textureUniform, (m, v) -> m.textureUniform = v)
                .numbers("texrepeat", 2, m -> m.textureRepeat)
                .number("emission", m -> m.emission, (m, v) -> m.emission = v)
                .number("specular", m -> m.specular, (m, v) -> m.specular = v)
                .number("shininess", m -> m.shininess, (m, v) -> m.shininess = v)
                .number("reflectance", m -> m.reflectance, (m, v) -> m.reflectance = v)
                .number("metallic", m -> m.metallic, (m, v) -> m.metallic = v)
                .number("roughness", m -> m.roughness, (m, v) -> m.roughness = v)
                .numbers("rgba", 4, m -> m.rgba);
        for (TextureRole role : TextureRole.values()) {
            if (role != TextureRole.RGB) {
                String attribute = LAYER + role.name().toLowerCase(Locale.ROOT);
                schema.reference(attribute, ObjectType.TEXTURE, m -> m.textures.get(role),
                        (m, v) -> m.textures.put(role, v));
            }
        }
        return schema;
    }
}
