package org.isthmus.render.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.render.texture.Rgb;
import org.isthmus.render.texture.Srgb;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;

class ModelSceneTest {
    private static Model compile(String mjcf) {
        return SceneCompiler.compile(MjcfReader.parse(mjcf, new Diagnostics()), new Diagnostics());
    }

    private static final String WORLD = """
            <mujoco>
              <asset>
                <texture name="t" type="2d" builtin="checker" width="8" height="8" rgb1="1 1 1" rgb2="0 0 0"/>
                <texture name="sky" type="skybox" builtin="gradient" width="16" height="16" rgb1="0 0 1" rgb2="1 1 1"/>
                <material name="m" rgba="1 0 0 1" shininess="0.25" specular="1" emission="0.5"/>
                <material name="steel" metallic="1" roughness="0.3" texture="t" texuniform="true" texrepeat="2 2"/>
                <hfield name="h" nrow="3" ncol="4" size="2 1 0.5 0.1" elevation="0 0 0 0 0 1 1 0 0 0 0 0"/>
                <mesh name="tetra" vertex="0 0 0 1 0 0 0 1 0 0 0 1"/>
              </asset>
              <worldbody>
                <light name="sun" type="directional" dir="0 0 -1" diffuse="1 1 1"/>
                <light pos="0 0 3" dir="0 0 -1" diffuse="0.5 0.5 0.5" castshadow="false" type="spot"/>
                <geom name="floor" type="plane" size="0 0 1" material="steel"/>
                <geom type="hfield" hfield="h" pos="5 0 0"/>
                <body name="thing" pos="0 0 1">
                  <freejoint/>
                  <geom name="ball" type="sphere" size="0.2" material="m"/>
                  <geom name="egg" type="ellipsoid" size="0.1 0.2 0.3" rgba="0.2 0.4 0.6 0.5"/>
                  <geom name="pill" type="capsule" size="0.1 0.3" pos="1 0 0"/>
                  <geom name="can" type="cylinder" size="0.1 0.3" pos="2 0 0"/>
                  <geom name="brick" type="box" size="0.1 0.2 0.3" pos="3 0 0" group="2"/>
                  <geom name="shell" type="mesh" mesh="tetra" group="3"/>
                  <geom name="ghost" type="box" size="0.1 0.2 0.3" rgba="1 1 1 0" mass="1"/>
                </body>
              </worldbody>
            </mujoco>
            """;

    @Test
    void geomsOfTheVisibleGroupsAreShown() {
        RenderScene scene = ModelScene.of(compile(WORLD), new Diagnostics());
        assertThat(scene.instances()).extracting(Instance::name)
                .containsExactly("floor", "world", "ball", "egg", "pill", "can", "brick");
        assertThat(scene.instances()).extracting(Instance::object).containsExactly(0, 0, 1, 1, 1, 1, 1);
        RenderScene collision = ModelScene.of(compile(WORLD), 0b1000, new Diagnostics());
        assertThat(collision.instances()).extracting(Instance::name).containsExactly("shell");
    }

    @Test
    void shapesHaveTheirSizesAndPlaces() {
        Model model = compile(WORLD);
        RenderScene scene = ModelScene.of(model, new Diagnostics());
        WorldState world = ModelScene.reference(scene, model);
        List<Vec3> half = List.of(new Vec3(0.2, 0.2, 0.2), new Vec3(0.1, 0.2, 0.3), new Vec3(0.1, 0.1, 0.4),
                new Vec3(0.1, 0.1, 0.3), new Vec3(0.1, 0.2, 0.3));
        for (int i = 0; i < half.size(); i++) {
            Aabb box = world.bounds(i + 2);
            assertThat(box.halfSize().distance(half.get(i))).isLessThan(1e-6);
            assertThat(box.center().distance(new Vec3(Math.max(0, i - 1), 0, 1))).isLessThan(1e-6);
        }
        assertThat(world.bounds(0).halfSize().x()).isGreaterThanOrEqualTo(ModelScene.HORIZON);
        Aabb field = world.bounds(1);
        assertThat(field.min().distance(new Vec3(3, -1, 0))).isLessThan(1e-6);
        assertThat(field.max().distance(new Vec3(7, 1, 0.5))).isLessThan(1e-6);
    }

