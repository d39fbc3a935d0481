package org.isthmus.model.mesh.format;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.isthmus.core.array.ByteArray;
import org.isthmus.core.array.DoubleArray;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.MeshTexture;

/// The materials of a glTF document: base colour and its texture. Trouble with textures is a warning.
final class GltfMaterials {
    private final GltfDocument document;
    private final Map<Integer, MeshMaterial> read = new LinkedHashMap<>();

    GltfMaterials(GltfDocument document) {
        this.document = document;
    }

    /// The material of a primitive.
    MeshMaterial of(JsonNode primitive) {
        int index = document.integer(primitive, "material", -1);
        return index < 0 ? MeshMaterial.NONE : read.computeIfAbsent(index, this::readMaterial);
    }

    /// Which set of texture coordinates the texture of a primitive uses.
    int texcoordSet(JsonNode primitive) {
        JsonNode material = document.referred(primitive, "material", "materials");
        return document.integer(baseTexture(material), "texCoord", 0);
    }

    private static JsonNode baseTexture(JsonNode material) {
        JsonNode old = glossiness(material);
        return old.isMissingNode() ? material.path("pbrMetallicRoughness").path("baseColorTexture")
                : old.path("diffuseTexture");
    }

    private static JsonNode glossiness(JsonNode material) {
        return material.path("extensions").path("KHR_materials_pbrSpecularGlossiness");
    }

    private MeshMaterial readMaterial(int index) {
        JsonNode material = document.item("materials", index);
        JsonNode old = glossiness(material);
        double[] c = old.isMissingNode()
                ? document.numbers(material.path("pbrMetallicRoughness"), "baseColorFactor", 1, 1, 1, 1)
                : document.numbers(old, "diffuseFactor", 1, 1, 1, 1);
        double alpha = material.path("alphaMode").asText("OPAQUE").equals("OPAQUE") ? 1 : unit(c[3]);
        return new MeshMaterial(material.path("name").asText(),
                DoubleArray.wrap(srgb(c[0]), srgb(c[1]), srgb(c[2]), alpha),
                texture(baseTexture(material)));
    }

    private static double unit(double x) {
        return Math.clamp(x, 0, 1);
    }

    /// From linear to sRGB (IEC 61966-2-1).
    static double srgb(double linear) {
        double x = unit(linear);
        return x <= 0.0031308 ? 12.92 * x : x == 1 ? 1 : 1.055 * StrictMath.pow(x, 1 / 2.4) - 0.055;
    }

    private Optional<MeshTexture> texture(JsonNode reference) {
        if (!reference.has("index")) {
            return Optional.empty();
        }
        JsonNode texture = document.referred(reference, "index", "textures");
        int index = document.integer(texture, "source", -1);
        if (index < 0) {
            document.source.warning(0, "a texture has no PNG or JPEG image", "", "it is left out");
            return Optional.empty();
        }
        JsonNode image = document.item("images", index);
        String name = document.source.file() + "#image" + index;
        if (image.has("bufferView")) {
            ByteBuffer view = document.view(document.integer(image, "bufferView", 0));
            byte[] bytes = new byte[view.remaining()];
            view.get(bytes);
            return Optional.of(new MeshTexture(name, ByteArray.wrap(bytes)));
        }
        String uri = image.path("uri").asText();
        if (uri.startsWith("data:")) {
            return Optional.of(new MeshTexture(name, ByteArray.wrap(document.dataUri(uri, "image " + index))));
        }
        return document.source.texture(GltfDocument.fileOf(uri), FileAccess.folderOf(document.source.file()),
                document.source.at());
    }
}
