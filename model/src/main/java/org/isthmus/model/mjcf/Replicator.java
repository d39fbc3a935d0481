package org.isthmus.model.mjcf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads `replicate`: its content as often as it says, each time moved on by `offset` and turned on by `euler`, names with a
/// number as suffix.
///
/// What refers to something inside (an actuator to a joint, a sensor to that actuator …) is multiplied with it, and stands
/// after what is not, as in MuJoCo. MuJoCo refuses elements that refer to things both inside and outside; here they keep the
/// reference to the outside.
final class Replicator {
    private final Context context;
    private final Orientation orientation;

    Replicator(Context context) {
        this.context = context;
        orientation = new Orientation(context);
    }

    void read(XmlElement xml, Place place, BodyReader reader) {
        Attributes attributes = context.attributes(xml);
        boolean given = attributes.isGiven("count");
        int count = attributes.integer("count", 0);
        double[] offset = attributes.numbers("offset", 3, 3);
        double[] euler = attributes.numbers("euler", 3, 3);
        String separator = attributes.text("sep");
        Place inside = reader.inClass(attributes, place);
        attributes.done();
        if (given && count < 0) {
            context.error(attributes.at("count"), "count " + count + " of <replicate>", "0 or more", "");
            return;
        }
        Body content = new Body();
        reader.readContent(xml, new Place(content, Pose.IDENTITY, inside.classes(), inside.frameClass()));
        boolean joints = !content.joints.isEmpty() && place.body() == context.scene.world;
        if (joints || content.inertial != null) {
            context.error(xml.location(), "<replicate> holds " + (joints ? "a joint for the world" : "an <inertial>"),
                    "bodies and what is fixed to them", "put it inside a <body>");
            return;
        }
        Copies copies = Copies.taking(content, context.scene);
        context.budget.spend(count, copies.weight(), xml.location());
        String digits = "%0" + String.valueOf(count).length() + "d";
        List<Pose> poses = poses(count, vector(offset), vector(euler));
        for (int i = 0; i < count; i++) {
            String suffix = (separator == null ? "" : separator) + String.format(Locale.ROOT, digits, i);
            copies.addTo(context.scene, place.body(), place.frame().times(poses.get(i)),
                    (type, name) -> copies.isInside(type, name) ? name + suffix : name);
        }
    }

    private List<Pose> poses(int count, Vec3 offset, Vec3 euler) {
        List<Pose> poses = new ArrayList<>();
        Vec3 position = Vec3.ZERO;
        for (int i = 0; i < count; i++) {
            Quat rotation = orientation.fromEuler(euler.times(i));
            poses.add(new Pose(position, rotation));
            position = position.plus(rotation.rotate(offset));
        }
        return poses;
    }

    private static Vec3 vector(double @Nullable [] v) {
        return v == null ? Vec3.ZERO : Vec3.of(v, 0);
    }
}
