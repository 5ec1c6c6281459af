package org.tonotopy.encoding.cuda;

/** What a batch is worked on in, kept from batch to batch; it belongs to one batch at a time. */
final class Workspace {
    final DeviceBuffer parameters;
    final DeviceBuffer members;
    final DeviceBuffer clips;
    final DeviceBuffer seeds;
    final DeviceBuffer sources;
    final DeviceBuffer input;
    final DeviceBuffer matrices;
    final DeviceBuffer normalised;
    final DeviceBuffer inverses;
    final DeviceBuffer encoded;
    final DeviceBuffer maps;
    final DeviceBuffer turned;
    final DeviceBuffer remembered;
    final DeviceBuffer before;
    final DeviceBuffer seen;
    final DeviceBuffer beforeOutput;
    /** Responses, or the cotangents of a way back. */
    final DeviceBuffer atOutput;

    final DeviceBuffer clipOfRow;
    final DeviceBuffer moments;
    final DeviceBuffer momentSums;
    final DeviceBuffer values;
    final DeviceBuffer perEntry;
    final DeviceBuffer constants;
    final DeviceBuffer parts;
    final DeviceBuffer hiddenSlopes;
    final DeviceBuffer stateSlopes;
    final DeviceBuffer rawSlopes;
    final DeviceBuffer matrixGradients;
    final DeviceBuffer normSums;
    final DeviceBuffer gradients;

    Workspace(DeviceMemory memory) {
        parameters = memory.buffer();
        members = memory.buffer();
        clips = memory.buffer();
        seeds = memory.buffer();
        sources = memory.buffer();
        input = memory.buffer();
        matrices = memory.buffer();
        normalised = memory.buffer();
        inverses = memory.buffer();
        encoded = memory.buffer();
        maps = memory.buffer();
        turned = memory.buffer();
        remembered = memory.buffer();
        before = memory.buffer();
        seen = memory.buffer();
        beforeOutput = memory.buffer();
        atOutput = memory.buffer();
        clipOfRow = memory.buffer();
        moments = memory.buffer();
        momentSums = memory.buffer();
        values = memory.buffer();
        perEntry = memory.buffer();
        constants = memory.buffer();
        parts = memory.buffer();
        hiddenSlopes = memory.buffer();
        stateSlopes = memory.buffer();
        rawSlopes = memory.buffer();
        matrixGradients = memory.buffer();
        normSums = memory.buffer();
        gradients = memory.buffer();
    }
}
