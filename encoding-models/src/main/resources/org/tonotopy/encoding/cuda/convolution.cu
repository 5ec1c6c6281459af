// Causal convolutions over bands and bins. Values are [row][channel][position]; a layer has KERNEL_BINS - 1 rows for each clip
// less than the one below, which ends where it ends, and KERNEL_BANDS - 1 positions less. Weights are [channel][channel
// below][band][bin].
//
//   KERNEL_BANDS, KERNEL_BINS  what a kernel sees, the last bin is the current one

#define WINDOW (KERNEL_BANDS * KERNEL_BINS)

// What a kernel's weight k sees of the layer below, from a row and a position of this layer.
__device__ __forceinline__ float below(
        const float* in, int channelsBelow, int positions, const int* clipOfRow, u64 row, int position, int k) {
    int positionsBelow = positions + KERNEL_BANDS - 1;
    u64 rowBelow = row + (u64) clipOfRow[row] * (KERNEL_BINS - 1) + k % KERNEL_BINS;
    int band = k / KERNEL_BINS % KERNEL_BANDS;
    return in[(rowBelow * channelsBelow + k / WINDOW) * positionsBelow + position + band];
}

extern "C" __global__ void __launch_bounds__(256) convolve(
        const float* in, int channelsBelow, int positions, const float* parameters, int size, int weightAt, int biasAt,
        int channels, const int* clipOfRow, const int* spans, float* out) {
    int member = blockIdx.z;
    u64 first = MEMBER_FIRST(spans, member);
    int places = MEMBER_ROWS(spans, member) * positions;
    if ((int) (blockIdx.x * HEIGHT) >= places) {
        return;
    }
    int depth = channelsBelow * WINDOW;
    const float* weight = parameters + (u64) member * size + weightAt;
    const float* bias = parameters + (u64) member * size + biasAt;
    product<false, true>(
            places, channels, 0, depth,
            [&](int place, int k) {
                return below(in, channelsBelow, positions, clipOfRow, first + place / positions, place % positions, k);
            },
            [&](int k, int channel) { return weight[(u64) channel * depth + k]; },
            [&](int place, int channel, float sum) {
                out[((first + place / positions) * channels + channel) * positions + place % positions] =
                        sum + bias[channel];
            });
}

// For each chunk of rows: part[channel][k] = the sum over its places of slope and value below, and behind all of these the sum
// of the slopes.
extern "C" __global__ void __launch_bounds__(256) convolveOuter(
        const float* in, int channelsBelow, int positions, const float* slopes, int channels, const int* clipOfRow,
        const int* spans, int chunks, float* parts) {
    int member = blockIdx.z / chunks;
    int chunk = blockIdx.z % chunks;
    u64 first = MEMBER_FIRST(spans, member);
    int rows = MEMBER_ROWS(spans, member);
    int from = min(rows, chunk * CONVOLUTION_CHUNK);
    int to = min(rows, from + CONVOLUTION_CHUNK);
    int depth = channelsBelow * WINDOW;
    float* part = parts + (u64) blockIdx.z * (depth + 1) * channels;
    product<true, true>(
            depth + 1, channels, from * positions, to * positions,
            [&](int k, int place) {
                return k == depth
                        ? 1.0f
                        : below(in, channelsBelow, positions, clipOfRow, first + place / positions, place % positions, k);
            },
            [&](int place, int channel) {
                return slopes[((first + place / positions) * channels + channel) * positions + place % positions];
            },
            [&](int k, int channel, float sum) {
                part[k == depth ? (u64) channels * depth + channel : (u64) channel * depth + k] = sum;
            });
}

// Slopes by what lies below: for each of its rows and positions, those of every place whose kernel sees it. The clips and spans
// are those of the layer below; clipsAbove are this layer's.
extern "C" __global__ void __launch_bounds__(256) convolveBack(
        const float* slopes, int channels, int positions, const float* parameters, int size, int weightAt,
        int channelsBelow, const int* clipsAbove, const int* clipOfRow, const int* binOfRow, const int* spans, float* out) {
    int member = blockIdx.z;
    int positionsBelow = positions + KERNEL_BANDS - 1;
    u64 first = MEMBER_FIRST(spans, member);
    int places = MEMBER_ROWS(spans, member) * positionsBelow;
    if ((int) (blockIdx.x * HEIGHT) >= places) {
        return;
    }
    const float* weight = parameters + (u64) member * size + weightAt;
    product<false, true>(
            places, channelsBelow, 0, channels * WINDOW,
            [&](int place, int k) {
                u64 row = first + place / positionsBelow;
                int clip = clipOfRow[row];
                int bin = binOfRow[row] - k % KERNEL_BINS;
                int position = place % positionsBelow - k / KERNEL_BINS % KERNEL_BANDS;
                bool seen = bin >= 0 && bin < CLIP_ROWS(clipsAbove, clip) && position >= 0 && position < positions;
                u64 above = (u64) (CLIP_FIRST(clipsAbove, clip) + bin);
                return seen ? slopes[(above * channels + k / WINDOW) * positions + position] : 0.0f;
            },
            [&](int k, int channel) {
                return weight[((u64) (k / WINDOW) * channelsBelow + channel) * WINDOW + k % WINDOW];
            },
            [&](int place, int channel, float sum) {
                u64 row = first + place / positionsBelow;
                out[(row * channelsBelow + channel) * positionsBelow + place % positionsBelow] = sum;
            });
}
