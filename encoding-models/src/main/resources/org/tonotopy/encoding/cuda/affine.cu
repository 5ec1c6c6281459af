// Linear maps of each row.

// out[row][n] = sum_k in[row][k] W[n][k] + bias[n].
extern "C" __global__ void __launch_bounds__(256) affine(
        const float* in, int depth, const float* parameters, int size, int weightAt, int biasAt, int columns,
        const int* spans, float* out) {
    int member = blockIdx.z;
    u64 first = MEMBER_FIRST(spans, member);
    int rows = MEMBER_ROWS(spans, member);
    if ((int) (blockIdx.x * HEIGHT) >= rows) {
        return;
    }
    const float* own = parameters + (u64) member * size;
    const float* weight = own + weightAt;
    const float* bias = own + biasAt;
    product<true, true>(
            rows, columns, 0, depth,
            [&](int row, int k) { return in[(first + row) * depth + k]; },
            [&](int k, int n) { return weight[(u64) n * depth + k]; },
            [&](int row, int n, float sum) { out[(first + row) * columns + n] = sum + bias[n]; });
}

// out[row][k] = sum_n slopes[row][n] W[n][k]: the way back of affine.
extern "C" __global__ void __launch_bounds__(256) affineBack(
        const float* slopes, int depth, const float* parameters, int size, int weightAt, int columns, const int* spans,
        float* out) {
    int member = blockIdx.z;
    u64 first = MEMBER_FIRST(spans, member);
    int rows = MEMBER_ROWS(spans, member);
    if ((int) (blockIdx.x * HEIGHT) >= rows) {
        return;
    }
    const float* weight = parameters + (u64) member * size + weightAt;
    product<true, false>(
            rows, columns, 0, depth,
            [&](int row, int n) { return slopes[(first + row) * depth + n]; },
            [&](int n, int k) { return weight[(u64) n * columns + k]; },
            [&](int row, int k, float sum) { out[(first + row) * columns + k] = sum; });
}

// For each chunk of rows: part[n][k] = sum_row slopes[row][n] in[row][k], and behind all of these sum_row slopes[row][n].
extern "C" __global__ void __launch_bounds__(256) outer(
        const float* slopes, int m, const float* in, int k, const int* spans, int chunks, float* parts) {
    int member = blockIdx.z / chunks;
    int chunk = blockIdx.z % chunks;
    u64 first = MEMBER_FIRST(spans, member);
    int rows = MEMBER_ROWS(spans, member);
    int from = min(rows, chunk * CHUNK);
    int to = min(rows, from + CHUNK);
    float* part = parts + (u64) blockIdx.z * m * (k + 1);
    product<false, false>(
            m, k + 1, from, to,
            [&](int n, int row) { return slopes[(first + row) * m + n]; },
            [&](int row, int column) { return column == k ? 1.0f : in[(first + row) * k + column]; },
            [&](int n, int column, float sum) {
                part[column == k ? (u64) m * k + n : (u64) n * k + column] = sum;
            });
}
