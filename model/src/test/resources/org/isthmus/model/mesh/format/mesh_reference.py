"""Writes mesh_reference.csv: what independent readers make of real mesh files, for RealMeshesTest.

    python mesh_reference.py SHARED_DATA > mesh_reference.csv

One line per file: faces, signed volume about the origin, area, lower and upper corner of the bounding box, in metres with z up. STL, OBJ, PLY,
OFF and glTF are read by trimesh 5.1.0 (unprocessed); COLLADA, which trimesh cannot read without a further library, by the few
lines below.
"""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree

import numpy as np
import trimesh

TO_Z_UP = {"Y_UP": [[1, 0, 0], [0, 0, -1], [0, 1, 0]], "Z_UP": np.eye(3), "X_UP": [[0, -1, 0], [0, 0, -1], [1, 0, 0]]}


def collada(file):
    """Triangles [n][3][3] of the scene: triangles only, transforms by matrix, translate, rotate, scale."""
    root = ElementTree.parse(file).getroot()
    space = root.tag[:root.tag.index("}") + 1]
    by_id = {}
    for e in root.iter():
        by_id.setdefault("#" + e.get("id", ""), e)  # ids may be given twice: the first counts
    asset = root.find(space + "asset")
    unit = asset.find(space + "unit")
    up = asset.find(space + "up_axis")
    to_world = np.array(TO_Z_UP["Y_UP" if up is None else up.text]) * float(1 if unit is None else unit.get("meter", 1))

    def geometry(element):
        found = []
        for triangles in element.iter(space + "triangles"):
            inputs = triangles.findall(space + "input")
            stride = 1 + max(int(i.get("offset")) for i in inputs)
            vertex = next(i for i in inputs if i.get("semantic") == "VERTEX")
            position = next(i for i in by_id[vertex.get("source")] if i.get("semantic") == "POSITION")
            points = np.array(by_id[position.get("source")].find(space + "float_array").text.split(), float).reshape(-1, 3)
            p = triangles.find(space + "p")
            if p is None or not p.text:
                continue
            index = np.array(p.text.split(), int).reshape(-1, stride)[:, int(vertex.get("offset"))]
            found.append(points[index].reshape(-1, 3, 3))
        return found

    def step(e):
        m = np.eye(4)
        kind = e.tag[len(space):]
        if kind not in ("matrix", "translate", "scale", "rotate"):
            return m
        v = np.array(e.text.split(), float)
        if kind == "matrix":
            return v.reshape(4, 4)
        if kind == "translate":
            m[:3, 3] = v
        if kind == "scale":
            m[:3, :3] = np.diag(v)
        if kind == "rotate":
            m = trimesh.transformations.rotation_matrix(np.radians(v[3]), v[:3])
        return m

    def node(e, parent):
        transform = parent
        for child in e:
            transform = transform @ step(child)
        found = []
        for child in e:
            if child.tag == space + "node":
                found += node(child, transform)
            if child.tag == space + "instance_geometry":
                for t in geometry(by_id[child.get("url")]):
                    found.append(t @ transform[:3, :3].T + transform[:3, 3])
        return found

    scene = by_id[root.find(space + "scene").find(space + "instance_visual_scene").get("url")]
    found = [t for e in scene.findall(space + "node") for t in node(e, np.eye(4))]
    return np.concatenate(found) @ to_world.T


def triangles(file):
    kind = file.suffix.lower()
    if kind == ".dae":
        return collada(file)
    loaded = trimesh.load(file, process=False)
    mesh = loaded.to_mesh() if isinstance(loaded, trimesh.Scene) else loaded
    return mesh.triangles @ (np.array(TO_Z_UP["Y_UP"]).T if kind in (".gltf", ".glb") else np.eye(3))


def main():
    root = pathlib.Path(sys.argv[1])
    print("file,faces,volume,area,x0,y0,z0,x1,y1,z1")
    for file in sorted(f for top in ("objects", "objects_dirty", "robots") for f in (root / top).rglob("*")):
        kind = file.suffix.lower()
        common = kind in (".stl", ".obj")
        if file.name == "wallhole.obj":
            continue  # trimesh makes fans of its concave polygons
        if not (kind in (".dae", ".ply", ".off", ".gltf", ".glb") or common and "trimesh" in str(file)):
            continue
        try:
            t = triangles(file)
        except Exception as e:  # a file that is broken on purpose
            print(f"{file}: {e}", file=sys.stderr)
            continue
        if len(t) == 0:
            continue
        cross = np.cross(t[:, 1] - t[:, 0], t[:, 2] - t[:, 0])
        volume = np.einsum("ij,ij->", t[:, 0], cross) / 6
        area = np.linalg.norm(cross, axis=1).sum() / 2
        corners = t.reshape(-1, 3)
        numbers = [volume, area, *corners.min(axis=0), *corners.max(axis=0)]
        print(",".join([str(file.relative_to(root)), str(len(t)), *(f"{x:.9g}" for x in numbers)]))


main()
