// Sums over rows.

// For each chunk of so many rows and each column: sum_row a b, and behind all of these sum_row a.
extern "C" __global__ void columnProducts(
        const float* a, const float* b, int width, const int* spans, int ofRows, int chunks, float* parts) {
    int member = blockIdx.z / chunks;
    int chunk = blockIdx.z % chunks;
    int column = blockIdx.x * blockDim.x + threadIdx.x;
    if (column >= width) {
        return;
    }
    u64 first = MEMBER_FIRST(spans, member);
    int rows = MEMBER_ROWS(spans, member);
    int from = min(rows, chunk * ofRows);
    int to = min(rows, from + ofRows);
    float products = 0.0f;
    float sum = 0.0f;
    for (int row = from; row < to; row++) {
        float slope = a[(first + row) * width + column];
        products = fmaf(slope, b[(first + row) * width + column], products);
        sum += slope;
    }
    float* part = parts + (u64) blockIdx.z * 2 * width;
    part[column] = products;
    part[width + column] = sum;
}

// Adds up the chunks of a member in their order. Elements from split on go to secondAt.
extern "C" __global__ void addUp(
        const float* parts, int chunks, int size, int split, float* sums, int sumsSize, int firstAt, int secondAt) {
    int member = blockIdx.z;
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= size) {
        return;
    }
    const float* part = parts + (u64) member * chunks * size + i;
    double sum = 0;
    for (int chunk = 0; chunk < chunks; chunk++) {
        sum += part[(u64) chunk * size];
    }
    sums[(u64) member * sumsSize + (i < split ? firstAt + i : secondAt + i - split)] = (float) sum;
}
