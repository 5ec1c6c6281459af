// Filters over the last bins of each row's clip. Their weights are [delay][band][filter], the last delay is the current bin, and
// what lies before a clip is zero. In rows that follow each other a window is one run of values.

__device__ __forceinline__ float ofWindow(
        const float* in, const int* binOfRow, u64 row, int width, int delays, int k) {
    int before = delays - 1;
    return k >= (before - binOfRow[row]) * width ? in[((i64) row - before) * width + k] : 0.0f;
}

// out[row][n] = bias[n] + sum_k window[row][k] W[k][n].
extern "C" __global__ void __launch_bounds__(256) filter(
        const float* in, int width, int delays, const float* weights, int weightsSize, int weightAt,
        const float* parameters, int size, int biasAt, int filters, const int* binOfRow, const int* spans, float* out) {
    int member = blockIdx.z;
    u64 first = MEMBER_FIRST(spans, member);
    int rows = MEMBER_ROWS(spans, member);
    if ((int) (blockIdx.x * HEIGHT) >= rows) {
        return;
    }
    const float* weight = weights + (u64) member * weightsSize + weightAt;
    const float* bias = parameters + (u64) member * size + biasAt;
    product<true, false>(
            rows, filters, 0, delays * width,
            [&](int row, int k) { return ofWindow(in, binOfRow, first + row, width, delays, k); },
            [&](int k, int n) { return weight[(u64) k * filters + n]; },
            [&](int row, int n, float sum) { out[(first + row) * filters + n] = sum + bias[n]; });
}

// For each chunk of rows: part[k][n] = sum_row window[row][k] slopes[row][n], and behind all of these sum_row slopes[row][n].
extern "C" __global__ void __launch_bounds__(256) filterOuter(
        const float* in, int width, int delays, const float* slopes, int filters, const int* binOfRow, const int* spans,
        int chunks, float* parts) {
    int member = blockIdx.z / chunks;
    int chunk = blockIdx.z % chunks;
    u64 first = MEMBER_FIRST(spans, member);
    int rows = MEMBER_ROWS(spans, member);
    int from = min(rows, chunk * CHUNK);
    int to = min(rows, from + CHUNK);
    int window = delays * width;
    float* part = parts + (u64) blockIdx.z * (window + 1) * filters;
    product<false, false>(
            window + 1, filters, from, to,
            [&](int k, int row) { return k == window ? 1.0f : ofWindow(in, binOfRow, first + row, width, delays, k); },
            [&](int row, int n) { return slopes[(first + row) * filters + n]; },
            [&](int k, int n, float sum) { part[(u64) k * filters + n] = sum; });
}

// out[row][f] = sum_{lag, n} slopes[row + lag][n] W[delays - 1 - lag][f][n], up to the end of the clip.
extern "C" __global__ void __launch_bounds__(256) filterBack(
        const float* slopes, int filters, const float* weights, int weightsSize, int weightAt, int width, int delays,
        const int* clips, const int* clipOfRow, const int* binOfRow, const int* spans, float* out) {
    int member = blockIdx.z;
    u64 first = MEMBER_FIRST(spans, member);
    int rows = MEMBER_ROWS(spans, member);
    if ((int) (blockIdx.x * HEIGHT) >= rows) {
        return;
    }
    const float* weight = weights + (u64) member * weightsSize + weightAt;
    product<true, true>(
            rows, width, 0, delays * filters,
            [&](int row, int k) {
                u64 at = first + row;
                int left = CLIP_ROWS(clips, clipOfRow[at]) - binOfRow[at];
                return k < left * filters ? slopes[at * filters + k] : 0.0f;
            },
            [&](int k, int f) {
                return weight[((u64) (delays - 1 - k / filters) * width + f) * filters + k % filters];
            },
            [&](int row, int f, float sum) { out[(first + row) * width + f] = sum; });
}
