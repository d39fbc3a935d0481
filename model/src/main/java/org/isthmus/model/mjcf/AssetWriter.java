package org.isthmus.model.mjcf;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.scene.Codec;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.HeightField;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureBuiltin;
import org.isthmus.model.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/// Writes `asset`, and the files of meshes, textures and height fields into one folder.
final class AssetWriter {
    /// The folder of all asset files, beside the scene's file.
    static final String FOLDER = "assets";
    private static final Set<String> TEXTURE_FILES = Set.of("file", "fileright", "fileleft", "fileup", "filedown",
            "filefront",
            "fileback");
    /// Height fields of up to so many samples stand in the XML.
    private static final int MAX_INLINE_SAMPLES = 1024;

    private final ElementWriter elements;
    private final XmlWriter out;
    private final AssetSink sink;
    private final MaterialWriter materials;
    private final FileNames names = new FileNames();
    /// The files of meshes and images that are written, so that what is used twice is written once.
    private final Map<Object, String> written = new HashMap<>();

    AssetWriter(ElementWriter elements, AssetSink sink, MaterialWriter materials) {
        this.elements = elements;
        this.out = elements.out;
        this.sink = sink;
        this.materials = materials;
    }

    /// Whether anything of a scene is written into files.
    static boolean needsFiles(Scene scene) {
        return !scene.meshes.isEmpty()
                || scene.textures.stream().anyMatch(t -> t.image != null || !t.faceImages.isEmpty())
                || scene.heightFields.stream().anyMatch(AssetWriter::isBinary);
    }

    void write(Scene scene) throws IOException {
        if (scene.meshes.isEmpty() && scene.heightFields.isEmpty() && scene.textures.isEmpty()
                && scene.materials.isEmpty()) {
            return;
        }
        out.open("asset");
        for (MeshAsset mesh : scene.meshes) {
            writeMesh(mesh);
        }
        for (HeightField field : scene.heightFields) {
            writeHeightField(field);
        }
        for (Texture texture : scene.textures) {
            writeTexture(texture);
        }
        for (Material material : scene.materials) {
            materials.write("material", material, elements.classes.base(Kind.MATERIAL,
                    elements.classes.find(material.defaultClass, elements.classes.root())));
        }
        out.close();
    }

    private void writeMesh(MeshAsset mesh) throws IOException {
        MeshAsset base = elements.classes.base(Kind.MESH,
                elements.classes.find(mesh.defaultClass, elements.classes.root()));
        out.open("mesh");
        elements.names(mesh, base, MeshAsset.SCHEMA);
        if (mesh.geometry == null) {
            keepName("file", mesh.file, "mesh", mesh);
        } else {
            out.attribute("file", putMesh(mesh.geometry, mesh));
        }
        elements.others(mesh, base, MeshAsset.SCHEMA, Set.of("file"));
        out.close();
    }

    private void writeTexture(Texture texture) throws IOException {
        out.open("texture");
        elements.names(texture, new Texture(), Texture.SCHEMA);
        if (texture.builtin == TextureBuiltin.NONE && texture.faceFiles.isEmpty()) {
            writeImage("file", texture.image, texture.file, texture.name, texture);
        }
        for (Texture.Face face : texture.faceFiles.keySet()) {
            String word = face.name().toLowerCase(Locale.ROOT);
            String name = texture.name + "-" + word;
            writeImage("file" + word, texture.faceImages.get(face), texture.faceFiles.get(face), name, texture);
        }
        elements.others(texture, new Texture(), Texture.SCHEMA, TEXTURE_FILES);
        out.close();
    }

    private void writeImage(String attribute, @Nullable Image image, @Nullable String file, @Nullable String name,
            Texture texture)
            throws IOException {
        if (image == null) {
            keepName(attribute, file, "texture", texture);
        } else {
            out.attribute(attribute, put(image, file, name, ".png", Images.toPng(image)));
        }
    }

    private void writeHeightField(HeightField field) throws IOException {
        out.open("hfield");
        boolean binary = isBinary(field);
        elements.names(field, new HeightField(), HeightField.SCHEMA);
        if (binary) {
            out.attribute("file", put(field, field.file, field.name, ".hfield", HeightFieldReader.toBinary(field)));
        }
        elements.others(field, new HeightField(), HeightField.SCHEMA,
                binary ? Set.of("file", "elevation", "nrow", "ncol") : Set.of("file", "elevation"));
        if (!binary && field.elevation.length > 0) {
            double[] downwards = HeightFieldReader.flipped(field.elevation, field.rows, field.columns);
            out.attribute("elevation", Codec.NUMBERS.format(downwards));
        }
        out.close();
    }

    /// Whether a field is large enough for a file, which holds single precision.
    private static boolean isBinary(HeightField field) {
        return field.elevation.length > MAX_INLINE_SAMPLES
                && Arrays.stream(field.elevation).allMatch(e -> (float) e == e);
    }

    private void keepName(String attribute, @Nullable String file, String tag, Element asset) {
        elements.optional(attribute, file);
        elements.diagnostics.warning(asset.source, Context.label(tag, asset) + " has no content to write", "",
                "put its file into the folder '" + FOLDER + "'");
    }

    private String putMesh(Mesh geometry, MeshAsset mesh) throws IOException {
        String known = written.get(geometry);
        if (known != null) {
            return known;
        }
        MeshFile file = MeshFile.of(geometry);
        String name = names.unique(stem(mesh.file, mesh.name), file.extension());
        String library = AssetFiles.nameOf(name) + ".mtl";
        sink.put(FOLDER + "/" + name, file.content(library));
        if (file.hasMaterials()) {
            sink.put(FOLDER + "/" + library, file.materials());
        }
        written.put(geometry, name);
        return name;
    }

    /// Writes a file unless the same content was written before.
    ///
    /// @return its name in the folder: that of the original file where it is still free
    private String put(Object content, @Nullable String file, @Nullable String name, String extension, byte[] bytes)
            throws IOException {
        String known = written.get(content);
        if (known != null) {
            return known;
        }
        String unique = names.unique(stem(file, name), extension);
        sink.put(FOLDER + "/" + unique, bytes);
        written.put(content, unique);
        return unique;
    }

    private static String stem(@Nullable String file, @Nullable String name) {
        return file == null ? String.valueOf(name) : AssetFiles.nameOf(file);
    }
}
