// The recurrence over the bins of a clip.
//
//   HIDDEN     units of the recurrence           GATES      3 GRU, 4 LSTM, 1 RNN
//   THREADS    of the block that runs through a clip
//   IN_REGISTERS  1 where the weights of the state fit into the registers of one block, 0 where they are read at each bin

#define UNITS (GATES * HIDDEN)
#define PADDED ((HIDDEN + 3) / 4 * 4)

// Turns the weights of the state around, [k][unit], so that neighbouring units read neighbouring numbers.
extern "C" __global__ void turn(const float* parameters, int size, int weightAt, float* turned) {
    int member = blockIdx.z;
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < UNITS * HIDDEN) {
        int unit = i % UNITS;
        int k = i / UNITS;
        turned[(u64) member * UNITS * HIDDEN + i] =
                parameters[(u64) member * size + weightAt + (u64) unit * HIDDEN + k];
    }
}

// One block runs through one clip. maps holds the maps of the input and becomes the gates; memory is what the way back has
// to know besides (GRU: the candidate's map of the state; LSTM: the cell before the bin), before the state before the bin,
// and seen the state after it as the readout sees it.
extern "C" __global__ void __launch_bounds__(THREADS) advance(
        float* maps, const float* parameters, int size, int weightAt, int biasAt, const float* turned, const int* clips,
        const u64* seeds, unsigned threshold, float kept, float* memory, float* before, float* seen) {
    __shared__ __align__(16) float state[PADDED];
    __shared__ float gates[UNITS];
    __shared__ float given[HIDDEN];
    __shared__ float cell[HIDDEN];
    int clip = blockIdx.x;
    u64 first = CLIP_FIRST(clips, clip);
    int bins = CLIP_ROWS(clips, clip);
    int member = CLIP_MEMBER(clips, clip);
    const float* bias = parameters + (u64) member * size + biasAt;
    for (int i = threadIdx.x; i < PADDED; i += THREADS) {
        state[i] = 0.0f;
    }
    for (int i = threadIdx.x; i < HIDDEN; i += THREADS) {
        cell[i] = 0.0f;
    }
#if IN_REGISTERS
    const float* weight = parameters + (u64) member * size + weightAt;
    float u[PADDED];
#pragma unroll
    for (int k = 0; k < PADDED; k++) {
        u[k] = k < HIDDEN && threadIdx.x < UNITS ? weight[(u64) threadIdx.x * HIDDEN + k] : 0.0f;
    }
    float ahead = threadIdx.x < UNITS ? maps[first * UNITS + threadIdx.x] : 0.0f;
#else
    const float* weight = turned + (u64) member * UNITS * HIDDEN;
#endif
    __syncthreads();
    for (int bin = 0; bin < bins; bin++) {
        u64 row = first + bin;
        for (int unit = threadIdx.x; unit < UNITS; unit += THREADS) {
            float s0 = 0.0f, s1 = 0.0f, s2 = 0.0f, s3 = 0.0f;
#if IN_REGISTERS
            float map = ahead;
            if (bin + 1 < bins) {
                ahead = maps[(row + 1) * UNITS + unit];
            }
#pragma unroll
            for (int k = 0; k < PADDED; k += 4) {
                float4 h = *(const float4*) &state[k];
                s0 = fmaf(u[k], h.x, s0);
                s1 = fmaf(u[k + 1], h.y, s1);
                s2 = fmaf(u[k + 2], h.z, s2);
                s3 = fmaf(u[k + 3], h.w, s3);
            }
#else
            float map = maps[row * UNITS + unit];
#pragma unroll 4
            for (int k = 0; k + 3 < HIDDEN; k += 4) {
                float4 h = *(const float4*) &state[k];
                s0 = fmaf(weight[(u64) k * UNITS + unit], h.x, s0);
                s1 = fmaf(weight[(u64) (k + 1) * UNITS + unit], h.y, s1);
                s2 = fmaf(weight[(u64) (k + 2) * UNITS + unit], h.z, s2);
                s3 = fmaf(weight[(u64) (k + 3) * UNITS + unit], h.w, s3);
            }
            for (int k = HIDDEN / 4 * 4; k < HIDDEN; k++) {
                s0 = fmaf(weight[(u64) k * UNITS + unit], state[k], s0);
            }
#endif
            float recalled = (s0 + s1) + (s2 + s3) + bias[unit];
#if GATES == 3
            if (unit < 2 * HIDDEN) {
                gates[unit] = sigmoid(map + recalled);
            } else {
                gates[unit] = recalled;
                given[unit - 2 * HIDDEN] = map;
            }
#elif GATES == 4
            gates[unit] = unit / HIDDEN == 2 ? tanhf(map + recalled) : sigmoid(map + recalled);
#else
            gates[unit] = tanhf(map + recalled);
#endif
        }
        __syncthreads();
        for (int i = threadIdx.x; i < HIDDEN; i += THREADS) {
            float old = state[i];
            float* out = maps + row * UNITS + i;
#if GATES == 3
            float reset = gates[i];
            float update = gates[HIDDEN + i];
            float recalled = gates[2 * HIDDEN + i];
            float candidate = tanhf(fmaf(reset, recalled, given[i]));
            float fresh = fmaf(update, old - candidate, candidate);
            out[0] = reset;
            out[HIDDEN] = update;
            out[2 * HIDDEN] = candidate;
            memory[row * HIDDEN + i] = recalled;
#elif GATES == 4
            float input = gates[i];
            float forget = gates[HIDDEN + i];
            float candidate = gates[2 * HIDDEN + i];
            float shown = gates[3 * HIDDEN + i];
            memory[row * HIDDEN + i] = cell[i];
            float held = fmaf(forget, cell[i], input * candidate);
            cell[i] = held;
            float fresh = shown * tanhf(held);
            out[0] = input;
            out[HIDDEN] = forget;
            out[2 * HIDDEN] = candidate;
            out[3 * HIDDEN] = shown;
#else
            float fresh = gates[i];
            out[0] = fresh;
#endif
            before[row * HIDDEN + i] = old;
            state[i] = fresh;
            seen[row * HIDDEN + i] = fresh * keep(seeds, clip, threshold, kept, bin, i, HIDDEN);
        }
        __syncthreads();
    }
}

