"""Compares what Isthmus compiled (the JSON of `isthmus model dump`) with an MjModel, field by field.

Tolerances are relative to the larger number, absolute below 1 unless a scale is named:
TIGHT   both sides compute in double precision
SINGLE  the number passed through single precision on MuJoCo's side (colours, materials, mesh vertices, camera optics)
"""

import base64

import mujoco
import numpy as np

TIGHT = 1e-6
SINGLE = 2e-6

# Sizes that Isthmus has; the others count what it leaves out (bounding volumes, flexes, skins, plugins …).
SIZES = """
nq nv nu na nbody njnt ntree nM ngeom nsite ncam nlight nmesh nhfield ntex nmat npair nexclude neq ntendon nwrap nsensor
nsensordata nkey nmocap nuserbody nuserjnt nusergeom nusersite nusercam nusertendon nuseractuator nusersensor
""".split()

PREFIXES = "body jnt dof tree geom site cam light mat pair eq tendon wrap actuator sensor key".split()

# Columns whose frame may differ (principal axes are free up to sign and order); compared by `check_inertia` instead.
BY_INERTIA = {"body_iquat", "body_inertia"}
# Rotations: equal up to the sign of the quaternion.
QUATERNIONS = {"body_quat", "site_quat", "cam_quat"}
# Frames of mesh geoms follow the mesh's principal axes; compared by `check_geoms` instead.
BY_GEOM = {"geom_pos", "geom_quat", "geom_size", "geom_aabb", "geom_rbound", "site_size"}
ENUMS = {
    "jnt_type": ("JointType", mujoco.mjtJoint, "mjJNT_"),
    "geom_type": ("GeomType", mujoco.mjtGeom, "mjGEOM_"),
    "site_type": ("GeomType", mujoco.mjtGeom, "mjGEOM_"),
    "cam_mode": ("CameraMode", mujoco.mjtCamLight, "mjCAMLIGHT_"),
    "light_mode": ("CameraMode", mujoco.mjtCamLight, "mjCAMLIGHT_"),
    "light_type": ("LightType", mujoco.mjtLightType, "mjLIGHT_"),
    "eq_type": ("EqualityType", mujoco.mjtEq, "mjEQ_"),
    "eq_objtype": ("ObjectType", mujoco.mjtObj, "mjOBJ_"),
    "actuator_trntype": ("Transmission", mujoco.mjtTrn, "mjTRN_"),
    "actuator_dyntype": ("DynType", mujoco.mjtDyn, "mjDYN_"),
    "actuator_gaintype": ("GainType", mujoco.mjtGain, "mjGAIN_"),
    "actuator_biastype": ("BiasType", mujoco.mjtBias, "mjBIAS_"),
    "sensor_type": ("SensorType", mujoco.mjtSensor, "mjSENS_"),
    "sensor_datatype": ("Data", mujoco.mjtDataType, "mjDATATYPE_"),
    "sensor_needstage": ("Stage", mujoco.mjtStage, "mjSTAGE_"),
    "sensor_objtype": ("ObjectType", mujoco.mjtObj, "mjOBJ_"),
    "sensor_reftype": ("ObjectType", mujoco.mjtObj, "mjOBJ_"),
}
OPTIONS = """
timestep impratio tolerance ls_tolerance noslip_tolerance ccd_tolerance sleep_tolerance gravity wind magnetic density
viscosity o_margin o_solref o_solimp o_friction iterations ls_iterations noslip_iterations ccd_iterations sdf_initpoints
sdf_iterations
""".split()
CHOICES = {
    "integrator": ["Euler", "RK4", "implicit", "implicitfast", "discrete"],
    "cone": ["pyramidal", "elliptic"],
    "jacobian": ["dense", "sparse", "auto"],
    "solver": ["PGS", "CG", "Newton"],
}
POSES = """
xpos xquat xmat xipos subtree_com xanchor xaxis site_xpos site_xmat cam_xpos cam_xmat light_xpos light_xdir
""".split()
# Words of Isthmus that are spelled otherwise in MuJoCo's enums; empty: the same.
SPELLING = {
    "JOINTACTUATORFRC": "JOINTACTFRC", "TENDONACTUATORFRC": "TENDONACTFRC", "DISTANCE": "GEOMDIST",
    "NORMAL": "GEOMNORMAL", "FROMTO": "GEOMFROMTO",
}


