package org.isthmus.model.dump;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.testing.Models;
import org.junit.jupiter.api.Test;

class ModelDumpTest {
    private static final Model MODEL = Models.compile("""
            <worldbody><body name="arm" pos="0.1 0 0"><joint name="j" range="-10 20"/><geom name="g" size="0.1"/></body>
            </worldbody>""");

    private static String dump(Model model, int samples, long seed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelDump.write(model, samples, seed, out);
        return out.toString(UTF_8);
    }

    @Test
    void columnsHaveTheNamesOfMuJoCo() throws IOException {
        String json = dump(MODEL, 0, 0);
        assertThat(json).contains("\"body_parentid\":[0,0]", "\"body_pos\":[0.0,0.0,0.0,0.1,0.0,0.0]",
                "\"geom_size\":[0.1,0.0,0.0]", "\"jnt_qposadr\":[0]", "\"body\":[\"world\",\"arm\"]", "\"nq\":1",
                "\"exclude_signature\":[]", "\"qpos0\":[0.0]", "\"timestep\":\"0.002\"", "\"flag_contact\":true",
                "\"samples\":[]");
    }

    @Test
    void everyModelIsOneWellFormedObjectWithoutRepeatedKeys() throws IOException {
        for (String name : Models.RESOURCES) {
            String json = dump(SceneCompiler.compile(Models.resource(name)), 1, 2);
            List<String> top = new ArrayList<>();
            try (JsonParser parser = new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .createParser(json)) {
                for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
                    if (t == JsonToken.FIELD_NAME && parser.getParsingContext().getParent().inRoot()) {
                        top.add(parser.currentName());
                    }
                }
            }
            assertThat(top).as(name).contains("sizes", "names", "options", "statistic", "meshes", "samples");
        }
    }

    @Test
    void theSeedDecidesTheConfigurations() throws IOException {
        assertThat(dump(MODEL, 3, 4)).isEqualTo(dump(MODEL, 3, 4)).isNotEqualTo(dump(MODEL, 3, 5));
        assertThat(dump(MODEL, 3, 4).split("\"xpos\"")).as("the reference and three more").hasSize(5);
    }

    @Test
    void theStreamStaysOpen() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelDump.write(MODEL, out);
        ModelDump.write(MODEL, out);
        assertThat(out.toString(UTF_8).lines()).hasSize(2);
    }
}