// The way back through one clip: maps, which holds the gates, becomes the slopes of the input's maps, and ofState those of the
// state's maps, which differ for a GRU alone.
extern "C" __global__ void __launch_bounds__(THREADS) goBack(
        float* maps, const float* parameters, int size, int weightAt, const int* clips, const u64* seeds,
        unsigned threshold, float kept, const float* memory, const float* before, const float* slopes, float* ofState) {
    __shared__ __align__(16) float own[GATES * PADDED];
    __shared__ float parts[UNITS];
    __shared__ float carried[HIDDEN];
    __shared__ float carriedCell[HIDDEN];
    int clip = blockIdx.x;
    u64 first = CLIP_FIRST(clips, clip);
    int bins = CLIP_ROWS(clips, clip);
    int member = CLIP_MEMBER(clips, clip);
    const float* weight = parameters + (u64) member * size + weightAt;
    for (int i = threadIdx.x; i < HIDDEN; i += THREADS) {
        carried[i] = 0.0f;
        carriedCell[i] = 0.0f;
    }
    for (int i = threadIdx.x; i < GATES * PADDED; i += THREADS) {
        own[i] = 0.0f;
    }
#if IN_REGISTERS
    int gate = threadIdx.x / HIDDEN;
    int target = threadIdx.x % HIDDEN;
    float u[PADDED];
#pragma unroll
    for (int k = 0; k < PADDED; k++) {
        u[k] = k < HIDDEN && threadIdx.x < UNITS ? weight[((u64) gate * HIDDEN + k) * HIDDEN + target] : 0.0f;
    }
#endif
    // What the first threads need at a bin is read while the others still multiply for the bin after it.
    float nextGates[GATES];
    float nextMemory = 0.0f, nextBefore = 0.0f, nextSlope = 0.0f;
    if (threadIdx.x < HIDDEN && bins > 0) {
        u64 row = first + bins - 1;
        for (int g = 0; g < GATES; g++) {
            nextGates[g] = maps[row * UNITS + g * HIDDEN + threadIdx.x];
        }
        nextMemory = memory[row * HIDDEN + threadIdx.x];
        nextBefore = before[row * HIDDEN + threadIdx.x];
        nextSlope = slopes[row * HIDDEN + threadIdx.x];
    }
    __syncthreads();
    for (int bin = bins - 1; bin >= 0; bin--) {
        u64 row = first + bin;
        for (int i = threadIdx.x; i < HIDDEN; i += THREADS) {
            float g[GATES];
            float recalled, old, slope;
            float* out = maps + row * UNITS + i;
            if (i < THREADS) {
                for (int n = 0; n < GATES; n++) {
                    g[n] = nextGates[n];
                }
                recalled = nextMemory;
                old = nextBefore;
                slope = nextSlope;
                if (bin > 0) {
                    for (int n = 0; n < GATES; n++) {
                        nextGates[n] = maps[(row - 1) * UNITS + n * HIDDEN + i];
                    }
                    nextMemory = memory[(row - 1) * HIDDEN + i];
                    nextBefore = before[(row - 1) * HIDDEN + i];
                    nextSlope = slopes[(row - 1) * HIDDEN + i];
                }
            } else {
                for (int n = 0; n < GATES; n++) {
                    g[n] = out[n * HIDDEN];
                }
                recalled = memory[row * HIDDEN + i];
                old = before[row * HIDDEN + i];
                slope = slopes[row * HIDDEN + i];
            }
            slope = fmaf(slope, keep(seeds, clip, threshold, kept, bin, i, HIDDEN), carried[i]);
#if GATES == 3
            float reset = g[0];
            float update = g[1];
            float candidate = g[2];
            float passed = slope * update;
            float ofCandidate = (slope - passed) * (1.0f - candidate * candidate);
            float ofUpdate = slope * (old - candidate) * (update - update * update);
            float ofReset = ofCandidate * recalled * (reset - reset * reset);
            out[0] = ofReset;
            out[HIDDEN] = ofUpdate;
            out[2 * HIDDEN] = ofCandidate;
            own[i] = ofReset;
            own[PADDED + i] = ofUpdate;
            own[2 * PADDED + i] = ofCandidate * reset;
            float* state = ofState + row * UNITS + i;
            state[0] = ofReset;
            state[HIDDEN] = ofUpdate;
            state[2 * HIDDEN] = ofCandidate * reset;
            carried[i] = passed;
#elif GATES == 4
            float input = g[0];
            float forget = g[1];
            float candidate = g[2];
            float shown = g[3];
            float high = tanhf(fmaf(forget, recalled, input * candidate));
            float ofCell = fmaf(slope * shown, 1.0f - high * high, carriedCell[i]);
            own[i] = ofCell * candidate * (input - input * input);
            own[PADDED + i] = ofCell * recalled * (forget - forget * forget);
            own[2 * PADDED + i] = ofCell * input * (1.0f - candidate * candidate);
            own[3 * PADDED + i] = slope * high * (shown - shown * shown);
            for (int n = 0; n < GATES; n++) {
                out[n * HIDDEN] = own[n * PADDED + i];
            }
            carriedCell[i] = ofCell * forget;
            carried[i] = 0.0f;
#else
            own[i] = slope * (1.0f - g[0] * g[0]);
            out[0] = own[i];
            carried[i] = 0.0f;
#endif
        }
        __syncthreads();
        for (int unit = threadIdx.x; unit < UNITS; unit += THREADS) {
            float s0 = 0.0f, s1 = 0.0f, s2 = 0.0f, s3 = 0.0f;
#if IN_REGISTERS
#pragma unroll
            for (int k = 0; k < PADDED; k += 4) {
                float4 slope = *(const float4*) &own[gate * PADDED + k];
                s0 = fmaf(u[k], slope.x, s0);
                s1 = fmaf(u[k + 1], slope.y, s1);
                s2 = fmaf(u[k + 2], slope.z, s2);
                s3 = fmaf(u[k + 3], slope.w, s3);
            }
#else
            int gate = unit / HIDDEN;
            int target = unit % HIDDEN;
#pragma unroll 8
            for (int k = 0; k < HIDDEN; k++) {
                s0 = fmaf(weight[((u64) gate * HIDDEN + k) * HIDDEN + target], own[gate * PADDED + k], s0);
            }
#endif
            parts[unit] = (s0 + s1) + (s2 + s3);
        }
        __syncthreads();
        for (int i = threadIdx.x; i < HIDDEN; i += THREADS) {
            float sum = carried[i];
            for (int n = 0; n < GATES; n++) {
                sum += parts[n * HIDDEN + i];
            }
            carried[i] = sum;
        }
    }
}
