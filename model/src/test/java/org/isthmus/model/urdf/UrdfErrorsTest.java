package org.isthmus.model.urdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.model.urdf.Urdf.joint;
import static org.isthmus.model.urdf.Urdf.link;
import static org.isthmus.model.urdf.Urdf.messages;
import static org.isthmus.model.urdf.Urdf.robot;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.linkage.Linkage;
import org.junit.jupiter.api.Test;

class UrdfErrorsTest {
    @Test
    void otherFormatsAreNamed() {
        assertThat(messages("<sdf version='1.7'/>")).isEqualTo(
                "1: error: this is SDF, not URDF; expected a root element 'robot'; read it by the reader of "
                        + "that format");
        assertThat(messages("<mujoco/>")).startsWith("1: error: this is MJCF, not URDF;");
        assertThat(messages("<a/>")).isEqualTo("1: error: the root element is 'a'; expected 'robot'");
        assertThat(messages("<robot name='r'><xacro:property name='x' value='1'/></robot>")).isEqualTo(
                "1: error: this is a xacro file: 'xacro:property' holds a macro; expected plain URDF; "
                        + "run xacro first: xacro FILE > robot.urdf");
        assertThat(messages("<robot name='r'><link name='${n}'/></robot>")).startsWith(
                "1: error: this is a xacro file: 'link' holds a macro;");
    }

    @Test
    void aRobotHasLinks() {
        assertThat(messages("<robot name='r'/>")).isEqualTo("1: error: the robot has no link; expected at least one");
    }

    @Test
    void severalRootsAreNamed() {
        assertThat(messages(robot(link("a"), link("b"), link("c"), joint("j", "fixed", "b", "c")))).isEqualTo(
                "3: error: the robot has several root links: 'a', 'b'; expected one tree of links; "
                        + "connect them by joints, fixed ones if need be");
        assertThat(messages(robot(link("a"), link("b"), joint("j", "fixed", "world", "a")))).isEqualTo(
                "3: error: links hang on nothing: 'b'; expected one tree of links; "
                        + "connect them by joints, fixed ones if need be");
    }

    @Test
    void loopsAreNamed() {
        assertThat(messages(robot(link("a"), link("b"), link("c"), link("d"), joint("i", "fixed", "b", "c"),
                joint("j", "fixed", "c", "b"), joint("k", "fixed", "c", "d")))).isEqualTo(
                        "4: error: the links 'c' → 'b' → … form a loop; expected a tree with one root; "
                                + "cut the loop and close it by an equality constraint in the scene");
    }

    @Test
    void aLinkHasOneParent() {
        assertThat(messages(robot(link("a"), link("b"), joint("i", "fixed", "a", "b"), joint("j", "fixed", "a", "b"))))
                .isEqualTo("5: error: link 'b' is the child of joints 'i' and 'j'; expected one parent for each link; "
                        + "cut the loop here and close it by an equality constraint in the scene");
    }

    @Test
    void jointsNameTheirLinks() {
        assertThat(messages(robot(link("base"), link("arm"), joint("i", "fixed", "bose", "arm"),
                joint("j", "fixed", "base", "ram"), "<joint name='k' type='fixed'><parent link='base'/></joint>",
                joint("l", "fixed", "base", "world")))).isEqualTo("""
                        6: error: joint 'k' has no 'child'; expected one
                        4: error: joint 'i' has the unknown parent link 'bose'; expected the name of a link; \
                        did you mean 'base'?
                        5: error: joint 'j' has the unknown child link 'ram'; expected the name of a link; \
                        did you mean 'arm'?
                        7: error: joint 'l' has 'world' as its child; expected a link that can move; \
                        swap parent and child""");
        assertThat(messages(robot("<link name='world'/>", link("base"), joint("j", "fixed", "base", "world"))))
                .contains(
                        "4: error: joint 'j' has 'world' as its child; expected a link that can move; swap "
                                + "parent and child");
    }

    @Test
    void namesAreUnique() {
        assertThat(messages(robot(link("a"), link("a"), link("b"), joint("j", "fixed", "a", "b"),
                joint("j", "fixed", "a", "b")))).isEqualTo("""
                        3: error: link 'a' is described twice; expected one link of that name; \
                        rename one; the first is at 2:1
                        6: error: joint 'j' is described twice; expected one joint of that name; rename one""");
    }

    @Test
    void namesAreThere() {
        assertThat(messages(robot("<link/><link name=' '/>", "<joint name='j'/>"))).isEqualTo("""
                2: error: 'link' has no attribute 'name'; expected one
                2: error: attribute 'name' of 'link' is blank; expected a name
                1: error: the robot has no link; expected at least one
                3: error: 'joint' has no attribute 'type'; expected one
                3: error: joint 'j' has no 'parent'; expected one
                3: error: joint 'j' has no 'child'; expected one""");
    }

