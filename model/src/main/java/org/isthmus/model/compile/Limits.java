package org.isthmus.model.compile;

import org.isthmus.model.scene.Limited;

/// Ranges that hold or not, for all elements that have them.
final class Limits {
    private Limits() {}

    /// Whether a range holds: where the element says so, or, where it does not say, when a range is given.
    ///
    /// @param prefix of the attributes `…limited` and `…range`
    static boolean isLimited(Compilation c, Draft<?> draft, String prefix, Limited limited, double[] range) {
        if (limited != Limited.AUTO || range[0] == 0 && range[1] == 0) {
            return limited == Limited.TRUE;
        }
        String attribute = prefix + "range";
        if (!c.options.autolimits) {
            c.error(draft, "has " + attribute + " but does not say " + prefix + "limited",
                    prefix + "limited=\"true\" or \"false\", as autolimits is off",
                    "say it, or set autolimits=\"true\"");
        } else if (!(range[0] < range[1])) {
            c.warning(draft, "has " + attribute + " " + Frames.numbers(range) + ", which limits nothing",
                    "a lower limit below the upper", "swap the two numbers or remove them");
        }
        return range[0] < range[1];
    }

    static void checkOrder(Compilation c, Draft<?> draft, String attribute, double[] range) {
        if (!(range[0] < range[1])) {
            String remedy = range[0] == range[1] ? "give two different limits" : "swap the two numbers";
            c.error(draft, "has " + attribute + " " + Frames.numbers(range), "a lower limit below the upper", remedy);
        }
    }
}
