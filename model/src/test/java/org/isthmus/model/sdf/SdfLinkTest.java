package org.isthmus.model.sdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.isthmus.model.sdf.Sdf.link;
import static org.isthmus.model.sdf.Sdf.messages;
import static org.isthmus.model.sdf.Sdf.model;
import static org.isthmus.model.sdf.Sdf.pose;
import static org.isthmus.model.sdf.Sdf.read;

import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.TextureRole;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdfLinkTest {
    private static final String BOX = "<geometry><box><size>1 2 3</size></box></geometry>";

    private static Body only(String... parts) {
        return read(model(link("a", parts))).world.children.getFirst();
    }

    private static Geom geom(String... parts) {
        return only(parts).geoms.getFirst();
    }

    @ParameterizedTest
    @CsvSource({"<box><size>1 2 3</size></box>,BOX,0.5,1,1.5", "<sphere><radius>2</radius></sphere>,SPHERE,2,0,0",
        "<cylinder><radius>1</radius><length>3</length></cylinder>,CYLINDER,1,1.5,0",
        "<capsule><radius>1</radius><length>3</length></capsule>,CAPSULE,1,1.5,0",
        "<ellipsoid><radii>1 2 3</radii></ellipsoid>,ELLIPSOID,1,2,3",
        "<drake:ellipsoid><a>1</a><b>2</b><c>3</c></drake:ellipsoid>,ELLIPSOID,1,2,3",
        "<plane><normal>0 0 1</normal><size>4 6</size></plane>,PLANE,2,3,1"})
    void shapesHaveHalfSizes(String shape, GeomType type, double a, double b, double c) {
        Geom geom = geom("<collision name='c'><geometry>" + shape + "</geometry></collision>");
        assertThat(geom.type).isEqualTo(type);
        assertThat(geom.size).containsExactly(a, b, c);
    }

    @Test
    void visualsAndCollisionsHaveTheirRoles() {
        Body body = only("<visual name='v'>" + pose("1 0 0 0 0 0") + BOX + "</visual>", "<collision name='c'>" + BOX
                + "<surface><friction><ode><mu>0.4</mu></ode></friction></surface></collision>");
        Geom visual = body.geoms.getFirst();
        assertThat(visual.group).isEqualTo(2);
        assertThat(visual.contype | visual.conaffinity).isZero();
        assertThat(visual.pos).isEqualTo(Vec3.X);
        Geom collision = body.geoms.getLast();
        assertThat(collision.group).isEqualTo(3);
        assertThat(collision.friction[0]).isEqualTo(0.4);
    }

    @Test
    void posesOfVisualsMayBeRelativeToFrames() {
        Geom geom = geom("<visual name='v'>" + pose("f", "1 0 0 0 0 0") + BOX + "</visual></link><frame name='f'>"
                + pose("0 0 2 0 0 0") + "</frame><link name='b'>" + Sdf.MASS);
        assertThat(geom.pos).isEqualTo(new Vec3(1, 0, 2));
    }

    @Test
    void namesOfGeomsAreMadeUnique() {
        String visual = "<visual name='v'>" + BOX + "</visual>";
        assertThat(read(model(link("a", visual), link("b", visual))).world.children.getLast().geoms.getFirst().name)
                .isEqualTo("b::v");
    }

    @Test
    void coloursAreDiffuse() {
        Geom geom = geom("<visual name='v'>" + BOX + "<transparency>0.5</transparency>"
                + "<material><diffuse>1 0.5 0 0.8</diffuse></material></visual>");
        assertThat(geom.rgba).containsExactly(1, 0.5, 0, 0.4);
        assertThat(geom("<visual name='v'>" + BOX + "<material><diffuse>1 0.5 0</diffuse></material></visual>").rgba)
                .containsExactly(1, 0.5, 0, 1);
        assertThat(messages(model(link("a", "<visual name='v'>" + BOX
                + "<material><diffuse>255 0 0 1</diffuse></material></visual>")))).isEqualTo(
                        "2: warning: 'diffuse' is '255 0 0 1'; expected numbers from 0 to 1");
    }

    @Test
    void physicallyBasedMaterialsAreKept() {
        SdfReader reader = new SdfReader(Sdf.files("/models/wood.png", ""));
        Scene scene = reader.parse(Sdf.FILE, model(link("a", "<visual name='v'>" + BOX + "<material><pbr><metal>"
                + "<albedo_map>wood.png</albedo_map><roughness>0.3</roughness><metalness>0.1</metalness></metal></pbr>"
                + "</material></visual>")), new Diagnostics());
        Material material = scene.materials.getFirst();
        assertThat(material.name).isEqualTo("v");
        assertThat(material.textures).containsEntry(TextureRole.RGB, "wood");
        assertThat(material.roughness).isEqualTo(0.3);
        assertThat(material.metallic).isEqualTo(0.1);
    }

    @Test
    void inertialsHaveAPose() {
        Body body = read(model("<link name='a'><inertial>" + pose("1 2 3 0 0 1") + "<mass>2</mass><inertia><ixx>1</ixx>"
                + "<iyy>1.5</iyy><izz>2</izz><ixy>0.1</ixy></inertia></inertial><gravity>0</gravity>"
                + "</link>")).world.children
                .getFirst();
        assertThat(body.inertial).satisfies(i -> {
            assertThat(i.mass()).isEqualTo(2);
            assertThat(i.pos()).isEqualTo(new Vec3(1, 2, 3));
            assertThat(i.inertia()).isEqualTo(new Sym3(1, 1.5, 2, 0.1, 0, 0));
        });
        assertThat(body.gravcomp).isEqualTo(1);
    }

    @Test
    void automaticInertialsComeFromCollisions() {
        Body body = read(
                model("<link name='a'><inertial auto='true'><density>500</density></inertial><collision name='c'>"
                        + BOX + "</collision><collision name='d'><density>2</density>" + BOX
                        + "</collision></link>")).world.children
                .getFirst();
        assertThat(body.inertial).isNull();
        assertThat(body.geoms).extracting(g -> g.density).containsExactly(500.0, 2.0);
    }

    /// File, and bodies, joints and geoms when missing meshes are tolerated; the meshes of Drake's models are in a
    /// package that is not in the shared data.
    @ParameterizedTest
    @CsvSource({"objects/dishes_drake/evo_bowl.sdf,1,1,0", "objects/dishes_drake/plate_8in.sdf,1,1,0",
        "objects/ycb_drake/003_cracker_box.sdf,1,1,9", "objects/ycb_drake/004_sugar_box.sdf,1,1,9",
        "objects/ycb_drake/005_tomato_soup_can.sdf,1,1,9", "objects/ycb_drake/006_mustard_bottle.sdf,1,1,9",
        "objects/ycb_drake/009_gelatin_box.sdf,1,1,9", "objects/ycb_drake/010_potted_meat_can.sdf,1,1,9",
        "robots/urdf_edge_cases/bullet/cube_small.sdf,1,1,2", "robots/urdf_edge_cases/bullet/two_cubes.sdf,3,1,6"})
    void theFieldsFilesAreRead(String file, int bodies, int joints, int geoms) {
        String name = FileAccess.name(SharedData.require(file));
        SdfReader strict = new SdfReader(FileAccess.onDisk(List.of(SharedData.require(""))));
        Scene scene = strict.toleratingMissingMeshes().read(name, new Diagnostics());
        assertThat(scene.bodies()).hasSize(bodies + 1);
        assertThat(scene.bodies().stream().mapToInt(b -> b.joints.size()).sum()).isEqualTo(joints);
        assertThat(scene.bodies().stream().mapToInt(b -> b.geoms.size()).sum()).isEqualTo(geoms);
        if (file.startsWith("objects/dishes_drake")) {
            assertThat(catchThrowable(() -> strict.read(name, new Diagnostics())))
                    .isInstanceOf(DiagnosticException.class)
                    .hasMessageContaining("error: package 'drake_models' is not found;");
        } else {
            assertThat(strict.read(name, new Diagnostics()).bodies()).hasSize(bodies + 1);
        }
    }
}
