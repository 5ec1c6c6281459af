// The encoder of each bin of a recurrent network.
//
//   HIDDEN     units of the recurrence           CHANNELS   values of the encoder at one position

#define POSITIONS (HIDDEN / CHANNELS)

// Where the weight of a tap lies: one for each position where they are its own, or one for all positions.
__device__ __forceinline__ int tapAt(int channel, int tap, int position, int taps, int own) {
    return own ? (channel * taps + tap) * POSITIONS + position : channel * taps + tap;
}

// Spreads the weights of all positions into one matrix [HIDDEN][bands], which is cleared, with the biases behind it.
extern "C" __global__ void spread(
        const float* parameters, int size, int weightAt, int biasAt, int bands, int taps, int stride, int own,
        float* matrices) {
    int member = blockIdx.z;
    int unit = blockIdx.x;
    int channel = unit / POSITIONS;
    int position = unit % POSITIONS;
    const float* given = parameters + (u64) member * size;
    float* matrix = matrices + (u64) member * (HIDDEN * bands + HIDDEN);
    for (int band = threadIdx.x; band < bands; band += blockDim.x) {
        int tap = band - position * stride;
        bool seen = tap >= 0 && tap < taps;
        matrix[unit * bands + band] = seen ? given[weightAt + tapAt(channel, tap, position, taps, own)] : 0.0f;
    }
    if (threadIdx.x == 0) {
        matrix[HIDDEN * bands + unit] = given[biasAt + (own ? unit : channel)];
    }
}

// Gathers the gradient of the weights from that of the matrix.
extern "C" __global__ void gather(
        const float* matrices, int bands, int taps, int stride, int own, float* gradients, int size, int weightAt,
        int biasAt) {
    int member = blockIdx.z;
    const float* matrix = matrices + (u64) member * (HIDDEN * bands + HIDDEN);
    float* gradient = gradients + (u64) member * size;
    for (int i = threadIdx.x; i < CHANNELS * taps; i += blockDim.x) {
        int channel = i / taps;
        int tap = i % taps;
        float sum = 0.0f;
        for (int position = 0; position < POSITIONS; position++) {
            float slope = matrix[(channel * POSITIONS + position) * bands + position * stride + tap];
            sum += slope;
            if (own) {
                gradient[weightAt + tapAt(channel, tap, position, taps, own)] = slope;
            }
        }
        if (!own) {
            gradient[weightAt + i] = sum;
        }
    }
    for (int channel = threadIdx.x; channel < CHANNELS; channel += blockDim.x) {
        float bias = 0.0f;
        for (int position = 0; position < POSITIONS; position++) {
            int unit = channel * POSITIONS + position;
            float slope = matrix[HIDDEN * bands + unit];
            bias += slope;
            if (own) {
                gradient[biasAt + unit] = slope;
            }
        }
        if (!own) {
            gradient[biasAt + channel] = bias;
        }
    }
}
