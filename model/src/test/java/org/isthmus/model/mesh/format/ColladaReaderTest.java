package org.isthmus.model.mesh.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.MassProperties;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.MeshPart;
import org.isthmus.model.mesh.MeshTexture;
import org.junit.jupiter.api.Test;

class ColladaReaderTest {
    /// A tetrahedron with normals and texture coordinates. NODES, ASSET and PRIMITIVES are replaced.
    static final String DOCUMENT = """
            <?xml version="1.0" encoding="utf-8"?>
            <COLLADA xmlns="http://www.collada.org/2005/11/COLLADASchema" version="1.4.1">
              <asset>ASSET</asset>
              <library_images><image id="img"><init_from>tex%20ture.png</init_from></image></library_images>
              <library_effects>
                <effect id="red-fx"><profile_COMMON><technique sid="common"><phong>
                  <diffuse><color>1 0 0.5 0.25</color></diffuse></phong></technique></profile_COMMON></effect>
                <effect id="image-fx"><profile_COMMON>
                  <newparam sid="surf"><surface type="2D"><init_from>img</init_from></surface></newparam>
                  <newparam sid="samp"><sampler2D><source>surf</source></sampler2D></newparam>
                  <technique sid="common"><lambert><diffuse><texture texture="samp" texcoord="UV"/></diffuse></lambert></technique>
                </profile_COMMON></effect>
              </library_effects>
              <library_materials>
                <material id="red" name="Red"><instance_effect url="#red-fx"/></material>
                <material id="image"><instance_effect url="#image-fx"/></material>
              </library_materials>
              <library_geometries>
                <geometry id="geo" name="tetrahedron"><mesh>
                  <source id="pos"><float_array id="pos-a" count="12">0 0 0 1 0 0 0 1 0 0 0 1</float_array><technique_common>
                    <accessor source="#pos-a" count="4" stride="3"/></technique_common></source>
                  <source id="nor"><float_array id="nor-a" count="12">0 0 -1 0 -1 0 -1 0 0 .6 .6 .6</float_array><technique_common>
                    <accessor source="#nor-a" count="4" stride="3"/></technique_common></source>
                  <source id="tex"><float_array id="tex-a" count="6">0 0 1 0 0 1</float_array><technique_common>
                    <accessor source="#tex-a" count="3" stride="2"/></technique_common></source>
                  <vertices id="ver"><input semantic="POSITION" source="#pos"/></vertices>
                  PRIMITIVES
                </mesh></geometry>
              </library_geometries>
              <library_nodes><node id="shared"><translate>10 0 0</translate><instance_geometry url="#geo"/></node></library_nodes>
              <library_visual_scenes><visual_scene id="scene">NODES</visual_scene></library_visual_scenes>
              <scene><instance_visual_scene url="#scene"/></scene>
            </COLLADA>
            """;
    static final String INPUTS = """
            <input semantic="VERTEX" source="#ver" offset="0"/><input semantic="NORMAL" source="#nor" offset="1"/>
            <input semantic="TEXCOORD" source="#tex" offset="2" set="0"/>""";
    static final String TRIANGLES = "<triangles material=\"m\" count=\"4\">" + INPUTS
            + "<p>0 0 0 2 0 1 1 0 2 0 1 0 1 1 1 3 1 2 0 2 0 3 2 1 2 2 2 1 3 0 2 3 1 3 3 2</p></triangles>";
    static final String NODE = "<node id=\"n\"><instance_geometry url=\"#geo\"/></node>";

    static String document(String asset, String primitives, String nodes) {
        return DOCUMENT.replace("ASSET", asset).replace("PRIMITIVES", primitives).replace("NODES", nodes);
    }

    private static Reading read(String asset, String primitives, String nodes) {
        return Reading.of("m/a.dae", document(asset, primitives, nodes), Map.of("m/tex ture.png", new byte[1]));
    }

    private static Mesh zUp(String primitives, String nodes) {
        return read("<up_axis>Z_UP</up_axis>", primitives.replace(" material=\"m\"", ""), nodes).mesh();
    }

    @Test
    void trianglesCarryNormalsAndTexcoords() {
        Mesh mesh = zUp(TRIANGLES, NODE);
        assertThat(mesh.vertexCount()).isEqualTo(4);
        assertThat(MassProperties.volume(mesh)).isCloseTo(1.0 / 6, within(1e-15));
        assertThat(mesh.normals().corners()).isEqualTo(IntArray.wrap(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3));
        assertThat(mesh.texcoords().values()).isEqualTo(DoubleArray.wrap(0, 0, 1, 0, 0, 1));
        assertThat(mesh.parts()).containsExactly(new MeshPart("tetrahedron", 0, 4, MeshMaterial.NONE));
    }

