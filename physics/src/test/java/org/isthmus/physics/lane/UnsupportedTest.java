package org.isthmus.physics.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.mjcf.MjcfReader;
import org.junit.jupiter.api.Test;

class UnsupportedTest {
    private static Model model(String more) {
        String text = "<mujoco model=\"m\"><worldbody><body name=\"b\"><freejoint/><geom size=\"1\"/><site name=\"s\"/></body>"
                + "</worldbody>" + more + "</mujoco>";
        return SceneCompiler.compile(MjcfReader.parse(text, new Diagnostics()), new Diagnostics());
    }

    @Test
    void adhesionThroughAGapIsAWarning() {
        String text = "<mujoco model=\"m\"><worldbody><body name=\"b\"><freejoint/><geom size=\"1\" gap=\"0.1\"/><geom size=\"1\"/></body>"
                + "</worldbody><actuator><adhesion body=\"b\" ctrlrange=\"0 1\"/></actuator></mujoco>";
        Diagnostics diagnostics = new Diagnostics();
        Unsupported.report(SceneCompiler.compile(MjcfReader.parse(text, new Diagnostics()), new Diagnostics()),
                diagnostics);
        assertThat(diagnostics.list()).extracting(Diagnostic::toString).containsExactly(
                "warning: adhesion through gaps of geoms of model 'm' is not simulated (1); expected margin in place of gap; they "
                        + "stick where contacts act");
    }

    @Test
    void sensorsThatReadNothingAreAWarning() {
        Diagnostics diagnostics = new Diagnostics();
        Unsupported.report(
                model("<sensor><rangefinder site=\"s\"/><user dim=\"2\"/><clock/><user dim=\"1\"/></sensor>"),
                diagnostics);
        assertThat(diagnostics.list()).extracting(Diagnostic::toString).containsExactly(
                "warning: sensors of model 'm' are not measured: user (2); they read 0");
    }

    @Test
    void actuatorWithAnUnknownLawIsAnError() {
        String text = "<mujoco><worldbody><body><joint name=\"j\"/><geom size=\"1\"/></body></worldbody><actuator>"
                + "<general name=\"a\" joint=\"j\" dyntype=\"user\" biastype=\"user\"/></actuator></mujoco>";
        Diagnostics diagnostics = new Diagnostics();
        Unsupported.report(SceneCompiler.compile(MjcfReader.parse(text, new Diagnostics()), new Diagnostics()),
                diagnostics);
        assertThatThrownBy(diagnostics::throwIfErrors).isInstanceOf(DiagnosticException.class)
                .hasMessage(
                        "error: actuator 'a' has a law the lane engine lacks (gain fixed, bias user, dynamics user); "
                                + "expected fixed, affine or muscle gain and bias; integrator, filter, filterexact or muscle "
                                + "dynamics; use another engine");
    }

    @Test
    void whatIsSupportedIsSilent() {
        Diagnostics diagnostics = new Diagnostics();
        Unsupported.report(model("<sensor><gyro site=\"s\"/></sensor>"), diagnostics);
        assertThat(diagnostics.list()).isEmpty();
    }
}
