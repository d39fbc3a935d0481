package org.isthmus.render.label;

/// What is known of one object in one view.
///
/// @param object as [org.isthmus.render.scene.Instance#object] numbers it
/// @param visible box around what is seen of it
/// @param amodal box around what would be seen of it alone
/// @param visiblePixels pixels that show it
/// @param amodalPixels pixels that would show it alone
/// @param mask [height][width] where it would be seen alone
public record ObjectLabel(
        int object, PixelBox visible, PixelBox amodal, int visiblePixels, int amodalPixels, boolean[] mask) {
    /// The part of it inside the image that nothing hides, 0 to 1; 0 when it is not in the image.
    public double visibleFraction() {
        return amodalPixels == 0 ? 0 : Math.min(1, (double) visiblePixels / amodalPixels);
    }
}