class Mismatch(AssertionError):
    pass


class Comparison:
    """All differences between one model and its twin."""

    def __init__(self, ours, model):
        self.ours = ours
        self.model = model
        self.problems = []
        self.compared = 0
        self.worst = 0.0

    def close(self, name, ours, theirs, tolerance=TIGHT, scale=1.0):
        ours = np.asarray(ours, dtype=float).ravel()
        theirs = np.asarray(theirs, dtype=float).ravel()
        if ours.shape != theirs.shape:
            self.problems.append(f"{name}: {ours.size} numbers, MuJoCo has {theirs.size}")
            return
        if ours.size == 0:
            return
        self.compared += ours.size
        with np.errstate(invalid="ignore"):
            error = np.abs(ours - theirs) / np.maximum(scale, np.maximum(np.abs(ours), np.abs(theirs)))
        error[(ours == theirs) | (np.isnan(ours) & np.isnan(theirs))] = 0
        error[np.isnan(error)] = np.inf
        i = int(np.argmax(error))
        if error[i] > tolerance:
            self.problems.append(f"{name}[{i}]: {ours[i]!r}, MuJoCo has {theirs[i]!r} (error {error[i]:.2e}, "
                                 f"{int((error > tolerance).sum())} of {ours.size} differ)")
        else:
            self.worst = max(self.worst, float(error[i]))

    def equal(self, name, ours, theirs):
        if list(ours) != list(theirs):
            pairs = [(i, a, b) for i, (a, b) in enumerate(zip(ours, theirs)) if a != b]
            self.problems.append(f"{name}: {len(ours)} and {len(theirs)} entries, first difference {pairs[:1]}")
        self.compared += len(ours)

    def run(self):
        self.sizes()
        if self.problems:
            return self  # shapes differ: everything else would
        self.names()
        self.tables()
        self.geoms()
        self.inertia()
        self.assets()
        self.options()
        self.statistic()
        return self

    def sizes(self):
        for size in SIZES:
            attribute = size.replace("nuser", "nuser_") if size.startswith("nuser") else size
            self.equal(size, [self.ours["sizes"][size.lower()]], [int(getattr(self.model, attribute))])

    def names(self):
        kinds = {
            "body": "nbody", "joint": "njnt", "geom": "ngeom", "site": "nsite", "camera": "ncam", "light": "nlight",
            "mesh": "nmesh", "hfield": "nhfield", "texture": "ntex", "material": "nmat", "pair": "npair",
            "exclude": "nexclude", "equality": "neq", "tendon": "ntendon", "actuator": "nu", "sensor": "nsensor",
            "key": "nkey",
        }
        for kind, size in kinds.items():
            object_type = getattr(mujoco.mjtObj, f"mjOBJ_{kind.upper()}")
            theirs = [mujoco.mj_id2name(self.model, object_type, i) or "" for i in range(getattr(self.model, size))]
            self.equal(f"names of {kind}", self.ours["names"].get(kind, []), theirs)

    def theirs(self, name):
        """MuJoCo's array of that name, whose underscores and capitals may differ."""
        prefix, _, column = name.partition("_")
        wanted = prefix + "_" + column.replace("_", "")
        for attribute in dir(self.model):
            head, _, tail = attribute.partition("_")
            if head + "_" + tail.replace("_", "").lower() == wanted:
                return getattr(self.model, attribute)
        return None

    def tables(self):
        for name, ours in self.ours.items():
            if name.partition("_")[0] not in PREFIXES or "_" not in name or name in BY_INERTIA | BY_GEOM:
                continue
            theirs = self.theirs(name)
            if theirs is None:
                raise Mismatch(f"MuJoCo has no {name}")
            if name in ENUMS:
                self.enum(name, ours, theirs)
            elif name in QUATERNIONS:
                self.rotations(name, ours, theirs)
            elif name == "jnt_range":
                self.joint_ranges(ours, theirs)
            elif name == "actuator_lengthrange":
                self.length_ranges(ours, theirs)
            else:
                self.close(name, ours, theirs, SINGLE if theirs.dtype == np.float32 else TIGHT)
        self.close("qpos0", self.ours["qpos0"], self.model.qpos0)
        self.close("qpos_spring", self.ours["qpos_spring"], self.model.qpos_spring)
        self.close("exclude_signature", self.ours["exclude_signature"], self.model.exclude_signature)

    def joint_ranges(self, ours, theirs):
        """Of limited joints; MuJoCo leaves the range of others in degrees where the file is in degrees, unused."""
        limited = self.model.jnt_limited == 1
        self.close("jnt_range", np.reshape(ours, (-1, 2))[limited], theirs[limited])

    def length_ranges(self, ours, theirs):
        """MuJoCo pulls in a simulation, whose soft limits give way and whose end it accepts within 5 % of the range."""
        self.close("actuator_lengthrange", ours, theirs, 0.01, np.repeat(theirs[:, 1] - theirs[:, 0], 2) + 1e-9)

    def enum(self, name, ours, theirs):
        kind, enum, prefix = ENUMS[name]
        words = self.ours["enums"][kind]
        none = int(mujoco.mjtObj.mjOBJ_UNKNOWN)
        numbers = []
        for ordinal in ours:
            word = words[ordinal] if ordinal >= 0 else None
            spelled = SPELLING.get(word, word) if kind == "SensorType" else word
            value = none if word is None else getattr(enum, prefix + spelled.replace("_", ""), None)
            numbers.append(int(getattr(enum, prefix + spelled) if value is None else value))
        if name == "eq_objtype":
            # MuJoCo leaves 0 where only joints or tendons are possible
            numbers = [n if t != 0 else 0 for n, t in zip(numbers, theirs)]
        self.equal(name, numbers, [int(t) for t in theirs])

    def rotations(self, name, ours, theirs):
        ours = np.reshape(ours, (-1, 4))
        theirs = np.reshape(theirs, (-1, 4))
        flipped = ours * np.where((ours * theirs).sum(1, keepdims=True) < 0, -1, 1)
        self.close(name, flipped, theirs)

    def geoms(self):
        """Poses and sizes; of meshes the pose of the asset's own frame and what does not depend on the choice of axes."""
        n = self.model.ngeom
        if n == 0:
            return
        for i in range(n):
            label = f"geom {i} ({mujoco.mj_id2name(self.model, mujoco.mjtObj.mjOBJ_GEOM, i)})"
            tolerance = SINGLE if self.model.geom_dataid[i] >= 0 else TIGHT
            pose = matrix(self.ours["geom_pos"][3 * i:3 * i + 3], self.ours["geom_quat"][4 * i:4 * i + 4])
            other = matrix(self.model.geom_pos[i], self.model.geom_quat[i])
            mesh = self.model.geom_dataid[i] if self.model.geom_type[i] == mujoco.mjtGeom.mjGEOM_MESH else -1
            size = np.array(self.ours["geom_size"][3 * i:3 * i + 3])
            aabb = np.array(self.ours["geom_aabb"][6 * i:6 * i + 6])
            if mesh >= 0:
                asset = self.ours["meshes"][mesh]
                ours_mesh = matrix(asset["pos"], asset["quat"])
                theirs_mesh = matrix(self.model.mesh_pos[mesh], self.model.mesh_quat[mesh])
                self.close(label + " frame of the mesh", pose @ np.linalg.inv(ours_mesh),
                           other @ np.linalg.inv(theirs_mesh), tolerance)
                turn = axes(ours_mesh, theirs_mesh)
                if turn is None:
                    continue  # two principal moments are equal: the axes, and so the boxes, are free
                size = np.abs(turn @ size)
                aabb = np.concatenate([turn @ aabb[:3], np.abs(turn @ aabb[3:])])
            else:
                self.close(label + " pose", pose, other, tolerance)
            self.close(label + " size", size, self.model.geom_size[i], tolerance, 1e-3)
            self.close(label + " aabb", aabb, self.model.geom_aabb[i], tolerance,
                       max(1e-3, np.abs(size).max()))
            self.close(label + " rbound", self.ours["geom_rbound"][i], self.model.geom_rbound[i], tolerance, 1e-3)
        for i in range(self.model.nsite):
            if self.model.site_dataid[i] < 0:
                self.close(f"site {i} size", self.ours["site_size"][3 * i:3 * i + 3], self.model.site_size[i])

    def inertia(self):
        """Inertia tensors in the body's frame, relative to their largest entry."""
        for i in range(self.model.nbody):
            ours = tensor(self.ours["body_iquat"][4 * i:4 * i + 4], self.ours["body_inertia"][3 * i:3 * i + 3])
            theirs = tensor(self.model.body_iquat[i], self.model.body_inertia[i])
            self.close(f"inertia of body {i}", ours, theirs, TIGHT, max(np.abs(theirs).max(), 1e-12))

    def assets(self):
        for i, ours in enumerate(self.ours["meshes"]):
            frame = matrix(ours["pos"], ours["quat"])
            theirs_frame = matrix(self.model.mesh_pos[i], self.model.mesh_quat[i])
            self.close(f"mesh {i} pos", ours["pos"], self.model.mesh_pos[i], SINGLE)
            # the shape in the asset's own frame: the extreme points in many directions
            adr, num = self.model.mesh_vertadr[i], self.model.mesh_vertnum[i]
            theirs = self.model.mesh_vert[adr:adr + num]
            self.close(f"mesh {i} extent", extent(np.reshape(ours["vert"], (-1, 3)), frame),
                       extent(theirs, theirs_frame), SINGLE, np.abs(theirs).max())
        for i, ours in enumerate(self.ours["hfields"]):
            self.close(f"hfield {i} size", [ours["sizex"], ours["sizey"], ours["top"], ours["base"]],
                       self.model.hfield_size[i])
            self.equal(f"hfield {i} grid", [ours["rows"], ours["columns"]],
                       [self.model.hfield_nrow[i], self.model.hfield_ncol[i]])
            adr = self.model.hfield_adr[i]
            self.close(f"hfield {i} data", ours["elevation"],
                       self.model.hfield_data[adr:adr + ours["rows"] * ours["columns"]], SINGLE)
        for i, ours in enumerate(self.ours["textures"]):
            shape = [ours["width"], ours["height"], ours["nchannel"]]
            self.equal(f"texture {i}", shape,
                       [self.model.tex_width[i], self.model.tex_height[i], self.model.tex_nchannel[i]])
            kind = getattr(mujoco.mjtTexture, "mjTEXTURE_" + {"FLAT": "2D"}.get(ours["type"], ours["type"]))
            space = getattr(mujoco.mjtColorSpace, "mjCOLORSPACE_" + ours["colorspace"])
            self.equal(f"texture {i} kind", [int(kind), int(space)],
                       [int(self.model.tex_type[i]), int(self.model.tex_colorspace[i])])
            adr = self.model.tex_adr[i]
            data = np.frombuffer(base64.b64decode(ours["data"]), dtype=np.uint8)
            theirs = self.model.tex_data[adr:adr + data.size]
            self.equal(f"texture {i} pixels that differ", [int((data != theirs).sum())], [0])

    def options(self):
        options = self.ours["options"]
        opt = self.model.opt
        for name in OPTIONS:
            self.close("option " + name, [float(v) for v in options[name].split()], getattr(opt, name))
        for name, words in CHOICES.items():
            self.equal("option " + name, [words.index(options[name])], [int(getattr(opt, name))])
        for bit in list(mujoco.mjtDisableBit.__members__)[:-1]:
            on = not opt.disableflags & int(getattr(mujoco.mjtDisableBit, bit))
            self.equal(bit, [options["flag_" + bit.removeprefix("mjDSBL_").lower()]], [on])
        for bit in list(mujoco.mjtEnableBit.__members__)[:-1]:
            on = bool(opt.enableflags & int(getattr(mujoco.mjtEnableBit, bit)))
            self.equal(bit, [options["flag_" + bit.removeprefix("mjENBL_").lower()]], [on])

    def statistic(self):
        stat = self.model.stat
        for name in "meaninertia meanmass meansize extent center".split():
            # sizes of mesh geoms come from boxes around their principal axes, in single precision
            self.close("statistic " + name, self.ours["statistic"][name], getattr(stat, name),
                       SINGLE if self.model.nmesh else TIGHT)

    def samples(self):
        """Poses in the sampled configurations, from mj_kinematics fed with the same qpos."""
        data = mujoco.MjData(self.model)
        for k, sample in enumerate(self.ours["samples"]):
            data.qpos[:] = sample["qpos"]
            mujoco.mj_kinematics(self.model, data)
            mujoco.mj_comPos(self.model, data)
            mujoco.mj_camlight(self.model, data)
            mujoco.mj_tendon(self.model, data)
            mujoco.mj_makeM(self.model, data)
            mujoco.mj_transmission(self.model, data)
            for name in POSES:
                self.close(f"sample {k} {name}", sample[name], getattr(data, name))
            self.close(f"sample {k} ten_length", sample["ten_length"], data.ten_length)
            self.close(f"sample {k} actuator_length", sample["actuator_length"], data.actuator_length)
            self.sample_geoms(k, sample, data)
            self.sample_mass(k, sample, data)
        return self

    def sample_geoms(self, k, sample, data):
        primitive = self.model.geom_type != mujoco.mjtGeom.mjGEOM_MESH
        ours = np.reshape(sample["geom_xpos"], (-1, 3))
        self.close(f"sample {k} geom_xpos", ours, data.geom_xpos, SINGLE)
        matrices = np.reshape(sample["geom_xmat"], (-1, 9))
        fitted = primitive & (self.model.geom_dataid >= 0)
        plain = primitive & ~fitted
        self.close(f"sample {k} geom_xmat", matrices[plain], data.geom_xmat[plain])

    def sample_mass(self, k, sample, data):
        if self.model.nv == 0:
            return
        full = np.zeros((self.model.nv, self.model.nv))
        mujoco.mj_fullM(self.model, data, full)
        ours = np.zeros_like(full)
        at = 0
        for i in range(self.model.nv):
            j = i
            while j >= 0:
                ours[i, j] = ours[j, i] = sample["M"][at]
                at += 1
                j = self.model.dof_parentid[j]
        self.close(f"sample {k} mass matrix", ours, full, TIGHT, np.abs(full).max())


def rotation(quat):
    out = np.zeros(9)
    mujoco.mju_quat2Mat(out, np.asarray(quat, dtype=float))
    return out.reshape(3, 3)


def matrix(pos, quat):
    out = np.eye(4)
    out[:3, :3] = rotation(quat)
    out[:3, 3] = pos
    return out


def tensor(quat, moments):
    r = rotation(quat)
    return r @ np.diag(moments) @ r.T


def axes(ours, theirs):
    """The signed permutation that turns our axes of a mesh into MuJoCo's; None where they differ by another rotation."""
    turn = theirs[:3, :3].T @ ours[:3, :3]
    rounded = np.round(turn)
    return rounded if np.abs(turn - rounded).max() < 1e-3 else None


DIRECTIONS = np.array([[x, y, z] for x in (-1, 0, 1) for y in (-1, 0, 1) for z in (-1, 0, 1) if x or y or z], dtype=float)


def extent(vertices, frame):
    """How far the points reach in 26 directions of the asset's own frame."""
    points = vertices @ frame[:3, :3].T + frame[:3, 3]
    return (points @ DIRECTIONS.T).max(axis=0)
