package org.tonotopy.registry.dispatch;

/** Why a job is not running. */
public enum WaitReason {
    /** It was admitted: the next worker that is free takes it. */
    NEXT,
    /** Others come first. */
    OTHERS_FIRST,
    /** It failed in a way that may pass, and is tried again after a while. */
    TRIED_AGAIN_LATER,
    /** Its owner has as many jobs at workers as it may. */
    OWNER_CAP,
    /** Its owner's lab has as many jobs at workers as it may. */
    LAB_CAP,
    /** No worker is there. */
    NO_WORKER,
    /** It needs a GPU, and no worker with one is there. */
    NO_GPU_WORKER,
    /** Its recording is larger than any worker that is there has room for. */
    NO_WORKER_WITH_MEMORY,
    /** Somebody paused it. */
    PAUSED
}
