package org.isthmus.model.mjcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.testkit.Tolerances.ROUNDING;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Scene;
import org.junit.jupiter.api.Test;

class AttacherTest {
    private static final String MODEL = """
            <mujoco model="hand">
              <compiler angle="radian"/>
              <default><geom rgba="1 0 0 1"/><default class="k"><geom size="3"/><joint range="-1 1"/></default></default>
              <asset><mesh name="me" vertex="0 0 0 1 0 0 0 1 0 0 0 1"/><material name="ma"/></asset>
              <worldbody>
                <geom name="wg" size=".1"/>
                <frame name="fr" pos="0 0 1">
                  <body name="b" pos="1 0 0"><joint name="j" class="k"/><geom name="g" class="k" material="ma"/>
                    <geom type="mesh" mesh="me"/></body>
                </frame>
                <body name="o"><joint name="oj"/><geom size="1"/></body>
              </worldbody>
              <actuator><motor name="m" joint="j"/><motor name="om" joint="oj"/></actuator>
              <sensor><jointpos name="jp" joint="j"/><clock name="ck"/></sensor>
              <contact><exclude name="x" body1="b" body2="o"/></contact>
            </mujoco>""";

    private static Scene attach(String attach) {
        return Mjcf.readFiles(Map.of("/models/hand.xml", MODEL, "/scene.xml",
                "<mujoco><asset><model file='models/hand.xml'/></asset><worldbody>" + attach
                        + "</worldbody></mujoco>"));
    }

    @Test
    void aBodyComesWithItsAssetsClassesAndWhatRefersToItAlone() {
        Scene scene = attach("<attach model='hand' body='b' prefix='p_'/>");
        assertThat(scene.bodies()).extracting(b -> b.name).containsExactly("world", "p_b");
        assertThat(Objects.requireNonNull(scene.body("p_b")).pos).as("without the frame it stands in")
                .isEqualTo(new Vec3(1, 0, 1));
        assertThat(scene.actuators).extracting(a -> a.name).containsExactly("p_m");
        assertThat(scene.sensors).extracting(s -> s.name).containsExactly("p_jp", "p_ck");
        assertThat(scene.contactExclusions).isEmpty();
        assertThat(Objects.requireNonNull(scene.geom("p_g"))).satisfies(g -> {
            assertThat(g.material).isEqualTo("p_ma");
            assertThat(g.defaultClass).isEqualTo("p_k");
            assertThat(g.size[0]).isEqualTo(3);
        });
        assertThat(scene.meshes).extracting(m -> m.name).containsExactly("p_me");
        assertThat(Objects.requireNonNull(scene.defaultClass("p_k")).joint.range).as("converted once")
                .containsExactly(-1, 1);
        assertThat(Objects.requireNonNull(scene.joint("p_j")).range).containsExactly(-1, 1);
    }

    @Test
    void aFrameIsAttachedWithItsPoseInTheFrameAround() {
        Scene scene = attach("<frame pos='0 2 0'><attach model='hand' frame='fr' prefix='p_'/></frame>");
        assertClose(Objects.requireNonNull(scene.body("p_b")).pos.toArray(), new double[]{1, 2, 1}, ROUNDING);
        assertThat(scene.bodies()).hasSize(2);
    }

    @Test
    void aWholeModelIsAttachedToABody() {
        Scene scene = attach("<body name='q'><attach model='hand' prefix='p_'/></body><body name='r'/>");
        assertThat(scene.bodies()).extracting(b -> b.name).containsExactly("world", "q", "p_b", "p_o", "r");
        assertThat(Objects.requireNonNull(scene.body("q")).geoms).extracting(g -> g.name).containsExactly("p_wg");
        assertThat(scene.contactExclusions).hasSize(1);
    }

    @Test
    void twoPrefixesMakeTwoOfEverything() {
        Scene scene = attach("<attach model='hand' body='b' prefix='l_'/><attach model='hand' body='b' prefix='r_'/>");
        assertThat(scene.meshes).hasSize(2);
        assertThat(scene.actuators).extracting(a -> a.target).containsExactly("l_j", "r_j");
    }

    @Test
    void theSamePrefixTwiceIsAnError() {
        List<String> messages = Mjcf.messages(Map.of("/hand.xml",
                "<mujoco model='hand'><worldbody><body name='b'/></worldbody></mujoco>",
                "/scene.xml", "<mujoco><asset><model file='hand.xml'/></asset><worldbody>"
                        + "<attach model='hand' body='b' prefix='p'/><attach model='hand' body='b' prefix='p'/></worldbody></mujoco>"));
        assertThat(messages).containsExactly(
                "/scene.xml:1:101: error: prefix 'p' is used a second time; expected a prefix of its own");
    }

    @Test
    void withoutAModelABodyOfTheFileIsAttachedOnceMore() {
        Scene scene = Mjcf.read("""
                <worldbody>
                  <body name="q"><joint name="j"/><geom size="1"/></body>
                  <body name="r"><geom size="1"/><attach body="q" prefix="p_"/></body>
                </worldbody>
                <actuator><motor name="m" joint="j"/></actuator><sensor><clock name="c"/></sensor>""");
        assertThat(scene.bodies()).extracting(b -> b.name).containsExactly("world", "q", "r", "p_q");
        assertThat(scene.actuators).extracting(a -> a.target).containsExactly("j", "p_j");
        assertThat(scene.sensors).hasSize(1);
    }

    @Test
    void differingOptionsAreToldOrMerged() {
        String model = "<mujoco model='m'><option timestep='0.01'/><keyframe><key/></keyframe></mujoco>";
        String scene = "<mujoco><compiler conflict='%s'/><asset><model file='m.xml'/></asset><worldbody>"
                + "<attach model='m' prefix='p'/></worldbody></mujoco>";
        assertThat(Mjcf.messages(Map.of("/m.xml", model, "/scene.xml", scene.formatted("warning")))).containsExactly(
                "/scene.xml:1:86: warning: model 'm' has options of its own: timestep; "
                        + "expected the same as in the file that attaches it; the attaching file's hold",
                "/scene.xml:1:86: warning: keyframes and custom fields of model 'm' stay behind; "
                        + "write them in the file that attaches it");
        assertThat(Mjcf.messages(Map.of("/m.xml", model, "/scene.xml", scene.formatted("error")))).first().isEqualTo(
                "/scene.xml:1:84: error: model 'm' has options of its own: timestep; "
                        + "expected the same as in the file that attaches it");
        assertThat(Mjcf.messages(Map.of("/m.xml", model, "/scene.xml", scene.formatted("merge")))).hasSize(1);
    }

    @Test
    void modelsCannotAttachEachOtherInACircle() {
        assertThat(Mjcf.messages(Map.of("/a.xml", "<mujoco model='a'><asset><model file='scene.xml'/></asset></mujoco>",
                "/scene.xml", "<mujoco model='s'><asset><model file='a.xml'/></asset></mujoco>"))).containsExactly(
                        "/a.xml:1:33: error: model '/scene.xml' attaches itself; expected another model");
    }
}
