package org.isthmus.model.mesh.format;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.MeshTexture;
import org.jspecify.annotations.Nullable;

/// Reads material libraries of OBJ files: diffuse colour, transparency and diffuse texture. Trouble is a warning: the
/// geometry does not depend on it.
final class MtlReader {
    /// Options of texture maps that are followed by up to so many numbers or words.
    private static final Map<String, Integer> MAP_OPTIONS = Map.ofEntries(Map.entry("-blendu", 1),
            Map.entry("-blendv", 1),
            Map.entry("-boost", 1), Map.entry("-bm", 1), Map.entry("-cc", 1), Map.entry("-clamp", 1),
            Map.entry("-imfchan", 1),
            Map.entry("-mm", 2), Map.entry("-o", 3), Map.entry("-s", 3), Map.entry("-t", 3), Map.entry("-texres", 1),
            Map.entry("-type", 1));
    /// Options whose numbers may be left out from the second on.
    private static final Set<String> UP_TO_THREE = Set.of("-o", "-s", "-t");

    private final MeshSource source;
    private final String file;
    private final Words words;
    private final Map<String, MeshMaterial> materials;

    private String name = "";
    private double @Nullable [] diffuse;
    private double alpha = 1;
    private Optional<MeshTexture> texture = Optional.empty();
    private boolean open;

    private MtlReader(MeshSource source, String file, byte[] bytes, Map<String, MeshMaterial> materials) {
        this.source = source;
        this.file = file;
        this.words = new Words(bytes, '#', false);
        this.materials = materials;
    }

    /// Adds the materials of the libraries that an `mtllib` statement names: one whose name may hold blanks, or several.
    static void read(MeshSource source, int line, String names, Map<String, MeshMaterial> materials) {
        String folder = FileAccess.folderOf(source.file());
        SourceLocation here = source.at(line);
        for (String name : source.exists(names, folder) ? new String[]{names} : names.split("\\s+")) {
            source.find(name, folder, here)
                    .flatMap(
                            file -> source.read(file, here).map(bytes -> new MtlReader(source, file, bytes, materials)))
                    .ifPresent(MtlReader::read);
        }
    }

    private void read() {
        while (words.nextLine()) {
            words.nextWord();
            switch (words.word()) {
                case "newmtl" -> {
                    close();
                    name = words.rest();
                    open = true;
                }
                case "Kd" -> diffuse = numbers(3).orElse(diffuse);
                case "d" -> alpha = numbers(1).map(n -> n[0]).orElse(alpha);
                // Transparency; but MeshLab writes 1 for opaque, and nobody else paints what cannot be seen.
                case "Tr" -> alpha = numbers(1).map(n -> n[0] == 1 ? 1 : 1 - n[0]).orElse(alpha);
                case "map_Kd" -> texture = texture(words.rest());
                default -> {
                    // Everything else is about light, which is the renderer's.
                }
            }
        }
        close();
    }

    private SourceLocation here() {
        return new SourceLocation(file, words.line(), 0);
    }

    private Optional<double[]> numbers(int count) {
        double[] numbers = new double[count];
        if (words.numbers(numbers) < count) {
            source.diagnostics().warning(here(), "the statement has too few numbers", count + " numbers",
                    "it is ignored");
            return Optional.empty();
        }
        for (int i = 0; i < count; i++) {
            numbers[i] = numbers[i] >= 0 ? Math.min(numbers[i], 1) : 0;
        }
        return Optional.of(numbers);
    }

    private void close() {
        if (open) {
            double[] d = diffuse == null ? new double[]{1, 1, 1} : diffuse;
            boolean colour = diffuse != null || alpha != 1;
            materials.put(name, new MeshMaterial(name,
                    colour ? DoubleArray.wrap(d[0], d[1], d[2], alpha) : DoubleArray.wrap(), texture));
        }
        diffuse = null;
        alpha = 1;
        texture = Optional.empty();
    }

    /// The file of a `map_Kd` statement: what stands behind its options.
    private Optional<MeshTexture> texture(String statement) {
        String rest = statement;
        while (rest.startsWith("-")) {
            String[] parts = rest.split("\\s+", 2);
            Integer arguments = MAP_OPTIONS.get(parts[0]);
            if (arguments == null) {
                break;
            }
            rest = parts.length < 2 ? "" : afterArguments(parts[1], arguments, UP_TO_THREE.contains(parts[0]));
        }
        return rest.isEmpty() ? Optional.empty() : source.texture(rest, FileAccess.folderOf(file), here());
    }

    private static String afterArguments(String text, int count, boolean optional) {
        String rest = text;
        for (int i = 0; i < count; i++) {
            String[] parts = rest.split("\\s+", 2);
            if (optional && i > 0 && !parts[0].matches("[-+.0-9eE]+")) {
                return rest;
            }
            rest = parts.length < 2 ? "" : parts[1];
        }
        return rest;
    }
}
