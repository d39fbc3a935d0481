package org.isthmus.model.urdf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.model.urdf.Urdf.joint;
import static org.isthmus.model.urdf.Urdf.link;

import java.util.List;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.Scene;
import org.isthmus.testkit.Fuzz;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SrdfReaderTest {
    private static final String FILE = "/robots/r.srdf";

    /// A floating base with a two-joint arm whose last joint mimics the first.
    private static Scene arm() {
        String text = Urdf.robot(link("base"), link("upper"), link("lower"),
                joint("shoulder", "continuous", "base", "upper"),
                joint("elbow", "continuous", "upper", "lower",
                        "<mimic joint='shoulder' multiplier='2' offset='0.5'/>"));
        return new UrdfReader(Urdf.files()).withFloatingBase().parse(Urdf.FILE, text, new Diagnostics());
    }

    private static String document(String... parts) {
        return "<robot name='r'>\n" + String.join("\n", parts) + "\n</robot>";
    }

    private static Scene read(String... parts) {
        Scene scene = arm();
        SrdfReader.parse(FILE, document(parts), scene, new Diagnostics());
        return scene;
    }

    private static String messages(String... parts) {
        Diagnostics diagnostics = new Diagnostics();
        try {
            SrdfReader.parse(FILE, document(parts), arm(), diagnostics);
        } catch (DiagnosticException e) {
            return lines(String.valueOf(e.getMessage()));
        }
        return lines(diagnostics.list().stream().map(Object::toString).collect(Collectors.joining("\n")));
    }

    private static String lines(String all) {
        return all.replace(FILE + ":", "").replaceAll("(?m)^(\\d+):\\d+: ", "$1: ");
    }

    @Test
    void disabledCollisionsAreContactExclusions() {
        Scene scene = read("<disable_collisions link1='base' link2='upper' reason='Adjacent'/>",
                "<disable_collisions link1='upper' link2='base'/>",
                "<disable_collisions link1='lower' link2='upper'/>");
        assertThat(scene.contactExclusions).extracting(e -> e.body1 + " " + e.body2)
                .containsExactly("base upper", "lower upper");
    }

    @Test
    void aLinkMayBeExcludedFromAllAndAPairAllowedAgain() {
        Scene scene = read("<disable_default_collisions link='upper'/>",
                "<enable_collisions link1='base' link2='upper'/>");
        assertThat(scene.contactExclusions).extracting(e -> e.body1 + " " + e.body2)
                .containsExactly("upper world", "upper lower");
    }

    @Test
    void groupsAndEndEffectorsAreTuples() {
        Scene scene = read("<group name='arm'><chain base_link='base' tip_link='lower'/></group>",
                "<group name='all'><link name='upper'/><joint name='elbow'/><group name='arm'/></group>",
                "<end_effector name='hand' parent_link='lower' group='arm'/>");
        assertThat(scene.customFields).map(SrdfReaderTest::text).containsExactly(
                "group:arm: JOINT shoulder, JOINT elbow, BODY lower",
                "group:all: JOINT shoulder, BODY upper, JOINT elbow, BODY lower",
                "end_effector:hand: BODY lower, TUPLE group:arm");
    }

    private static String text(CustomField field) {
        CustomField.Tuple tuple = (CustomField.Tuple) field;
        return tuple.entries().stream().map(e -> e.type() + " " + e.object())
                .collect(Collectors.joining(", ", tuple.name() + ": ", ""));
    }

    @Test
    void groupStatesAreKeyframes() {
        Scene scene = read("<group_state name='home' group='arm'><joint name='shoulder' value='1'/></group_state>",
                "<group_state name='home' group='arm'><joint name='elbow' value='3'/></group_state>");
        assertThat(scene.keyframes).extracting(k -> k.name).containsExactly("home", "home_1");
        Keyframe home = scene.keyframes.getFirst();
        assertThat(home.qpos).containsExactly(0, 0, 0, 1, 0, 0, 0, 1, 2.5);
        assertThat(scene.keyframes.getLast().qpos).containsExactly(0, 0, 0, 1, 0, 0, 0, 0, 3);
    }

    @Test
    void unknownNamesAreTold() {
        assertThat(messages("<disable_collisions link1='base' link2='uper'/>",
                "<group name='g'><joint name='shoulder'/><joint name='fixed'/><link name='x'/><group name='h'/>"
                        + "</group>",
                "<group_state name='s' group='g'><joint name='elbo' value='1'/></group_state>",
                "<end_effector name='e' parent_link='lower' group='gg'/>"))
                .isEqualTo("""
                                2: warning: the scene has no link 'uper'; expected the name of a link; \
                                did you mean 'upper'?
                                3: warning: group 'g' names what the scene does not have: \
                                joint 'fixed', link 'x', group 'h'; expected joints and links that are not fixed away
                                5: warning: there is no group 'gg'; expected the name of a group; did you mean 'g'?
                                4: warning: group state 's' is left out: the scene has no joint 'elbo'; \
                                expected joints that move; did you mean 'elbow'?""");
    }

    @Test
    void whatDoesNotFitIsTold() {
        assertThat(messages("<group name='g'><chain base_link='lower' tip_link='base'/></group>")).isEqualTo(
                "2: warning: link 'lower' is not above link 'base'; expected a chain from the base outwards");
        assertThat(messages("<virtual_joint name='v' type='floating' parent_frame='world' child_link='base'/>"))
                .isEmpty();
        assertThat(messages("<virtual_joint name='v' type='fixed' parent_frame='world' child_link='base'/>")).isEqualTo(
                "2: warning: link 'base' stands in the world by a joint of type 'fixed', but not in the scene: "
                        + "it is left as it is; read the URDF with or without a floating base");
        assertThat(messages("<group name='g'/><group name='g'/>")).isEqualTo(
                "2: error: group 'g' is described twice; expected one group of that name; rename one");
        assertThat(messages("<passive_joint name='j'/>")).isEqualTo(
                "2: warning: element 'passive_joint' in 'robot' is not read");
        assertThat(messages("<disable_collisions/>")).isEqualTo("""
                2: error: 'disable_collisions' has no attribute 'link1'; expected one
                2: error: 'disable_collisions' has no attribute 'link2'; expected one""");
    }

    @Test
    void theFileIsForTheRobot() {
        Diagnostics diagnostics = new Diagnostics();
        SrdfReader.parse(FILE, "<robot name='s'/>", arm(), diagnostics);
        assertThat(diagnostics.list()).singleElement().hasToString(
                "/robots/r.srdf:1:8: warning: the file is for the robot 's'; expected 'r', the scene's name");
    }

    @Test
    void groupsMayContainEachOther() {
        assertThat(messages("<group name='g'><group name='h'/></group><group name='h'><group name='g'/></group>"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "robots/panda_urdf/panda_v2.urdf,robots/panda_urdf/panda_v2.srdf,36,1,3",
        "robots/aubo_i5_urdf/aubo_description/urdf/aubo_i5.urdf,"
                + "robots/aubo_i5_urdf/aubo_i5_moveit_config/config/aubo_i5.srdf,9,2,1",
        "robots/rokae_sr3_urdf/rokae_description/urdf/xMateSR3.urdf,robots/rokae_sr3_urdf/xMateSR3.srdf,12,0,1"})
    void theFieldsFilesAreRead(String urdf, String srdf, int exclusions, int keyframes, int tuples) {
        FileAccess files = FileAccess.onDisk(List.of(SharedData.require("")));
        Scene scene = new UrdfReader(files).toleratingMissingMeshes()
                .read(FileAccess.name(SharedData.require(urdf)), new Diagnostics());
        int before = scene.customFields.size();
        new SrdfReader(files).read(FileAccess.name(SharedData.require(srdf)), scene, new Diagnostics());
        assertThat(scene.contactExclusions).hasSize(exclusions);
        assertThat(scene.keyframes).hasSize(keyframes);
        assertThat(scene.customFields).hasSize(before + tuples);
    }

    @Test
    void everyInputEndsInASceneOrDiagnostics() {
        String text = document(
                "<group name='arm'><chain base_link='base' tip_link='lower'/><joint name='elbow'/></group>",
                "<group_state name='s' group='arm'><joint name='shoulder' value='1'/></group_state>",
                "<end_effector name='e' parent_link='lower' group='arm'/>",
                "<virtual_joint name='v' type='fixed' parent_frame='world' child_link='base'/>",
                "<disable_default_collisions link='upper'/><disable_collisions link1='base' link2='lower'/>");
        Scene scene = arm();
        Fuzz.named("srdf").seed(2).corpus(List.of(text.getBytes(UTF_8)))
                .dictionary("world", "<group name='g'/>", "upper", "elbow", "base_free")
                .extension(".srdf").allow(DiagnosticException.class).maxBytes(64L << 20)
                .run(Fuzz.count(), bytes -> {
                    scene.contactExclusions.clear();
                    scene.customFields.clear();
                    scene.keyframes.clear();
                    Diagnostics diagnostics = new Diagnostics();
                    FileAccess.decode(FILE, bytes, diagnostics)
                            .ifPresent(t -> SrdfReader.parse(FILE, t, scene, diagnostics));
                });
    }
}
