/// Video files: frames of RGB bytes in, MP4 out, and back.
///
/// [VideoWriter][org.isthmus.dataset.video.VideoWriter] encodes frames one by one, as
/// [VideoSettings][org.isthmus.dataset.video.VideoSettings] say, into a file that appears when it is whole; the same frames give the same
/// bytes. [VideoReader][org.isthmus.dataset.video.VideoReader] gives the frame of any number or time back, of our files and of others' (AV1,
/// H.264, HEVC, VP9 in MP4). Colours are BT.709 in limited range, 4:2:0, as players and learning frameworks take them.
///
/// The work is FFmpeg's libraries', in the licence LGPL, called in this process; `Libav` loads them and keeps them silent. Files are
/// not trusted: what FFmpeg refuses ends in a diagnostic. Read `VideoWriter` first.
@NullMarked
package org.isthmus.dataset.video;

import org.jspecify.annotations.NullMarked;
