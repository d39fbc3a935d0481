package org.isthmus.model.mjcf;

import static org.assertj.core.api.Assertions.assertThat;

import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.DefaultClass;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Scene;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DefaultsReaderTest {
    @Test
    void anElementHasTheValuesOfItsClassAndThoseOfItsParentsBelowItsOwn() {
        Scene scene = Mjcf.read("""
                <default>
                  <default class="arm"><default class="tip"><geom type="box" rgba="1 0 0 1"/></default><geom size=".1 .2"/></default>
                  <geom size=".5 .6 .7" density="500"/>
                </default>
                <worldbody><geom name="g" class="tip" size=".3"/><geom name="h"/></worldbody>""");
        var geom = scene.geom("g");
        assertThat(geom).isNotNull();
        assertThat(geom.type).isEqualTo(GeomType.BOX);
        assertThat(geom.size).containsExactly(.3, .2, .7);
        assertThat(geom.density).isEqualTo(500);
        assertThat(geom.defaultClass).isEqualTo("tip");
        assertThat(scene.geom("h")).isNotNull().satisfies(h -> assertThat(h.defaultClass).isNull());
    }

    @Test
    void theNearestChildClassHoldsForWhatNamesNoClass() {
        Scene scene = Mjcf.read("""
                <default>
                  <default class="a"><geom group="1"/></default><default class="b"><geom group="2"/></default>
                </default>
                <worldbody>
                  <body name="outer" childclass="a">
                    <geom name="1" size="1"/>
                    <body><geom name="2" size="1"/><geom name="3" class="main" size="1"/></body>
                    <body childclass="b"><geom name="4" size="1"/></body>
                    <frame childclass="b"><geom name="5" size="1"/><body name="framed"><geom name="6" size="1"/></body></frame>
                  </body>
                </worldbody>""");
        assertThat(group(scene, "1")).isEqualTo(1);
        assertThat(group(scene, "2")).isEqualTo(1);
        assertThat(group(scene, "3")).isEqualTo(0);
        assertThat(group(scene, "4")).isEqualTo(2);
        assertThat(group(scene, "5")).isEqualTo(2);
        assertThat(group(scene, "6")).isEqualTo(2);
        Body framed = scene.body("framed");
        assertThat(framed).isNotNull();
        assertThat(framed.childClass).as("the frame is gone, its class is not").isEqualTo("b");
        assertThat(scene.geom("5")).isNotNull().satisfies(g -> assertThat(g.defaultClass).isEqualTo("b"));
    }

    private static int group(Scene scene, String geom) {
        var found = scene.geom(geom);
        assertThat(found).isNotNull();
        return found.group;
    }

    @Test
    void anglesOfAClassBecomeRadiansByTheTypeOfTheJointThatTakesThem() {
        Scene scene = Mjcf.read("""
                <default><joint range="-90 180" ref="90" springref="45"/></default>
                <worldbody><body>
                  <joint name="hinge"/><joint name="slide" type="slide"/><joint name="ball" type="ball" range="0 90"/>
                </body></worldbody>""");
        assertJoint(scene.joint("hinge"), -Math.PI / 2, Math.PI, Math.PI / 2, Math.PI / 4);
        assertJoint(scene.joint("slide"), -90, 180, 90, 45);
        assertJoint(scene.joint("ball"), 0, Math.PI / 2, 90, 45);
        assertJoint(scene.defaults.joint, -Math.PI / 2, Math.PI, Math.PI / 2, Math.PI / 4);
    }

    private static void assertJoint(
            @Nullable Joint joint, double low, double high, double ref, double springRef) {
        assertThat(joint).isNotNull();
        assertThat(joint.range).containsExactly(low, high);
        assertThat(joint.ref).isEqualTo(ref);
        assertThat(joint.springRef).isEqualTo(springRef);
    }

    @Test
    void severalDefaultSectionsAreOneTree() {
        Scene scene = Mjcf.read("""
                <default class="main"><geom density="1"/></default>
                <default><joint damping="2"/><default class="x"/></default>""");
        assertThat(scene.defaults.geom.density).isEqualTo(1);
        assertThat(scene.defaults.joint.damping[0]).isEqualTo(2);
        assertThat(scene.defaults.children).extracting((DefaultClass c) -> c.name).containsExactly("x");
    }

    @Test
    void anOrientationOfAnElementReplacesThatOfItsClassInWhateverForm() {
        Scene scene = Mjcf.read("""
                <default><geom euler="90 0 0"/></default>
                <worldbody><geom name="q" size="1" quat="0 0 0 1"/><geom name="d" size="1"/></worldbody>""");
        assertThat(scene.geom("q")).isNotNull().satisfies(g -> assertThat(g.quat.z()).isEqualTo(1));
        assertThat(scene.geom("d")).isNotNull()
                .satisfies(g -> assertThat(g.quat.x()).isEqualTo(StrictMath.sin(Math.PI / 4)));
    }
}
