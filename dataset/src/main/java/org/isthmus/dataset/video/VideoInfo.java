package org.isthmus.dataset.video;

/// What a video file holds.
///
/// @param width pixels
/// @param height pixels
/// @param frames how many
/// @param rate frames per second; of videos whose frames follow unevenly the mean
/// @param codec FFmpeg's name of the codec, such as `av1` or `h264`
public record VideoInfo(int width, int height, int frames, FrameRate rate, String codec) {}
