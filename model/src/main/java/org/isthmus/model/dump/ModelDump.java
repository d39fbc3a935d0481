package org.isthmus.model.dump;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.FloatArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.CompiledHeightField;
import org.isthmus.model.compiled.CompiledMesh;
import org.isthmus.model.compiled.CompiledTexture;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Attribute;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.PhysicsOptions;

/// Writes a compiled model as one JSON object.
///
/// Columns of tables have the table's prefix in MuJoCo and the column's name in lower case (`body_parentid`,
/// `geom_size`), rows one after the other; kinds are ordinals of the enums, whose words are under `enums`. Numbers
/// are written so that they read back to the same bits. Nothing is kept in memory: a model of any size streams
/// through.
public final class ModelDump {
    /// Tables by their name in [Model], with MuJoCo's prefix.
    private static final Map<String, String> PREFIXES = Map.ofEntries(Map.entry("bodies", "body"),
            Map.entry("joints", "jnt"), Map.entry("dofs", "dof"), Map.entry("trees", "tree"),
            Map.entry("geoms", "geom"),
            Map.entry("sites", "site"), Map.entry("cameras", "cam"), Map.entry("lights", "light"),
            Map.entry("materials", "mat"), Map.entry("pairs", "pair"), Map.entry("equalities", "eq"),
            Map.entry("tendons", "tendon"), Map.entry("wraps", "wrap"), Map.entry("actuators", "actuator"),
            Map.entry("sensors", "sensor"), Map.entry("keyframes", "key"));

    private final JsonGenerator json;

    private ModelDump(JsonGenerator json) {
        this.json = json;
    }

    /// Writes a model.
    ///
    /// @param out stays open
    /// @throws IOException when `out` does
    public static void write(Model model, OutputStream out) throws IOException {
        write(model, 0, 0, out);
    }

    /// Writes a model and, under `samples`, where everything is in random configurations.
    ///
    /// @param samples how many configurations
    /// @param seed the same seed gives the same configurations
    /// @param out stays open
    /// @throws IOException when `out` does
    public static void write(Model model, int samples, long seed, OutputStream out) throws IOException {
        JsonFactory factory = new JsonFactory();
        factory.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.writeStartObject();
            ModelDump dump = new ModelDump(json);
            dump.writeHead(model);
            dump.writeTables(model);
            dump.writeAssets(model);
            json.writeFieldName("samples");
            json.writeStartArray();
            new Samples(model, json).write(samples, seed);
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void writeHead(Model model) throws IOException {
        json.writeStringField("name", model.name());
        json.writeFieldName("sizes");
        writeRecord(model.sizes(), "");
        json.writeFieldName("statistic");
        writeRecord(model.statistic(), "");
        writeOptions(model.options());
        writeNames(model);
        json.writeFieldName("enums");
        json.writeStartObject();
        for (Class<? extends Enum<?>> type : Enums.ALL) {
            json.writeFieldName(type.getSimpleName());
            json.writeStartArray();
            for (Enum<?> constant : type.getEnumConstants()) {
                json.writeString(constant.name());
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void writeOptions(PhysicsOptions options) throws IOException {
        json.writeFieldName("options");
        json.writeStartObject();
        for (Attribute<PhysicsOptions> attribute : PhysicsOptions.SCHEMA.attributes()) {
            json.writeStringField(attribute.name(), attribute.format(options));
        }
        for (PhysicsOptions.Flag flag : PhysicsOptions.Flag.values()) {
            json.writeBooleanField("flag_" + flag.name().toLowerCase(Locale.ROOT), options.isOn(flag));
        }
        json.writeEndObject();
    }

    private void writeNames(Model model) throws IOException {
        json.writeFieldName("names");
        json.writeStartObject();
        for (ObjectType type : ObjectType.values()) {
            List<String> names = model.names().all(type);
            if (!names.isEmpty()) {
                json.writeFieldName(type.word());
                json.writeArray(names.toArray(String[]::new), 0, names.size());
            }
        }
        json.writeEndObject();
    }

    private void writeTables(Model model) throws IOException {
        for (RecordComponent component : Model.class.getRecordComponents()) {
            String prefix = PREFIXES.get(component.getName());
            Object value = get(component, model);
            if (prefix != null) {
                writeFields((Record) value, prefix + "_");
            }
        }
        write("exclude_signature", model.excludeSignature());
        write("qpos0", model.qpos0());
        write("qpos_spring", model.qposSpring());
    }

    private void writeRecord(Record record, String prefix) throws IOException {
        json.writeStartObject();
        writeFields(record, prefix);
        json.writeEndObject();
    }

    private void writeFields(Record record, String prefix) throws IOException {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            write(prefix + component.getName().toLowerCase(Locale.ROOT), get(component, record));
        }
    }

    private static Object get(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError("a record refuses its component " + component, e);
        }
    }

    private void write(String name, Object value) throws IOException {
        json.writeFieldName(name);
        switch (value) {
            case IntArray a -> json.writeArray(a.toArray(), 0, a.length());
            case DoubleArray a -> json.writeArray(a.toArray(), 0, a.length());
            case FloatArray a -> {
                json.writeStartArray();
                for (float v : a.toArray()) {
                    json.writeNumber(v);
                }
                json.writeEndArray();
            }
            case Vec3 v -> json.writeArray(v.toArray(), 0, 3);
            case Integer i -> json.writeNumber(i);
            case Double d -> json.writeNumber(d);
            default -> json.writeString(value.toString());
        }
    }

    private void writeAssets(Model model) throws IOException {
        json.writeFieldName("meshes");
        json.writeStartArray();
        for (CompiledMesh mesh : model.meshes()) {
            json.writeStartObject();
            write("pos", mesh.pos());
            write("quat", DoubleArray.wrap(mesh.quat().toArray()));
            write("vert", mesh.geometry().vertices());
            write("face", mesh.geometry().faces());
            write("hull_vert", mesh.hullVertices());
            write("hull_face", mesh.hullFaces());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeFieldName("hfields");
        json.writeStartArray();
        for (CompiledHeightField field : model.heightFields()) {
            writeRecord(field, "");
        }
        json.writeEndArray();
        json.writeFieldName("textures");
        json.writeStartArray();
        for (CompiledTexture texture : model.textures()) {
            json.writeStartObject();
            json.writeStringField("type", texture.type().name());
            json.writeStringField("colorspace", texture.colorSpace().name());
            json.writeNumberField("width", texture.width());
            json.writeNumberField("height", texture.height());
            json.writeNumberField("nchannel", texture.channels());
            json.writeBinaryField("data", texture.pixels().toArray());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
