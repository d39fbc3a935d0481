package org.isthmus.model.compiled;

/// How many there are of everything in a model; the names are MuJoCo's.
public record Sizes(
        // numbers of qpos, of qvel, of ctrl, of act
        int nq,
        int nv,
        int nu,
        int na,
        int nbody,
        int njnt,
        int ntree,
        // non-zeros of the lower triangle of the mass matrix
        int nM,
        int ngeom,
        int nsite,
        int ncam,
        int nlight,
        int nmesh,
        int nhfield,
        int ntex,
        int nmat,
        int npair,
        int nexclude,
        int neq,
        int ntendon,
        int nwrap,
        int nsensor,
        // numbers that all sensors give
        int nsensordata,
        int nkey,
        int nmocap,
        int nuserBody,
        int nuserJnt,
        int nuserGeom,
        int nuserSite,
        int nuserCam,
        int nuserTendon,
        int nuserActuator,
        int nuserSensor) {}
