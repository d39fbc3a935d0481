package org.isthmus.physics.mujoco;

import org.isthmus.model.compiled.ActuatorTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.DynType;
import org.isthmus.model.scene.GainType;
import org.isthmus.model.scene.Interpolation;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Transmission;

/// Actuators of a model as a scene's.
final class SceneActuators {
    private final ModelScene owner;
    private final Model model;

    SceneActuators(ModelScene owner) {
        this.owner = owner;
        model = owner.model;
    }

    void add() {
        for (int i = 0; i < model.sizes().nu(); i++) {
            owner.scene.actuators.add(actuator(i));
        }
    }

    private Actuator actuator(int i) {
        ActuatorTable table = model.actuators();
        Actuator actuator = new Actuator();
        actuator.name = owner.name(ObjectType.ACTUATOR, i);
        actuator.group = table.group().get(i);
        addTransmission(actuator, i);
        actuator.dynType = DynType.values()[table.dynType().get(i)];
        actuator.gainType = GainType.values()[table.gainType().get(i)];
        actuator.biasType = BiasType.values()[table.biasType().get(i)];
        ModelScene.copy(table.dynPrm(), i, actuator.dynPrm);
        ModelScene.copy(table.gainPrm(), i, actuator.gainPrm);
        ModelScene.copy(table.biasPrm(), i, actuator.biasPrm);
        int ofDynamics = actuator.dynType == DynType.NONE ? 0 : 1;
        actuator.activationDim = table.actNum().get(i) == ofDynamics ? -1 : table.actNum().get(i);
        actuator.activationEarly = table.actEarly().get(i) == 1;
        ModelScene.copy(table.ctrlRange(), i, actuator.controlRange);
        actuator.controlLimited = SceneBodies.limited(table.ctrlLimited().get(i), actuator.controlRange);
        ModelScene.copy(table.forceRange(), i, actuator.forceRange);
        actuator.forceLimited = SceneBodies.limited(table.forceLimited().get(i), actuator.forceRange);
        ModelScene.copy(table.actRange(), i, actuator.activationRange);
        actuator.activationLimited = SceneBodies.limited(table.actLimited().get(i), actuator.activationRange);
        ModelScene.copy(table.damping(), table.dampingPoly(), i, actuator.damping);
        actuator.armature = table.armature().get(i);
        actuator.delay = table.delay().get(i);
        actuator.samples = table.history().get(2 * i);
        actuator.interpolation = Interpolation.values()[table.history().get(2 * i + 1)];
        actuator.user = ModelScene.user(table.user(), i, model.sizes().nuserActuator());
        return actuator;
    }

    private void addTransmission(Actuator actuator, int i) {
        ActuatorTable table = model.actuators();
        actuator.transmission = Transmission.values()[table.trnType().get(i)];
        actuator.target = owner.name(actuator.transmission.target(), table.trnId().get(2 * i));
        int second = table.trnId().get(2 * i + 1);
        if (second >= 0 && actuator.transmission == Transmission.SLIDER_CRANK) {
            actuator.sliderSite = owner.name(ObjectType.SITE, second);
        } else if (second >= 0 && actuator.transmission == Transmission.SITE) {
            actuator.refSite = owner.name(ObjectType.SITE, second);
        }
        ModelScene.copy(table.gear(), i, actuator.gear);
        actuator.crankLength = table.crankLength().get(i);
        ModelScene.copy(table.lengthRange(), i, actuator.lengthRange);
    }
}