    @Test
    void unitAndUpAxisAreConvertedUnlessToldNotTo() {
        String asset = "<unit meter=\"0.001\"/>";
        for (String up : new String[]{"X_UP", "Y_UP", "Z_UP"}) {
            Mesh mesh = read(asset + "<up_axis>" + up + "</up_axis>", TRIANGLES.replace(" material=\"m\"", ""),
                    "<node><translate>1 2 3</translate><instance_geometry url=\"#geo\"/></node>").mesh();
            Vec3 expected = switch (up) {
                case "X_UP" -> new Vec3(-2, -3, 1);
                case "Y_UP" -> new Vec3(1, -3, 2);
                default -> new Vec3(1, 2, 3);
            };
            assertThat(mesh.vertex(0).minus(expected.times(0.001)).length()).as(up).isLessThan(1e-18);
            assertThat(MassProperties.volume(mesh)).isCloseTo(1e-9 / 6, within(1e-20));
        }
        Reading asIs = Reading.of("a.dae", document(asset, TRIANGLES, NODE).getBytes(UTF_8), Map.of(),
                MeshReadOptions.AS_IN_FILE);
        assertThat(MassProperties.volume(asIs.result().orElseThrow())).isCloseTo(1.0 / 6, within(1e-15));
    }

    @Test
    void nodesNestAndShareGeometries() {
        Mesh mesh = zUp(TRIANGLES, """
                <node><matrix>2 0 0 5 0 2 0 0 0 0 2 0 0 0 0 1</matrix>
                  <node><rotate>0 0 1 90</rotate><translate>1 0 0</translate><instance_geometry url="#geo"/></node>
                  <instance_node url="#shared"/></node>""");
        assertThat(mesh.vertexCount()).isEqualTo(8);
        assertThat(mesh.vertex(0).minus(new Vec3(5, 2, 0)).length()).isLessThan(1e-12);
        assertThat(mesh.vertex(1).minus(new Vec3(5, 4, 0)).length()).isLessThan(1e-12);
        assertThat(mesh.vertex(4).minus(new Vec3(25, 0, 0)).length()).isLessThan(1e-12);
        assertThat(MassProperties.volume(mesh)).isCloseTo(16.0 / 6, within(1e-9));
    }

    @Test
    void mirroringNodeKeepsFacesOutwardAndNormalsWithThem() {
        Mesh mesh = zUp(TRIANGLES, "<node><scale>-1 1 1</scale><instance_geometry url=\"#geo\"/></node>");
        assertThat(MassProperties.volume(mesh)).isCloseTo(1.0 / 6, within(1e-15));
        for (int f = 0; f < 4; f++) {
            Vec3 normal = mesh.corner(f, 1).minus(mesh.corner(f, 0)).cross(mesh.corner(f, 2).minus(mesh.corner(f, 0)))
                    .normalized();
            assertThat(normal.dot(mesh.normals().values().vec3(mesh.normals().corners().get(3 * f))))
                    .isGreaterThan(0.99);
        }
    }

    @Test
    void polygonsOfAllKindsAreCut() {
        String vertex = "<input semantic=\"VERTEX\" source=\"#ver\" offset=\"0\"/>";
        for (String primitives : new String[]{
            "<polylist count=\"2\">" + vertex + "<vcount>4 3</vcount><p>0 1 2 3 0 1 2</p></polylist>",
            "<polygons count=\"2\">" + vertex + "<p>0 1 2 3</p><p>0 1 2</p></polygons>",
            "<trifans count=\"1\">" + vertex + "<p>0 1 2 3</p><p>0 1 2</p></trifans>",
            "<tristrips count=\"1\">" + vertex + "<p>0 1 2 3 0</p></tristrips>"}) {
            assertThat(zUp(primitives, NODE).faceCount()).as(primitives).isEqualTo(3);
        }
    }

    @Test
    void manyPolygonsTakeLittleTime() {
        String polygons = "<polygons count=\"50000\"><input semantic=\"VERTEX\" source=\"#ver\" offset=\"0\"/>"
                + "<p>0 1 2 3</p>".repeat(50_000) + "</polygons>";
        assertThat(zUp(polygons, NODE).faceCount()).isEqualTo(100_000);
    }

    @Test
    void materialsAreBoundWhereTheGeometryIsInstantiated() {
        String node = """
                <node><instance_geometry url="#geo"><bind_material><technique_common>
                <instance_material symbol="m" target="#TARGET"/></technique_common></bind_material></instance_geometry></node>""";
        MeshMaterial red = read("", TRIANGLES, node.replace("TARGET", "red")).mesh().parts().getFirst().material();
        assertThat(red)
                .isEqualTo(new MeshMaterial("Red", DoubleArray.wrap(1, 0, 0.5, 0.25), java.util.Optional.empty()));
        MeshMaterial image = read("", TRIANGLES, node.replace("TARGET", "image")).mesh().parts().getFirst().material();
        assertThat(image.texture()).hasValue(MeshTexture.file("/m/tex ture.png"));
        Reading unknown = read("", TRIANGLES, node.replace("TARGET", "rod"));
        assertThat(unknown.result()).isPresent();
        assertThat(unknown.said()).hasSize(1).first().asString()
                .contains("warning: material '#rod' is not defined; the part stays without colour");
    }