    @Test
    void typesAreKnown() {
        assertThat(messages(robot(link("a"), link("b"), joint("j", "revolut", "a", "b")))).isEqualTo(
                "4: error: joint 'j' has the type 'revolut'; expected one of revolute, continuous, prismatic, fixed, "
                        + "floating, planar, spherical, ball, universal; did you mean 'revolute'?");
    }

    @Test
    void anAxisHasADirection() {
        assertThat(messages(robot(link("a"), link("b"), joint("j", "continuous", "a", "b", "<axis xyz='0 0 0'/>"))))
                .isEqualTo(
                        "4: error: joint 'j' has the axis 0 0 0; expected a direction");
    }

    @Test
    void numbersAreNumbers() {
        assertThat(messages(robot(link("a"), link("b"), joint("j", "revolute", "a", "b",
                "<origin xyz='1 2' rpy='0 0 x'/><axis xyz='1 2 3 4'/><limit lower='nan' upper='1' effort='0x10'/>"))))
                .isEqualTo("""
                                4: error: attribute 'xyz' of 'axis' is '1 2 3 4'; expected 3 finite numbers
                                4: error: attribute 'lower' of 'limit' is 'nan'; expected one number
                                4: error: attribute 'effort' of 'limit' is '0x10'; expected one number
                                4: error: attribute 'rpy' of 'origin' is '0 0 x'; expected 3 finite numbers
                                4: error: attribute 'xyz' of 'origin' is '1 2'; expected 3 finite numbers""");
    }

    @Test
    void shapesAreKnownAndWhole() {
        String body = "<collision><geometry><%s/></geometry></collision>";
        assertThat(messages(robot(link("a", body.formatted("sphare radius='1'"))))).startsWith(
                "2: error: 'geometry' has no shape that is known; "
                        + "expected one of box, sphere, cylinder, capsule, ellipsoid, plane, mesh; did you mean "
                        + "'sphere'?");
        assertThat(messages(robot(link("a", body.formatted("sphere"))))).isEqualTo(
                "2: error: 'sphere' has no attribute 'radius'; expected one");
        assertThat(messages(robot(link("a", body.formatted("sphere radius='-1'"))))).isEqualTo(
                "2: error: a size is -1.0; expected positive sizes");
        assertThat(messages(robot(link("a", body.formatted("box size='1 0 1'"))))).isEqualTo(
                "2: warning: a size is 0: the shape is left out; expected positive sizes");
        assertThat(messages(robot(link("a", body.formatted("plane normal='0 0 0'"))))).isEqualTo(
                "2: error: the normal of a plane is 0 0 0; expected a direction");
        assertThat(messages(robot(link("a", body.formatted("mesh filename='a.stl' scale='1 0 1'"))))).isEqualTo(
                "2: error: a mesh is scaled by 0; expected factors other than 0");
        assertThat(messages(robot(link("a", "<visual/>")))).isEqualTo(
                "2: error: 'visual' has no 'geometry'; expected one");
    }

    @Test
    void missingMeshesAreToldByHowMuchTheyMatter() {
        String mesh = "<geometry><mesh filename='%s'/></geometry>";
        String text = robot(link("a", "<visual>" + mesh.formatted("v.stl") + "</visual>",
                "<visual>" + mesh.formatted("v.stl") + "</visual>",
                "<collision>" + mesh.formatted("package://p/c.stl") + "</collision>",
                "<collision>" + mesh.formatted("package://p/d.stl") + "</collision>"));
        assertThat(messages(text)).isEqualTo("""
                2: warning: file 'v.stl' does not exist; expected a file in /robots; \
                check the name, or add the folder that holds it to the search folders
                2: error: package 'p' is not found; \
                expected a folder of that name, or one whose package.xml names it, in /; \
                add the folder that holds it to the search folders""");
        assertThat(messages(new UrdfReader(Urdf.files()).toleratingMissingMeshes(), text))
                .contains("2: warning: package 'p' is not found;");
    }

    @Test
    void treesAreNotTooDeep() {
        StringBuilder parts = new StringBuilder(link("l0"));
        for (int i = 1; i <= Linkage.MAX_DEPTH + 1; i++) {
            parts.append(link("l" + i)).append(joint("j" + i, "fixed", "l" + (i - 1), "l" + i));
        }
        assertThat(messages(robot(parts.toString()))).contains(
                "error: link 'l1001' is at depth 1001; expected at most 1000 links below each other");
    }

    @Test
    void severalErrorsAreCollected() {
        Diagnostics diagnostics = new Diagnostics();
        String text = robot("<link/>", link("a", "<collision/><collision/>"));
        assertThat(messages(text)).hasLineCount(3);
        assertThat(diagnostics.hasErrors()).isFalse();
    }
}
