// Units that leak: a gain g = 1 / (1 + d^2) for each, by recursion from the first bin, or through a kernel of g (1 - g)^lag over
// a few lags, where bins before the first have the first one's value.

struct Gain {
    double gain, slope;

    __device__ Gain(const float* parameters, int size, int leakAt, int member, int unit) {
        double d = parameters[(u64) member * size + leakAt + unit];
        gain = 1 / (1 + d * d);
        slope = -2 * d * gain * gain;
    }
};

// One thread runs through a unit of a clip. steps is what the way back has to know: how far the value was from the state.
extern "C" __global__ void leak(
        const float* in, int width, const float* parameters, int size, int leakAt, const int* clips, float* steps,
        float* out) {
    int unit = blockIdx.x * blockDim.x + threadIdx.x;
    int clip = blockIdx.y;
    int bins = CLIP_ROWS(clips, clip);
    if (unit >= width || bins == 0) {
        return;
    }
    float g = (float) Gain(parameters, size, leakAt, CLIP_MEMBER(clips, clip), unit).gain;
    u64 at = (u64) CLIP_FIRST(clips, clip) * width + unit;
    float state = in[at];
    for (int bin = 0; bin < bins; bin++, at += width) {
        float step = in[at] - state;
        state = fmaf(g, step, state);
        steps[at] = step;
        out[at] = state;
    }
}

// parts gets, for each clip, the slopes by the units' parameters.
extern "C" __global__ void leakBack(
        const float* slopes, const float* steps, int width, const float* parameters, int size, int leakAt, const int* clips,
        float* back, float* parts) {
    int unit = blockIdx.x * blockDim.x + threadIdx.x;
    int clip = blockIdx.y;
    if (unit >= width) {
        return;
    }
    Gain own(parameters, size, leakAt, CLIP_MEMBER(clips, clip), unit);
    float g = (float) own.gain;
    u64 first = (u64) CLIP_FIRST(clips, clip) * width + unit;
    float carried = 0.0f;
    float byGain = 0.0f;
    for (int bin = CLIP_ROWS(clips, clip) - 1; bin >= 0; bin--) {
        u64 at = first + (u64) bin * width;
        float slope = carried + slopes[at];
        // The first bin's state is its value, whatever the gain is.
        byGain = fmaf(slope, steps[at], byGain);
        float ofValue = bin == 0 ? slope : slope * g;
        back[at] = ofValue;
        carried = slope - ofValue;
    }
    parts[(u64) clip * width + unit] = (float) (byGain * own.slope);
}

// One thread for each value. Lags from the clip's bin on see its first one.
extern "C" __global__ void finiteLeak(
        const float* in, int width, u64 count, int lags, const float* parameters, int size, int leakAt, const int* clips,
        const int* clipOfRow, const int* binOfRow, float* out) {
    u64 at = (u64) blockIdx.x * blockDim.x + threadIdx.x;
    if (at >= count) {
        return;
    }
    u64 row = at / width;
    int bin = binOfRow[row];
    double g = Gain(parameters, size, leakAt, CLIP_MEMBER(clips, clipOfRow[row]), (int) (at % width)).gain;
    double tap = g;
    float sum = 0.0f;
    for (int lag = 0; lag < lags; lag++) {
        sum = fmaf((float) tap, in[at - (u64) min(lag, bin) * width], sum);
        tap *= 1 - g;
    }
    out[at] = sum;
}

extern "C" __global__ void finiteLeakBack(
        const float* slopes, int width, u64 count, int lags, const float* parameters, int size, int leakAt, const int* clips,
        const int* clipOfRow, const int* binOfRow, float* back) {
    u64 at = (u64) blockIdx.x * blockDim.x + threadIdx.x;
    if (at >= count) {
        return;
    }
    u64 row = at / width;
    int bin = binOfRow[row];
    int left = CLIP_ROWS(clips, clipOfRow[row]) - bin;
    double g = Gain(parameters, size, leakAt, CLIP_MEMBER(clips, clipOfRow[row]), (int) (at % width)).gain;
    double tap = g;
    float sum = 0.0f;
    for (int lag = 0; lag < lags; lag++) {
        if (lag < left) {
            sum = fmaf((float) tap, slopes[at + (u64) lag * width], sum);
        }
        if (bin == 0) {
            // What earlier bins would have seen from there.
            for (int seen = 0; seen < min(lag, left); seen++) {
                sum = fmaf((float) tap, slopes[at + (u64) seen * width], sum);
            }
        }
        tap *= 1 - g;
    }
    back[at] = sum;
}

// For each clip, lag and unit: the share of the slope by the unit's parameter. One thread for each.
extern "C" __global__ void finiteLeakGain(
        const float* in, const float* slopes, int width, int lags, const float* parameters, int size, int leakAt,
        const int* clips, float* parts) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    int clip = blockIdx.y;
    if (i >= width * lags) {
        return;
    }
    int unit = i % width;
    int lag = i / width;
    u64 first = (u64) CLIP_FIRST(clips, clip) * width + unit;
    float byTap = 0.0f;
    for (int bin = 0; bin < CLIP_ROWS(clips, clip); bin++) {
        byTap = fmaf(slopes[first + (u64) bin * width], in[first + (u64) max(bin - lag, 0) * width], byTap);
    }
    Gain own(parameters, size, leakAt, CLIP_MEMBER(clips, clip), unit);
    double left = 1 - own.gain;
    // Derivative of g (1 - g)^lag by g.
    double ofTap = lag == 0 ? 1 : pow(left, lag - 1) * (left - lag * own.gain);
    parts[((u64) clip * lags + lag) * width + unit] = (float) (byTap * ofTap * own.slope);
}

// Adds up what the clips of a member gave, in their order.
extern "C" __global__ void addClips(
        const float* parts, int width, int lags, const int* clips, int clipCount, float* gradients, int size, int leakAt) {
    int member = blockIdx.z;
    int unit = blockIdx.x * blockDim.x + threadIdx.x;
    if (unit >= width) {
        return;
    }
    double sum = 0;
    for (int clip = 0; clip < clipCount; clip++) {
        if (CLIP_MEMBER(clips, clip) == member) {
            for (int lag = 0; lag < lags; lag++) {
                sum += parts[((u64) clip * lags + lag) * width + unit];
            }
        }
    }
    gradients[(u64) member * size + leakAt + unit] = (float) sum;
}
