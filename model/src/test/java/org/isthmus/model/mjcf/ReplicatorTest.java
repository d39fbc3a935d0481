package org.isthmus.model.mjcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.testkit.Tolerances.ROUNDING;
import static org.isthmus.testkit.Tolerances.assertClose;

import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Tendon.Wrap;
import org.junit.jupiter.api.Test;

/// Names, poses and orders are those of MuJoCo 3.14.
class ReplicatorTest {
    @Test
    void copiesAreMovedAndTurnedStepByStep() {
        Scene scene = Mjcf.read("""
                <worldbody>
                  <geom name="before" size="1"/>
                  <replicate count="3" offset="1 0 0" euler="0 0 90"><geom name="g" size=".1" pos="0 1 0"/></replicate>
                  <geom name="after" size="1"/>
                </worldbody>""");
        assertThat(scene.world.geoms).extracting(g -> g.name).containsExactly("before", "g0", "g1", "g2", "after");
        assertClose(scene.world.geoms.get(1).pos.toArray(), new double[]{0, 1, 0}, ROUNDING);
        assertClose(scene.world.geoms.get(2).pos.toArray(), new double[]{0, 0, 0}, ROUNDING);
        assertClose(scene.world.geoms.get(3).pos.toArray(), new double[]{1, 0, 0}, ROUNDING);
        assertClose(scene.world.geoms.get(3).quat.toArray(), new double[]{0, 0, 0, 1}, ROUNDING);
    }

    @Test
    void numbersHaveAsManyDigitsAsTheCount() {
        Scene scene = Mjcf
                .read("<worldbody><replicate count='10' sep='%d-'><body name='b'><geom size='1'/></body></replicate>"
                        + "</worldbody>");
        assertThat(scene.world.children).extracting(b -> b.name).startsWith("b%d-00", "b%d-01").endsWith("b%d-09");
    }

    @Test
    void insideAnotherReplicationTheInnerNumberComesFirst() {
        Scene scene = Mjcf.read("""
                <worldbody><replicate count="2" sep="x"><body name="a"><joint name="ja"/><geom size="1"/>
                  <replicate count="2" sep="y"><body name="b"><joint name="j"/><geom size="1"/></body></replicate>
                </body></replicate></worldbody>
                <actuator><motor name="ma" joint="ja"/><motor name="m" joint="j"/></actuator>""");
        assertThat(scene.bodies()).extracting(b -> b.name)
                .containsExactly("world", "ax0", "by0x0", "by1x0", "ax1", "by0x1", "by1x1");
        assertThat(scene.actuators).extracting(a -> a.name).containsExactly("max0", "my0x0", "my1x0", "max1", "my0x1",
                "my1x1");
        assertThat(scene.actuators).extracting(a -> a.target).containsExactly("jax0", "jy0x0", "jy1x0", "jax1", "jy0x1",
                "jy1x1");
    }

    @Test
    void whatRefersInsideIsMultipliedAndStandsLast() {
        Scene scene = Mjcf.read("""
                <worldbody>
                  <body name="base"><joint name="bj"/><geom name="bg" size="1"/>
                    <replicate count="2"><body name="b"><joint name="j"/><geom name="g" size=".1"/></body></replicate>
                  </body>
                </worldbody>
                <actuator><motor name="pm" joint="bj"/><motor name="m" joint="j"/><motor name="mz" joint="bj"/></actuator>
                <sensor>
                  <jointpos name="jp" joint="j"/><clock name="ck"/><actuatorfrc name="af" actuator="m"/>
                  <tendonpos name="tp" tendon="t"/><jointpos name="bjp" joint="bj"/>
                </sensor>
                <tendon><fixed name="t"><joint joint="j" coef="1"/></fixed></tendon>
                <contact><pair name="p" geom1="g" geom2="bg"/><exclude name="x" body1="b" body2="b"/></contact>""");
        assertThat(scene.actuators).extracting(Element::label).containsExactly("'pm'", "'mz'", "'m0'", "'m1'");
        assertThat(scene.sensors).extracting(s -> s.name)
                .containsExactly("ck", "bjp", "jp0", "af0", "tp0", "jp1", "af1", "tp1");
        assertThat(scene.sensors).extracting(s -> s.object)
                .containsExactly(null, "bj", "j0", "m0", "t0", "j1", "m1", "t1");
        assertThat(scene.tendons.get(1).path).containsExactly(new Wrap.OfJoint("j1", 1));
        assertThat(scene.contactExclusions).extracting(e -> e.body1 + e.body2).containsExactly("b0b0", "b1b1");
        // MuJoCo refuses this pair, of which one geom is outside
        assertThat(scene.contactPairs).extracting(p -> p.geom1 + p.geom2).containsExactly("g0bg", "g1bg");
    }

    @Test
    void noneIsAllowed() {
        assertThat(Mjcf.read("<worldbody><replicate count='0'><geom size='1'/></replicate></worldbody>").world.geoms)
                .isEmpty();
    }
}
