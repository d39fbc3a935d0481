package org.isthmus.motion.skill;

import org.isthmus.motion.grasp.ParallelJaw;

/// How skills with a gripper are done.
///
/// @param jaw the gripper's measures
/// @param attempts at most
/// @param grasps planned for at each attempt, at most
/// @param force of the jaw's servo, N
/// @param jawSpeed of the jaw's coordinate, 1/s
/// @param clearance of the fingers above the table, m
/// @param near tolerance of a place, m
/// @param turned tolerance of a place, rad
/// @param period of control, s
/// @param plan how ways are planned, and how fast they are gone
public record SkillOptions(ParallelJaw jaw, int attempts, int grasps, double force, double jawSpeed, double clearance,
        double near, double turned, double period, PickPlanner.Options plan, long seed) {}
