package org.isthmus.model.urdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.model.urdf.Urdf.joint;
import static org.isthmus.model.urdf.Urdf.link;
import static org.isthmus.model.urdf.Urdf.messages;
import static org.isthmus.model.urdf.Urdf.read;
import static org.isthmus.model.urdf.Urdf.robot;

import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.linkage.MovingMass;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.MeshPart;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.TextureRole;
import org.isthmus.model.scene.TextureType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrdfLinkTest {
    private static final String BOX = "<geometry><box size='1 2 3'/></geometry>";

    private static Body only(String... parts) {
        return read(robot("<link name='a'>" + String.join("", parts) + "</link>")).world.children.getFirst();
    }

    private static String moving(String inertial) {
        return robot("<link name='base'/>", "<link name='a'>" + inertial + "</link>",
                joint("j", "continuous", "base", "a"));
    }

    private static String inertial(double mass, double xx, double yy, double zz) {
        return "<inertial><mass value='" + mass + "'/><inertia ixx='" + xx + "' iyy='" + yy + "' izz='" + zz
                + "' ixy='0' ixz='0' iyz='0'/></inertial>";
    }

    @Test
    void visualsAreSeenAndNothingElse() {
        Geom geom = only("<visual name='v'><origin xyz='1 0 0'/>" + BOX + "</visual>").geoms.getFirst();
        assertThat(geom.name).isEqualTo("v");
        assertThat(geom.group).isEqualTo(2);
        assertThat(geom.contype | geom.conaffinity).isZero();
        assertThat(geom.density).isZero();
        assertThat(geom.pos).isEqualTo(Vec3.X);
        assertThat(geom.size).containsExactly(0.5, 1, 1.5);
    }

    @Test
    void collisionsCollideAndHaveMass() {
        Body body = only("<visual>" + BOX + "</visual><collision>" + BOX + "</collision>");
        Geom geom = body.geoms.get(1);
        assertThat(geom.group).isEqualTo(3);
        assertThat(geom.contype & geom.conaffinity).isOne();
        assertThat(geom.density).isEqualTo(1000);
        assertThat(body.inertial).isNull();
    }

    @Test
    void collisionsAreShownWhereNothingIsVisual() {
        assertThat(only("<collision>" + BOX + "</collision>").geoms.getFirst().group).isZero();
    }

    @ParameterizedTest
    @CsvSource({"<box size='1 2 3'/>,BOX,0.5,1,1.5", "<sphere radius='2'/>,SPHERE,2,0,0",
        "<cylinder radius='1' length='3'/>,CYLINDER,1,1.5,0", "<capsule radius='1' length='3'/>,CAPSULE,1,1.5,0",
        "<drake:capsule radius='1' length='3'/>,CAPSULE,1,1.5,0",
        "<drake:ellipsoid a='1' b='2' c='3'/>,ELLIPSOID,1,2,3"})
    void shapesHaveHalfSizes(String shape, GeomType type, double a, double b, double c) {
        Geom geom = only("<collision><geometry>" + shape + "</geometry></collision>").geoms.getFirst();
        assertThat(geom.type).isEqualTo(type);
        assertThat(geom.size).containsExactly(a, b, c);
    }

    @Test
    void aPlaneIsTurnedByItsNormal() {
        Geom geom = only("<collision><geometry><plane normal='1 0 0'/></geometry></collision>").geoms.getFirst();
        assertThat(geom.type).isEqualTo(GeomType.PLANE);
        assertThat(geom.quat.rotate(Vec3.Z).minus(Vec3.X).length()).isLessThan(1e-12);
    }

    @Test
    void frictionOfBulletIsKept() {
        Body body = only("<contact><lateral_friction value='0.3'/></contact><collision>" + BOX + "</collision>");
        assertThat(body.geoms.getFirst().friction).containsExactly(0.3, 0.005, 0.0001);
    }

    @Test
    void namesOfGeomsAreMadeUnique() {
        String visual = "<visual name='v'>" + BOX + "</visual>";
        Scene scene = read(robot(link("a", visual), link("b", visual, visual), joint("j", "fixed", "a", "b")));
        assertThat(scene.bodies().stream().flatMap(b -> b.geoms.stream()).map(g -> g.name))
                .containsExactly("v", "b_v", "b_v_1");
    }

    @Test
    void meshesAreFoundByPackageFolderAndBlock() {
        UrdfReader reader = new UrdfReader(Urdf.files("/robots/arm/meshes/a.obj", "", "/robots/arm/package.xml", "",
                "/robots/arm/urdf/b.obj", "", "/robots/arm/urdf/sub/c.obj", ""));
        String text = robot("<mujoco><compiler meshdir='sub'/></mujoco>",
                link("l", mesh("package://arm/meshes/a.obj", ""), mesh("b.obj", ""), mesh("c.obj", ""),
                        mesh("c.obj", "scale='-1 1 1'"), mesh("./b.obj", "")));
        Scene scene = reader.parse("/robots/arm/urdf/r.urdf", text, new Diagnostics());
        assertThat(scene.meshes).extracting(m -> m.name).containsExactly("a", "b", "c", "c_1");
        assertThat(scene.meshes).extracting(m -> m.file)
                .containsExactly("package://arm/meshes/a.obj", "b.obj", "sub/c.obj", "sub/c.obj");
        MeshAsset mirrored = scene.meshes.getLast();
        assertThat(mirrored.scale).containsExactly(-1, 1, 1);
        assertThat(scene.world.children.getFirst().geoms).extracting(g -> g.mesh)
                .containsExactly("a", "b", "c", "c_1", "b");
    }

    private static String mesh(String file, String scale) {
        return "<collision><geometry><mesh filename='" + file + "' " + scale + "/></geometry></collision>";
    }

    @Test
    void aMeshOfOneMaterialGivesItsColour() {
        UrdfReader reader = new UrdfReader(Urdf.files("/robots/a.obj", "mtllib m.mtl\nusemtl blue\n" + Urdf.TETRAHEDRON,
                "/robots/m.mtl", "newmtl blue\nKd 0 0 1\n"));
        String visual = "<visual><geometry><mesh filename='a.obj'/></geometry>"
                + "<material name='red'><color rgba='1 0 0 1'/></material></visual>";
        Scene scene = reader.parse(Urdf.FILE, robot("<link name='l'>" + visual + visual + "</link>"),
                new Diagnostics());
        assertThat(scene.world.children.getFirst().geoms).hasSize(2).allSatisfy(g -> {
            assertThat(g.material).isEqualTo("a_blue");
            assertThat(g.rgba).containsExactly(0, 0, 1, 1);
        });
        assertThat(scene.meshes).singleElement().satisfies(m -> {
            assertThat(m.file).isEqualTo("a.obj");
            assertThat(m.geometry).as("the scene's material says it").satisfies(
                    mesh -> assertThat(mesh.parts()).extracting(MeshPart::material).containsOnly(MeshMaterial.NONE));
        });
    }

    @Test
    void aMeshOfSeveralMaterialsBecomesSeveralGeoms() {
        String obj = Urdf.TETRAHEDRON.replace("f 1 3 2", "mtllib m.mtl\nusemtl blue\nf 1 3 2").replace("f 2 3 4",
                "usemtl wood\nf 2 3 4");
        UrdfReader reader = new UrdfReader(Urdf.files("/robots/a.obj", obj, "/robots/m.mtl",
                "newmtl blue\nKd 0 0 1\nnewmtl wood\nmap_Kd w.png\n", "/robots/w.png", ""));
        String visual = "<visual name='v'><origin xyz='1 2 3'/><geometry><mesh filename='a.obj' scale='2 2 2'/>"
                + "</geometry></visual>";
        Scene scene = reader.parse(Urdf.FILE, robot("<link name='l'>" + visual + visual + "</link>"),
                new Diagnostics());
        List<Geom> geoms = scene.world.children.getFirst().geoms;
        assertThat(geoms).extracting(g -> g.mesh).containsExactly("a_0", "a_1", "a_0", "a_1");
        assertThat(geoms).extracting(g -> g.name).containsExactly("v", null, "l_v", null);
        assertThat(geoms).allMatch(g -> g.pos.equals(new Vec3(1, 2, 3)) && g.contype == 0 && g.density == 0);
        assertThat(scene.meshes).extracting(m -> m.name).containsExactly("a_0", "a_1");
        assertThat(scene.meshes.getLast().scale).containsExactly(2, 2, 2);
        assertThat(scene.meshes.getLast().geometry).satisfies(m -> {
            assertThat(m.faceCount()).isEqualTo(1);
            assertThat(m.vertexCount()).isEqualTo(3);
            assertThat(m.corner(0, 0)).isEqualTo(Vec3.X);
        });
        assertThat(scene.material("a_wood")).satisfies(m -> assertThat(m.textures).containsEntry(TextureRole.RGB, "w"));
    }

    @Test
    void unreadableMeshesAreToldByHowMuchTheyMatter() {
        UrdfReader reader = new UrdfReader(Urdf.files("/robots/a.vtk", "x"));
        String mesh = "<geometry><mesh filename='a.vtk'/></geometry>";
        assertThat(messages(reader, robot(link("a", "<visual>" + mesh + "</visual>", "<visual>" + mesh + "</visual>"))))
                .startsWith("/robots/a.vtk: warning: '.vtk' is not a known mesh format;").hasLineCount(1);
        assertThat(messages(reader, robot(link("a", "<visual>" + mesh + "</visual>",
                "<collision>" + mesh + "</collision>"))))
                .contains("/robots/a.vtk: error: '.vtk' is not a known mesh format;").hasLineCount(2);
    }

    @Test
    void pathsAreStrippedOnDemand() {
        UrdfReader reader = new UrdfReader(Urdf.files("/robots/m/a.obj", ""));
        String text = robot("<mujoco><compiler meshdir='m' strippath='true'/></mujoco>",
                link("l", mesh("x/y/a.obj", "")));
        assertThat(reader.parse(Urdf.FILE, text, new Diagnostics()).meshes).hasSize(1);
    }

    @Test
    void materialsAreGlobalOrLocal() {
        Scene scene = read(robot("<material name='red'><color rgba='1 0 0 1'/></material>",
                link("a", visual("<material name='red'/>"), visual("<material name='blue'/>"),
                        visual("<material name='red'><color rgba='0.5 0 0 1'/></material>"),
                        visual("<material name=''><color rgba='0 1 0 0.5'/></material>")),
                link("b", visual("<material name='blue'><color rgba='0 0 1 1'/></material>")),
                joint("j", "fixed", "a", "b")));
        List<Geom> geoms = scene.world.children.getFirst().geoms;
        assertThat(geoms).extracting(g -> g.material).containsExactly("red", "blue", "red_1", null);
        assertThat(geoms.get(3).rgba).containsExactly(0, 1, 0, 0.5);
        assertThat(scene.materials).extracting(m -> m.name).containsExactly("red", "blue", "red_1");
        Material red = scene.materials.get(2);
        assertThat(red.rgba).containsExactly(0.5, 0, 0, 1);
    }

    private static String visual(String material) {
        return "<visual>" + BOX + material + "</visual>";
    }

    @Test
    void aMaterialMayHaveATexture() {
        UrdfReader reader = new UrdfReader(Urdf.files("/robots/wood.png", ""));
        String text = robot(link("a", visual("<material name='m'><texture filename='wood.png'/></material>")));
        Scene scene = reader.parse(Urdf.FILE, text, new Diagnostics());
        assertThat(scene.material("m")).satisfies(m -> {
            assertThat(m.textures).containsEntry(TextureRole.RGB, "wood");
            assertThat(m.rgba).containsExactly(1, 1, 1, 1);
        });
        assertThat(scene.textures).singleElement().satisfies(t -> {
            assertThat(t.file).isEqualTo("wood.png");
            assertThat(t.type).isEqualTo(TextureType.FLAT);
        });
    }

    @Test
    void wrongColoursAndUnknownMaterialsAreWarnings() {
        assertThat(messages(robot("<material name='grey'><color rgba='255 128 0 1'/></material>",
                link("a", visual("<material name='gray'/>"), visual("<material name='gray'/>"))))).isEqualTo("""
                        2: warning: attribute 'rgba' of 'color' is '255 128 0 1'; expected numbers from 0 to 1; \
                        divide numbers from 0 to 255 by 255
                        3: warning: material 'gray' is not defined: grey is used; \
                        expected a material of the robot, or a color here; did you mean 'grey'?""");
    }

    @Test
    void inertiaTurnsWithItsOrigin() {
        Body body = only("<inertial><origin xyz='1 2 3' rpy='0 0 1.5707963267948966'/><mass value='2'/>"
                + "<inertia ixx='1' iyy='2' izz='2.5' ixy='0.1' ixz='0.2' iyz='0.3'/></inertial>");
        assertThat(body.inertial).isNotNull();
        Inertial inertial = body.inertial;
        assertThat(inertial.mass()).isEqualTo(2);
        assertThat(inertial.pos()).isEqualTo(new Vec3(1, 2, 3));
        assertThat(inertial.inertia()).isEqualTo(new Sym3(1, 2, 2.5, 0.1, 0.2, 0.3));
        assertThat(inertial.quat().angleTo(Quat.fromAxisAngle(Vec3.Z, Math.PI / 2))).isLessThan(1e-12);
    }

    @Test
    void massesAreNotNegative() {
        assertThat(messages(robot("<link name='a'>" + inertial(-1, 1, 1, 1) + "</link>"))).isEqualTo(
                "2: error: link 'a' has mass -1.0; expected a mass that is not negative");
        assertThat(messages(robot("<link name='a'><inertial/></link>"))).isEqualTo(
                "2: error: 'inertial' of link 'a' has no 'mass'; expected one");
        assertThat(messages(robot("<link name='a'><inertial><mass value='1'/><inertia ixx='1'/></inertial></link>")))
                .isEqualTo("""
                        2: error: 'inertia' has no attribute 'iyy'; expected one
                        2: error: 'inertia' has no attribute 'izz'; expected one""");
    }

    @Test
    void impossibleInertiasAreMended() {
        String text = moving(inertial(1, 1, 1, 3));
        assertThat(messages(text)).isEqualTo("3: warning: link 'a' has the principal moments of inertia "
                + "3.00 1.00 1.00: 2.00 1.00 1.00 are used; "
                + "expected positive moments of which the largest is at most the sum of the others; correct the "
                + "inertia");
        assertThat(read(text).bodies().getLast().inertial).satisfies(
                i -> assertThat(i.inertia().xx()).isBetween(1.999999, 2.0));
        assertThat(messages(moving(inertial(1, -1, -1, -1)))).startsWith(
                "3: warning: link 'a' has no positive moment of inertia: none is used; "
                        + "expected positive moments; correct the inertia");
    }

    @Test
    void impossibleInertiasAreLeftToTheCompilerOnDemand() {
        String text = moving(inertial(1, 1, 1, 3)).replace("<link name='base'/>",
                "<link name='base'/><mujoco><compiler balanceinertia='true'/></mujoco>");
        assertThat(messages(text)).isEmpty();
        assertThat(read(text).bodies().getLast().inertial).satisfies(i -> assertThat(i.inertia().zz()).isEqualTo(3));
    }

    @Test
    void whatMovesHasMass() {
        assertThat(messages(moving(""))).isEqualTo("3: warning: link 'a': moves, but has no mass; 1 g is used; "
                + "expected an inertial or a collision shape; give it its mass");
        assertThat(read(moving("")).bodies().getLast().inertial).satisfies(i -> {
            assertThat(i.mass()).isEqualTo(MovingMass.LEAST_MASS);
            assertThat(i.inertia()).isEqualTo(Sym3.diagonal(Vec3.ONE.times(MovingMass.LEAST_MOMENT)));
        });
        assertThat(messages(moving("<collision>" + BOX + "</collision>"))).isEmpty();
        assertThat(messages(moving("<visual>" + BOX + "</visual>"))).contains("moves, but has no mass");
        assertThat(messages(robot("<link name='fixed'/>"))).isEmpty();
    }

    @Test
    void whatMovesHasMomentsOfInertia() {
        assertThat(messages(moving(inertial(1, 0, 0, 0)))).isEqualTo(
                "3: warning: link 'a': moves, but has a moment of inertia of 0; "
                        + "the moments of a ball of water of its mass are used; "
                        + "expected three positive moments; correct the inertia");
        // a litre of water is a ball of radius 6.2 cm: 2/5 m r²
        assertThat(read(moving(inertial(1, 0, 0, 0))).bodies().getLast().inertial).satisfies(
                i -> assertThat(i.inertia().xx()).isBetween(0.00153, 0.00155));
        assertThat(messages(moving(inertial(1, 1, 1, 0)))).isEqualTo(
                "3: warning: link 'a': moves, but has a moment of inertia of 0; "
                        + "a thousandth of the largest moment is used for it; "
                        + "expected three positive moments; correct the inertia");
    }

    @Test
    void aWeldedLinkGivesItsMass() {
        assertThat(messages(robot("<link name='base'/>", "<link name='a'/>", link("b"),
                joint("j", "continuous", "base", "a"), joint("k", "fixed", "a", "b")))).isEmpty();
    }

    @Test
    void linksOfNothingAreFoldedIntoTheNext() {
        String text = robot("<link name='base'/>", "<link name='a'/>", link("b"),
                joint("j", "continuous", "base", "a", "<axis xyz='0 0 1'/>"),
                joint("k", "continuous", "a", "b", "<origin xyz='0 0 1'/>"));
        assertThat(messages(text)).isEqualTo("3: warning: link 'a' has no mass and no shape: "
                + "its joint 'j' moves link 'b' directly; give it an inertial to keep it as a body of its own");
        Body b = read(text).bodies().getLast();
        assertThat(b.joints).extracting(j -> j.name).containsExactly("j", "k");
        assertThat(b.joints.getFirst().pos).isEqualTo(new Vec3(0, 0, -1));
    }
}