    @Test
    void skinIsTakenAsBound() {
        String text = document("<up_axis>Z_UP</up_axis>", TRIANGLES, "<node><instance_controller url=\"#c\"/></node>")
                .replace(
                        "<library_nodes>", """
                        <library_controllers><controller id="c"><skin source="#geo">
                        <bind_shape_matrix>3 0 0 0 0 3 0 0 0 0 3 0 0 0 0 1</bind_shape_matrix></skin></controller></library_controllers>
                        <library_nodes>""")
                .replace(" material=\"m\"", "");
        assertThat(MassProperties.volume(Reading.of("a.dae", text).mesh())).isCloseTo(4.5, within(1e-12));
    }

    @Test
    void documentWithoutSceneGivesAllItsGeometries() {
        Reading reading = Reading.of("a.dae", document("", TRIANGLES.replace(" material=\"m\"", ""), "")
                .replaceAll("(?s)<library_visual_scenes>.*</scene>", ""));
        assertThat(reading.result().orElseThrow().faceCount()).isEqualTo(4);
        assertThat(reading.said()).hasSize(1).first().asString().contains("the document has no scene");
    }

    private static String problem(String text) {
        Reading reading = Reading.of("a.dae", text);
        assertThat(reading.result()).isEmpty();
        return reading.said().getLast();
    }

    @Test
    void brokenDocumentsAreTold() {
        assertThat(problem("<robot/>"))
                .isEqualTo("/a.dae:1:1: error: the document's root is <robot>; expected <COLLADA>; check the "
                        + "extension");
        assertThat(problem("<COLLADA>")).contains("not well-formed XML");
        assertThat(problem("<!DOCTYPE a [<!ENTITY x SYSTEM \"/etc/passwd\">]><COLLADA>&x;</COLLADA>"))
                .contains("DOCTYPE");
        String good = document("", TRIANGLES, NODE);
        assertThat(problem(good.replace("url=\"#geo\"/></node></visual", "url=\"#gio\"/></node></visual")))
                .endsWith("error: there is no <geometry> '#gio'; expected the id of one; did you mean 'geo'?");
        assertThat(problem(good.replace("<p>0 0 0 2", "<p>0 0 0 9")))
                .contains("<triangles> uses row 9 of a source with 4; expected 0 to 3");
        assertThat(problem(good.replace("<p>0 0 0 2", "<p>0 0 0 x"))).contains("'x' is not an index");
        assertThat(problem(good.replace("<p>0 0 0 2", "<p>0 0 0 -2"))).contains("uses row -2 of a source");
        assertThat(problem(good.replace("0 0 0 1 0 0 0 1 0 0 0 1", "0 0 0 1 0 0 0 1 0 0 0")))
                .contains("the source declares 4 rows of "
                        + "3 numbers from 0 on and has 11 numbers");
        assertThat(problem(good.replace("0 0 0 1 0 0 0 1 0 0 0 1", "0 0 0 1 0 0 0 1 0 0 0 1,0")))
                .contains("'1,0' is not a number");
        assertThat(problem(good.replace("0 0 0 1 0 0 0 1 0 0 0 1", "0 0 0 1 0 0 0 1 0 0 0 INF")))
                .contains("vertex 3 is at ").contains("Infinity").contains("expected finite coordinates");
        assertThat(problem(good.replace("<asset>", "<asset><unit meter=\"0\"/>"))).contains("the unit is '0' metres");
        assertThat(problem(good.replace("offset=\"2\"", "offset=\"99\"")))
                .contains("the offset is 99; expected 0 to 63");
        assertThat(problem(good.replace("semantic=\"POSITION\"", "semantic=\"POSITIONS\"")))
                .contains("<triangles> has no positions");
        assertThat(problem(document("", "<polylist>" + INPUTS + "<vcount>9</vcount><p>0 0 0</p></polylist>", NODE)))
                .contains("<vcount> sums up to 9 corners and <p> has 1");
        assertThat(problem(document("",
                "<lines><input semantic=\"VERTEX\" source=\"#ver\" offset=\"0\"/><p>0 1</p></lines>", NODE)))
                .contains("the file has 0 vertices and no faces");
        assertThat(problem(document("", TRIANGLES, "<node><matrix>1 2 3</matrix></node>")))
                .contains("<matrix> has 3 numbers; expected 16");
    }

    @Test
    void nodeThatInstantiatesItselfIsTold() {
        assertThat(problem(document("", TRIANGLES, "<instance_node url=\"#n\"/>" + NODE.replace("</node>",
                "<instance_node url=\"#n\"/></node>"))))
                .contains("more than 100 nodes inside each other, or 100000 in all")
                .contains("check that no node instantiates itself");
    }
}