    @Test
    void materialsAreReadAsPhysicallyBased() {
        RenderScene scene = ModelScene.of(compile(WORLD), new Diagnostics());
        PbrMaterial ball = scene.materials().get(scene.instances().get(2).material());
        assertThat(ball.baseColor()).isEqualTo(new Rgb(1, 0, 0));
        assertThat(ball.roughness()).isEqualTo(0.75);
        assertThat(ball.specular()).isEqualTo(1);
        assertThat(ball.emission().r()).isEqualTo(0.5);
        PbrMaterial egg = scene.materials().get(scene.instances().get(3).material());
        assertThat(egg.opacity()).isEqualTo(0.5);
        assertThat(egg.baseColor().g()).isCloseTo(Srgb.toLinear(0.4), within(1e-6));
        PbrMaterial floor = scene.materials().get(scene.instances().get(0).material());
        assertThat(floor.metallic()).isEqualTo(1);
        assertThat(floor.roughness()).isCloseTo(0.3, within(1e-6));
        Layer layer = Objects.requireNonNull(floor.layers().get(PbrMaterial.Property.BASE_COLOR));
        // twice per metre, on a plane of unit size that is stretched to the horizon
        assertThat(layer.scaleU()).isCloseTo(2 * scene.instances().get(0).scale().x(), within(1e-9));
    }

    @Test
    void lampsAndSkyAreTaken() {
        RenderScene scene = ModelScene.of(compile(WORLD), new Diagnostics());
        assertThat(scene.lights()).extracting(Light::kind).containsExactly(Light.Kind.DIRECTIONAL, Light.Kind.SPOT);
        assertThat(scene.lights().get(0).power().r()).isCloseTo(Math.PI, within(1e-9));
        assertThat(scene.lights().get(1).castsShadow()).isFalse();
        float[] up = new float[3];
        scene.environment().sample(0, 0, 1, up);
        float[] down = new float[3];
        scene.environment().sample(0, 0, -1, down);
        assertThat(up[0]).isLessThan(0.2f);
        assertThat(down[0]).isGreaterThan(0.6f);
    }

    @Test
    void emptyModelsAreToldOf() {
        Diagnostics diagnostics = new Diagnostics();
        RenderScene scene = ModelScene.of(compile("<mujoco><worldbody/></mujoco>"), diagnostics);
        assertThat(scene.instances()).isEmpty();
        assertThat(diagnostics.list().getFirst().toString()).contains("has nothing that can be seen")
                .contains("give its bodies geoms");
        assertThat(scene.bounds(new WorldState(scene), 9).isEmpty()).isTrue();
    }

    @Test
    void numbersThatCannotBeAreRefused() {
        assertThatThrownBy(() -> PbrMaterial.DEFAULT.withRoughness(1.5))
                .hasMessage("material with roughness 1.5, expected 0 to 1");
        assertThatThrownBy(() -> Light.point(new Vec3(Double.NaN, 0, 0), Rgb.WHITE, 0))
                .hasMessageContaining("expected finite numbers");
        assertThatThrownBy(() -> Environment.constant(new Rgb(-1, 0, 0))).hasMessageContaining("radiance -1.0");
        assertThatThrownBy(() -> RenderScene.empty(Environment.constant(Rgb.WHITE))
                .withInstances(List.of(Instance.fixed("x", 0, 0, Pose.IDENTITY))))
                .hasMessage("instance 'x' of mesh 0 with material 0, expected one of 0 meshes and 0 materials");
    }

    @Test
    void realRobotsBecomeScenes() {
        for (String file : List.of("robots/panda_urdf/panda_v2.urdf", "robots/aloha_mjcf/aloha.xml",
                "objects/mujoco_mug/mug.xml")) {
            Path path = SharedData.require(file);
            Diagnostics diagnostics = new Diagnostics();
            Model model = SceneCompiler.compile(
                    SceneFiles.load(path.toString(), SceneFiles.Options.TOLERANT, diagnostics), diagnostics);
            RenderScene scene = ModelScene.of(model, diagnostics);
            assertThat(scene.faceCount()).as(file).isGreaterThan(1000);
        }
    }
}
