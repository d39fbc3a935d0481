"""Which MJCF files are compared, and stand-ins for the meshes and images that some of them lack."""

import os
import pathlib
import re
import shutil
import struct
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "model" / "src" / "test" / "resources" / "mjcf"


def shared_data():
    """The folder of real robots and objects, found as the Java tests find it; None where there is none."""
    named = os.environ.get("ISTHMUS_SHARED_DATA")
    if named:
        return pathlib.Path(named)
    for folder in [ROOT, *ROOT.parents]:
        if (folder / "shared" / "data" / "MANIFEST.md").is_file():
            return folder / "shared" / "data"
    return None


def all_files():
    """(name, path) of every MJCF file: test resources, shared robots, shared objects."""
    folders = [(RESOURCES, "resources")]
    data = shared_data()
    if data:
        folders += [(data / "robots", "robots"), (data / "objects", "objects")]
    for folder, label in folders:
        for path in sorted(folder.rglob("*.xml")):
            if re.search(r"<mujoco[\s>]", path.read_text(errors="replace")):
                yield f"{label}/{path.relative_to(folder)}", path


def with_stand_ins(path, folder):
    """A copy of the model's folder below `folder`, with a small file in place of every mesh and image that is missing.

    Returns the path to use, the original where nothing is missing, and the names of the files that were made up.
    """
    missing = [name for name in referenced_files(path) if not (path.parent / name).exists()]
    if not missing:
        return path, []
    copy = folder / "model" / path.parent.name
    shutil.copytree(path.parent, copy, dirs_exist_ok=True)
    for name in missing:
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(STAND_INS[target.suffix.lower()])
    return copy / path.name, missing


def referenced_files(path):
    """Names, relative to the file's folder, of the meshes, textures and height fields of a model with its includes."""
    text = expanded(path)
    folders = {}
    for attribute in ("assetdir", "meshdir", "texturedir"):
        found = re.search(rf'\b{attribute}="([^"]*)"', text)
        if found:
            folders[attribute] = found.group(1)
    names = []
    for tag, attributes in re.findall(r"<(mesh|texture|hfield)\s([^>]*)>", text):
        key = "texturedir" if tag == "texture" else "meshdir"
        prefix = folders.get(key, folders.get("assetdir", ""))
        for file in re.findall(r'\bfile(?:right|left|up|down|front|back)?="([^"]+)"', attributes):
            names.append(str(pathlib.PurePosixPath(prefix) / file))
    return list(dict.fromkeys(names))


def expanded(path):
    """The text of a file and of everything it includes, without comments."""
    text = re.sub(r"<!--.*?-->", "", path.read_text(errors="replace"), flags=re.DOTALL)
    for include in re.findall(r'<include\s+file="([^"]+)"', text):
        if (path.parent / include).is_file():
            text += expanded(path.parent / include)
    return text


# A tetrahedron: enough to be a mesh, and large enough for the scale 0.001. Its edges differ, so that its principal axes
# are distinct.
VERTICES = [(0, 0, 0), (3, 0, 0), (0, 2, 0), (0, 0, 1)]
FACES = [(0, 2, 1), (0, 1, 3), (0, 3, 2), (1, 2, 3)]


def stl():
    data = bytes(80) + struct.pack("<I", len(FACES))
    for face in FACES:
        data += struct.pack("<3f", 0, 0, 0) + b"".join(struct.pack("<3f", *VERTICES[i]) for i in face) + bytes(2)
    return data


def obj():
    lines = [f"v {x} {y} {z}" for x, y, z in VERTICES] + ["f " + " ".join(str(i + 1) for i in face) for face in FACES]
    return "\n".join(lines).encode() + b"\n"


def png(size=4):
    """A square RGB image in which every pixel is different."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(
        bytes([0]) + bytes(c for x in range(size) for c in (16 * x, 16 * y, 100 + x * y)) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


STAND_INS = {".stl": stl(), ".obj": obj(), ".png": png()}
