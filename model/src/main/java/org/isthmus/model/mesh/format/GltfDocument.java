package org.isthmus.model.mesh.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;
import org.jspecify.annotations.Nullable;

/// A glTF document: its JSON, and the bytes of its buffers.
///
/// All reading goes through checks: a field that is missing gets its default, one of the wrong type or out of range is told.
final class GltfDocument {
    /// Values, objects and arrays of the JSON part.
    static final int MAX_TOKENS = 2_000_000;
    private static final int MAX_DEPTH = 64;
    private static final int GLB_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int JSON_CHUNK = 0x4E4F534A;
    private static final int BINARY_CHUNK = 0x004E4942;

    /// Required extensions that change only how a surface looks, or nothing at all here.
    private static final List<String> HARMLESS = List.of("KHR_materials_", "KHR_lights_", "KHR_texture_",
            "KHR_mesh_quantization",
            "KHR_animation_", "KHR_xmp", "EXT_texture_");

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxTokenCount(MAX_TOKENS)
                    .maxNumberLength(100)
                    .maxNameLength(1000)
                    .maxStringLength(FileAccess.MAX_FILE_BYTES)
                    .maxDocumentLength(FileAccess.MAX_FILE_BYTES)
                    .build())
            .build());

    final MeshSource source;
    final JsonNode root;
    private final byte @Nullable [] binaryChunk;
    private final Map<Integer, byte[]> buffers = new LinkedHashMap<>();

    GltfDocument(MeshSource source) {
        this.source = source;
        byte[] bytes = source.bytes();
        byte[] json = bytes;
        byte[] binary = null;
        if (isBinary(bytes)) {
            ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            checkGlbHeader(in);
            json = chunk(in, JSON_CHUNK, "JSON");
            binary = in.remaining() >= CHUNK_HEADER ? chunk(in, BINARY_CHUNK, "binary") : null;
        }
        this.binaryChunk = binary;
        this.root = parse(json);
        checkVersion();
        checkExtensions();
    }

    static boolean isBinary(byte[] bytes) {
        return bytes.length >= 4 && Arrays.equals(bytes, 0, 4, "glTF".getBytes(US_ASCII), 0, 4);
    }

    DiagnosticException wrong(String found, String expected) {
        return source.fatal(found, expected, "export the mesh again");
    }

    private void checkGlbHeader(ByteBuffer in) {
        if (in.remaining() < GLB_HEADER || in.getInt(4) != 2) {
            throw wrong("the header of the GLB file is cut off or not of version 2", "version 2");
        }
        if (Integer.toUnsignedLong(in.getInt(8)) > in.remaining()) {
            throw source.fatal(
                    "the GLB file is cut off: it declares " + Integer.toUnsignedLong(in.getInt(8)) + " bytes and has "
                            + in.remaining(),
                    "", "export or download the mesh again");
        }
        in.position(GLB_HEADER);
    }

    private byte[] chunk(ByteBuffer in, int type, String name) {
        long length = in.remaining() < CHUNK_HEADER ? -1 : Integer.toUnsignedLong(in.getInt());
        if (length < 0 || in.getInt() != type || length > in.remaining()) {
            throw wrong("the " + name + " chunk of the GLB file is missing or cut off", "JSON, then binary data");
        }
        byte[] chunk = new byte[(int) length];
        in.get(chunk);
        return chunk;
    }

    private JsonNode parse(byte[] json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node != null && node.isObject()) {
                return node;
            }
            throw wrong("the document is not a JSON object", "glTF 2.0");
        } catch (JsonProcessingException e) {
            boolean text = !isBinary(source.bytes()) && e.getLocation() != null;
            SourceLocation place = text
                    ? new SourceLocation(source.file(), e.getLocation().getLineNr(), e.getLocation().getColumnNr())
                    : source.at();
            throw source.diagnostics().fatal(place, "not well-formed JSON: " + e.getOriginalMessage(), "glTF 2.0",
                    "export the mesh again");
        } catch (IOException e) {
            throw wrong("the JSON cannot be read (" + e.getMessage() + ")", "glTF 2.0");
        }
    }

    private void checkVersion() {
        String version = root.path("asset").path("version").asText();
        if (!version.startsWith("2.")) {
            throw source.fatal("the document is of glTF version '" + version + "'", "2.0", "convert it to glTF 2.0");
        }
    }

    private void checkExtensions() {
        TreeSet<String> unknown = new TreeSet<>();
        for (JsonNode extension : array("extensionsRequired")) {
            if (HARMLESS.stream().noneMatch(extension.asText()::startsWith)) {
                unknown.add(extension.asText());
            }
        }
        if (!unknown.isEmpty()) {
            throw source.fatal("the mesh requires the extensions " + String.join(", ", unknown),
                    "none, or such that change looks only",
                    "export it without compression");
        }
    }

    /// A list at the top of the document; empty when there is none.
    JsonNode array(String name) {
        return array(root, name);
    }

    JsonNode array(JsonNode parent, String name) {
        JsonNode found = parent.path(name);
        if (!found.isMissingNode() && !found.isArray()) {
            throw wrong("'" + name + "' is not a list", "a list");
        }
        return found;
    }

    /// Item `index` of a list at the top of the document.
    JsonNode item(String list, int index) {
        JsonNode found = array(list).path(index);
        if (!found.isObject()) {
            throw wrong("there is no item " + index + " in '" + list + "'", "0 to " + (array(list).size() - 1));
        }
        return found;
    }

    /// The item that an index in another object refers to; missing when there is no such index.
    JsonNode referred(JsonNode from, String key, String list) {
        return from.has(key) ? item(list, integer(from, key, 0)) : MissingNode.getInstance();
    }

    /// An integer from 0 on, or `otherwise` when there is none.
    int integer(JsonNode from, String key, int otherwise) {
        JsonNode value = from.path(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.canConvertToExactIntegral() || !value.canConvertToInt() || value.asInt() < 0) {
            throw wrong("'" + key + "' is " + value, "an integer from 0 to " + Integer.MAX_VALUE);
        }
        return value.asInt();
    }

    /// Exactly as many numbers as `otherwise` has, or that.
    double[] numbers(JsonNode from, String key, double... otherwise) {
        JsonNode values = array(from, key);
        if (values.isMissingNode()) {
            return otherwise;
        }
        double[] numbers = new double[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values.get(i).isNumber() ? values.get(i).asDouble() : Double.NaN;
        }
        if (numbers.length != otherwise.length || Arrays.stream(numbers).anyMatch(x -> !Double.isFinite(x))) {
            throw wrong("'" + key + "' is not a list of " + otherwise.length + " numbers",
                    otherwise.length + " numbers");
        }
        return numbers;
    }

    /// The bytes of a buffer view.
    ByteBuffer view(int index) {
        JsonNode view = item("bufferViews", index);
        byte[] buffer = buffer(integer(view, "buffer", 0));
        int offset = integer(view, "byteOffset", 0);
        int length = integer(view, "byteLength", 0);
        if ((long) offset + length > buffer.length) {
            throw wrong("buffer view " + index + " is from byte " + offset + " on, " + length + " long",
                    "within the " + buffer.length
                            + " bytes of its buffer");
        }
        return ByteBuffer.wrap(buffer, offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] buffer(int index) {
        return buffers.computeIfAbsent(index, i -> readBuffer(item("buffers", i), i));
    }

    private byte[] readBuffer(JsonNode buffer, int index) {
        byte[] bytes = buffer.has("uri") ? uri(buffer.path("uri").asText(), "buffer " + index) : binaryChunk;
        int length = integer(buffer, "byteLength", 0);
        if (bytes == null || bytes.length < length) {
            throw source.fatal(
                    "buffer " + index + " declares " + length + " bytes and has " + (bytes == null ? 0 : bytes.length),
                    "",
                    "export or download the mesh again");
        }
        return bytes;
    }

    /// The bytes that a URI stands for: in the URI itself, or in a file beside this one.
    private byte[] uri(String uri, String what) {
        if (uri.startsWith("data:")) {
            return dataUri(uri, what);
        }
        return source.find(fileOf(uri), FileAccess.folderOf(source.file()), source.at())
                .flatMap(file -> source.read(file, source.at()))
                .orElseThrow(() -> source.fatal(what + " is not there",
                        "its file '" + uri.substring(0, Math.min(200, uri.length()))
                                + "'",
                        "put the file beside the mesh"));
    }

    /// The bytes of a `data:` URI in base 64.
    byte[] dataUri(String uri, String what) {
        int comma = uri.indexOf(',');
        try {
            if (comma >= 0 && uri.substring(0, comma).endsWith(";base64")) {
                return Base64.getDecoder().decode(uri.substring(comma + 1));
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw wrong("the data URI of " + what + " cannot be decoded", "data:<type>;base64,<data>");
    }

    /// The path that a relative URI means.
    static String fileOf(String uri) {
        try {
            return URLDecoder.decode(uri.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return uri;
        }
    }
}
