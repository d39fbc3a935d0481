package org.isthmus.model.mjcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;

import org.isthmus.model.scene.Scene;
import org.junit.jupiter.api.Test;

class IncludesTest {
    @Test
    void anIncludeStandsForTheContentOfTheRoot() {
        Scene scene = Mjcf.readFiles(Map.of("/scene.xml", """
                <mujoco model="m">
                  <include file="sub/options.xml"/>
                  <worldbody><geom name="a" size="1"/><include file="sub/geoms.xml"/><geom name="z" size="1"/></worldbody>
                </mujoco>""",
                "/sub/options.xml", "<mujoco model='other'><option timestep='0.3'/></mujoco>",
                "/sub/geoms.xml", "<anything><geom name='b' size='1'/><geom name='c' size='1'/></anything>"));
        assertThat(scene.name).isEqualTo("m");
        assertThat(scene.physics.timestep).isEqualTo(0.3);
        assertThat(scene.world.geoms).extracting(g -> g.name).containsExactly("a", "b", "c", "z");
        assertThat(scene.world.geoms.get(1).source).hasToString("/sub/geoms.xml:1:11");
    }

    @Test
    void filesAreFoundFromTheMainFileFirstThenFromTheOneThatIncludes() {
        Scene scene = Mjcf.readFiles(Map.of("/scene.xml", "<mujoco><include file='sub/a.xml'/></mujoco>",
                "/sub/a.xml", "<mujoco><include file='b.xml'/><include file='c.xml'/></mujoco>",
                "/b.xml", "<mujoco><option timestep='1'/></mujoco>",
                "/sub/b.xml", "<mujoco><option timestep='2'/></mujoco>",
                "/sub/c.xml", "<mujoco><option density='3'/></mujoco>"));
        assertThat(scene.physics.timestep).isEqualTo(1);
        assertThat(scene.physics.density).isEqualTo(3);
    }

    @Test
    void aFileIsIncludedOnce() {
        String message = ": error: 'a.xml' is included a second time, or includes itself; expected each file once; "
                + "put what is used twice into <default>, <replicate> or <attach>";
        assertThat(Mjcf.messages(Map.of("/scene.xml", "<mujoco><include file='a.xml'/><include file='a.xml'/></mujoco>",
                "/a.xml", "<mujoco/>"))).containsExactly("/scene.xml:1:41" + message);
        assertThat(Mjcf.messages(Map.of("/scene.xml", "<mujoco><include file='a.xml'/></mujoco>",
                "/a.xml", "<mujoco><include file='a.xml'/></mujoco>"))).containsExactly("/a.xml:1:18" + message);
    }

    @Test
    void includesCannotMakeATreeTooDeep() {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            files.put(i == 0 ? "/scene.xml" : "/" + i + ".xml", "<mujoco>" + "<worldbody>".repeat(30)
                    + "<include file='" + (i + 1) + ".xml'/>" + "</worldbody>".repeat(30) + "</mujoco>");
        }
        files.put("/10.xml", "<mujoco/>");
        assertThat(Mjcf.messages(files)).singleElement().asString()
                .endsWith("error: more than 200 elements inside each other, includes counted; expected at most 200");
    }

    @Test
    void whatIsWrongInAnIncludedFileIsToldThere() {
        assertThat(Mjcf.messages(Map.of("/scene.xml", "<mujoco><include file='a.xml'/></mujoco>",
                "/a.xml", "<mujoco>\n <option timestep='x'/></mujoco>"))).containsExactly(
                        "/a.xml:2:10: error: 'x' in attribute 'timestep' of <option>; expected a finite number");
        assertThat(Mjcf.messages(Map.of("/scene.xml", "<mujoco><include file='b.xml'/></mujoco>",
                "/a.xml", "<mujoco/>"))).containsExactly(
                        "/scene.xml:1:18: error: file 'b.xml' does not exist; expected a file in /; did you mean 'a.xml' in /?");
    }
}
