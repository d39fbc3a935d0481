package org.isthmus.render.scene;

import java.util.EnumMap;
import java.util.Map;

import org.isthmus.render.texture.Rgb;

/// How a surface looks: the metallic-roughness model of glTF 2.0 with clear coat and transmission; one definition for both qualities.
///
/// Fast images leave out transmission (such surfaces are drawn by their opacity); the path tracer has all of it. The roughness is also that of
/// clear bodies.
///
/// @param baseColor linear; reflectance of a diffuse surface, reflectance at normal incidence of a metal
/// @param opacity part of the surface that is there; 0 is not seen at all
/// @param metallic 0 or 1, between them for blends
/// @param roughness perceptual, 0 to 1; its square is GGX's α
/// @param specular reflectance of a surface that is no metal, in units of 8 %: 0.5 is glTF's 4 %
/// @param emission radiance that the surface sends out itself, on its front
/// @param clearCoat strength of a smooth clear layer on top, 0 to 1
/// @param transmission part of the light that is not reflected and passes into a clear body instead of being scattered, 0 to 1
/// @param ior index of refraction of that body
/// @param layers textures that multiply these numbers (normals: replace)
public record PbrMaterial(
        Rgb baseColor, double opacity, double metallic, double roughness, double specular, Rgb emission,
        double clearCoat, double clearCoatRoughness, double transmission, double ior, Map<Property, Layer> layers) {
    /// What a texture can say.
    public enum Property {
        BASE_COLOR,
        OPACITY,
        METALLIC,
        ROUGHNESS,
        /// In tangent space, as glTF has it: (r, g, b) = (x, y, z)/2 + 1/2.
        NORMAL,
        EMISSION
    }

    /// A grey that shows shape well.
    public static final PbrMaterial DEFAULT = of(Rgb.srgb(0.5, 0.5, 0.5));

    /// @throws IllegalArgumentException when a number is out of its range
    public PbrMaterial {
        require("opacity", opacity);
        require("metallic", metallic);
        require("roughness", roughness);
        require("clear coat", clearCoat);
        require("clear coat roughness", clearCoatRoughness);
        require("transmission", transmission);
        if (!(specular >= 0 && specular <= 12.5 && ior >= 1 && ior <= 4 && baseColor.isValid() && emission.isValid())) {
            throw new IllegalArgumentException("material with specular " + specular + ", ior " + ior + ", base colour "
                    + baseColor + ", emission " + emission + ", expected 0 to 12.5, 1 to 4, and colours from 0 on");
        }
        layers = layers.isEmpty() ? Map.of() : Map.copyOf(layers);
    }

    private static void require(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("material with " + name + " " + value + ", expected 0 to 1");
        }
    }

    /// A dull surface of a colour.
    public static PbrMaterial of(Rgb baseColor) {
        return new PbrMaterial(baseColor, 1, 0, 0.5, 0.5, Rgb.BLACK, 0, 0.03, 0, 1.5, Map.of());
    }

    /// A metal.
    public static PbrMaterial metal(Rgb reflectance, double roughness) {
        return new PbrMaterial(reflectance, 1, 1, roughness, 0.5, Rgb.BLACK, 0, 0.03, 0, 1.5, Map.of());
    }

    /// A clear body.
    public static PbrMaterial glass(double ior) {
        return new PbrMaterial(Rgb.WHITE, 1, 0, 0, 0.5, Rgb.BLACK, 0, 0.03, 1, ior, Map.of());
    }

    /// A surface that only sends out light.
    public static PbrMaterial light(Rgb emission) {
        return new PbrMaterial(Rgb.BLACK, 1, 0, 1, 0, emission, 0, 0.03, 0, 1.5, Map.of());
    }

    public PbrMaterial withBaseColor(Rgb other) {
        return new PbrMaterial(other, opacity, metallic, roughness, specular, emission, clearCoat, clearCoatRoughness,
                transmission, ior, layers);
    }

    public PbrMaterial withRoughness(double other) {
        return new PbrMaterial(baseColor, opacity, metallic, other, specular, emission, clearCoat, clearCoatRoughness,
                transmission, ior, layers);
    }

    public PbrMaterial withMetallic(double other) {
        return new PbrMaterial(baseColor, opacity, other, roughness, specular, emission, clearCoat, clearCoatRoughness,
                transmission, ior, layers);
    }

    public PbrMaterial withOpacity(double other) {
        return new PbrMaterial(baseColor, other, metallic, roughness, specular, emission, clearCoat, clearCoatRoughness,
                transmission, ior, layers);
    }

    public PbrMaterial withSpecular(double other) {
        return new PbrMaterial(baseColor, opacity, metallic, roughness, other, emission, clearCoat, clearCoatRoughness,
                transmission, ior, layers);
    }

    public PbrMaterial withEmission(Rgb other) {
        return new PbrMaterial(baseColor, opacity, metallic, roughness, specular, other, clearCoat, clearCoatRoughness,
                transmission, ior, layers);
    }

    public PbrMaterial withClearCoat(double strength, double coatRoughness) {
        return new PbrMaterial(baseColor, opacity, metallic, roughness, specular, emission, strength, coatRoughness,
                transmission, ior, layers);
    }

    public PbrMaterial withTransmission(double other) {
        return new PbrMaterial(baseColor, opacity, metallic, roughness, specular, emission, clearCoat,
                clearCoatRoughness, other, ior, layers);
    }

    /// The same with a texture for one of its properties.
    public PbrMaterial with(Property property, Layer layer) {
        Map<Property, Layer> more = new EnumMap<>(Property.class);
        more.putAll(layers);
        more.put(property, layer);
        return new PbrMaterial(baseColor, opacity, metallic, roughness, specular, emission, clearCoat,
                clearCoatRoughness, transmission, ior, more);
    }
}
