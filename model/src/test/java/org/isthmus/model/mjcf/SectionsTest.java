package org.isthmus.model.mjcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.CustomField.Entry;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.InertiaFromGeom;
import org.isthmus.model.scene.Integrator;
import org.isthmus.model.scene.LengthRangeOptions;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Tendon;
import org.isthmus.model.scene.Tendon.Wrap;
import org.junit.jupiter.api.Test;

/// The sections without bodies, assets, actuators and sensors.
class SectionsTest {
    @Test
    void optionsOfCompilerAndPhysicsAreKept() {
        Scene scene = Mjcf.read("""
                <compiler autolimits="false" boundmass="0.1" inertiafromgeom="true" inertiagrouprange="2 4" settotalmass="3"
                    fusestatic="true" usethread="false" coordinate="local">
                  <lengthrange mode="all" tolrange="0.1"/>
                </compiler>
                <option timestep="0.001" integrator="RK4" gravity="0 0 -1" actuatorgroupdisable="1 30">
                  <flag contact="disable" energy="enable" gravity="enable"/>
                </option>
                <size memory="1M" nuser_geom="3" nkey="2"/>
                <statistic extent="2" center="1 2 3"/>
                <visual><global offwidth=" 1280 "/><rgba haze="1 0 0 1"/></visual>""");
        assertThat(scene.compiler.autolimits).isFalse();
        assertThat(scene.compiler.inertiaFromGeom).isEqualTo(InertiaFromGeom.TRUE);
        assertThat(scene.compiler.inertiaGroupRange).containsExactly(2, 4);
        assertThat(scene.compiler.lengthRange.mode).isEqualTo(LengthRangeOptions.Mode.ALL);
        assertThat(scene.physics.integrator).isEqualTo(Integrator.RK4);
        assertThat(scene.physics.disabledActuatorGroups).containsExactly(1, 30);
        assertThat(scene.physics.switched).containsExactlyInAnyOrder(Flag.CONTACT, Flag.ENERGY);
        assertThat(scene.sizes.userOfGeom).isEqualTo(3);
        assertThat(scene.sizes.keyframes).isEqualTo(2);
        assertThat(scene.statistic.center).isEqualTo(new Vec3(1, 2, 3));
        assertThat(scene.visual.get("global")).containsEntry("offwidth", "1280");
        assertThat(scene.visual.get("rgba")).containsEntry("haze", "1 0 0 1");
    }

    @Test
    void laterSettingsReplaceEarlierOnes() {
        Scene scene = Mjcf
                .read("<option timestep='1'><flag contact='disable'/></option><option timestep='2' density='3'>"
                        + "<flag contact='enable'/></option>");
        assertThat(scene.physics.timestep).isEqualTo(2);
        assertThat(scene.physics.density).isEqualTo(3);
        assertThat(scene.physics.isOn(Flag.CONTACT)).isTrue();
    }

    @Test
    void equalitiesAreOfFourKinds() {
        Scene scene = Mjcf.read("""
                <default><equality solref="0.1 1"/><default class="k"><equality active="false" solref="0.3"/></default></default>
                <equality>
                  <connect body1="a" body2="b" anchor="1 2 3"/><connect site1="s" site2="t"/>
                  <weld name="w" body1="a" relpose="1 2 3 1 0 0 0" torquescale="2"/>
                  <joint joint1="a" joint2="b" polycoef="1 2"/><tendon class="k" tendon1="a"/>
                </equality>""");
        assertThat(scene.equalities).extracting(e -> e.type).containsExactly(EqualityType.CONNECT, EqualityType.CONNECT,
                EqualityType.WELD, EqualityType.JOINT, EqualityType.TENDON);
        Equality weld = scene.equalities.get(2);
        assertThat(weld.relativePose).containsExactly(1, 2, 3, 1, 0, 0, 0);
        assertThat(weld.solref).containsExactly(0.1, 1);
        assertThat(scene.equalities.get(3).polycoef).containsExactly(1, 2, 0, 0, 0);
        assertThat(scene.equalities.get(4).active).isFalse();
        assertThat(scene.equalities.get(4).solref).containsExactly(0.3, 1);
        assertThat(scene.equalities.get(1).site2).isEqualTo("t");
    }

    @Test
    void tendonsHaveTheirPathsInOrder() {
        Scene scene = Mjcf.read("""
                <default><tendon stiffness="5"/></default>
                <tendon>
                  <spatial springlength="0.2"><site site="a"/><geom geom="g" sidesite="s"/><site site="b"/><pulley divisor="2"/></spatial>
                  <fixed springlength="0.2 0.3"><joint joint="j" coef="-1"/><joint joint="k" coef="2"/></fixed>
                </tendon>""");
        Tendon spatial = scene.tendons.get(0);
        assertThat(spatial.spatial).isTrue();
        assertThat(spatial.springLength).containsExactly(0.2, 0.2);
        assertThat(spatial.stiffness[0]).isEqualTo(5);
        assertThat(spatial.path).containsExactly(new Wrap.ThroughSite("a"), new Wrap.AroundGeom("g", "s"),
                new Wrap.ThroughSite("b"), new Wrap.Pulley(2));
        assertThat(scene.tendons.get(1).springLength).containsExactly(0.2, 0.3);
        assertThat(scene.tendons.get(1).path).containsExactly(new Wrap.OfJoint("j", -1), new Wrap.OfJoint("k", 2));
    }

    @Test
    void contactsCustomFieldsAndKeyframesAreRead() {
        Scene scene = Mjcf.read("""
                <contact><pair geom1="a" geom2="b" condim="4" friction="2"/><exclude name="x" body1="world" body2="b"/></contact>
                <custom>
                  <numeric name="n" data="1 2" size="3"/><text name="t" data="a b"/><text name="u"><![CDATA[c]]></text>
                  <tuple name="p"><element objtype="body" objname="b" prm="2"/></tuple>
                </custom>
                <keyframe><key name="k" time="2" qpos="1 2 3" ctrl="0.5"/></keyframe>""");
        assertThat(scene.contactPairs.get(0).condim).isEqualTo(4);
        assertThat(scene.contactPairs.get(0).friction).containsExactly(2, 1, 0.005, 0.0001, 0.0001);
        assertThat(scene.contactExclusions.get(0).body1).isEqualTo("world");
        assertThat(scene.customFields.get(0)).isInstanceOfSatisfying(CustomField.Numeric.class, n -> {
            assertThat(n.data()).containsExactly(1, 2);
            assertThat(n.size()).isEqualTo(3);
        });
        SourceLocation at = scene.customFields.get(1).source();
        assertThat(scene.customFields.get(1)).isEqualTo(new CustomField.Text("t", "a b", at));
        assertThat(scene.customFields.get(2)).isInstanceOfSatisfying(CustomField.Text.class,
                t -> assertThat(t.data()).isEqualTo("c"));
        assertThat(scene.customFields.get(3)).isInstanceOfSatisfying(CustomField.Tuple.class,
                t -> assertThat(t.entries()).isEqualTo(List.of(new Entry(ObjectType.BODY, "b", 2))));
        assertThat(scene.keyframes.get(0).qpos).containsExactly(1, 2, 3);
        assertThat(scene.keyframes.get(0).ctrl).containsExactly(0.5);
    }
}
